import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { strict, strictValues } from './index'

const folder = fileURLToPath(new URL('../../e2e/fixtures/lvscf/', import.meta.url))
const latin1 = (name: string) => readFileSync(folder + name, 'latin1')
const world = { tcpPorts: { http: 80, https: 443 } }

test('the verdict on every fixture, to the line and the message', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.cf'))
  const rows = latin1('EXPECTED.tsv')
    .split('\n')
    .filter((row) => row !== '' && !row.startsWith('#'))
  const verdicts = rows.map((row) => {
    const [name = ''] = row.split('\t')
    const verdict = strict(latin1(name), world)
    return verdict.ok ? `${name}\tOK\t-\t-` : `${name}\tERR\t${verdict.line}\t${verdict.message}`
  })
  expect(verdicts).toEqual(rows)
  expect(rows.map((row) => row.split('\t')[0]).sort()).toEqual(files.sort())
})

test('the values of every listed fixture, byte for byte', () => {
  const expected = latin1('EXPECTED-values.txt')
  const comments = expected.split('\n').filter((line) => line.startsWith('#'))
  const names = [...expected.matchAll(/^== (.*)$/gm)].map((match) => match[1] ?? '')
  const actual = names.map((name) => `== ${name}\n${strictValues(latin1(name), world)}`)
  expect(`${comments.join('\n')}\n${actual.join('')}`).toBe(expected)
  expect(names).toHaveLength(43)
})

test('rules that no fixture shows', () => {
  expect(strict('port = 08\n')).toEqual({ ok: false, line: 1, message: 'unknown command' })
  expect(strict('keepalive = 08\n')).toEqual({ ok: false, line: 1, message: 'integer expected' })
  expect(strict('keepalive = -0x10\n')).toEqual({ ok: true })
  expect(strict('primary = 10.0.0.1\nbackup = nobody\n')).toMatchObject({ line: 2, message: 'invalid argument' })
  expect(strict('backup = lvs2\n', { hosts: { lvs2: '10.0.0.3' } })).toEqual({ ok: true })
  expect(strict('virtual a {\n forward = nat\n}\n')).toMatchObject({ line: 2, message: 'unknown command' })
  expect(strict('virtual a {\n server b {\n  server c {\n')).toMatchObject({ line: 3, message: 'unknown command' })
  expect(strict('virtual my server {\n')).toMatchObject({ message: 'unexpected arguments' })
  expect(strict('virtual a {\n expect = "\n')).toMatchObject({ message: 'missing arguments' })
})
