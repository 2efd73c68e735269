import { expect, test } from 'vitest'
import { edit, getLines, parse, print, read, strict, strictValues, write } from './index'

/** Generous: the slowest of these takes a fifth of it. Quadratic code takes minutes. Processor time, so that a busy machine does not count. */
const BOUND_MS = 20_000
const TIMEOUT_MS = 180_000
const spentMs = (since: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}
const MB = 1024 * 1024

const times = (text: string, count: number) => text.repeat(count)
const numbered = (count: number, make: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => make(n)).join('')

const hostile: Record<string, () => string> = {
  'a million braces, a line each': () => times('{\n', 500_000) + times('}\n', 500_000),
  'a million braces on one line': () => times('{', 500_000) + times('}', 500_000),
  'a million quotes on one line': () => `expect = ${times('" ', 1_000_000)}`,
  '200 000 quotes, a line each': () => times('expect = "\n', 200_000),
  'a huge line': () => `virtual a {\nsend = "${times('x', 10 * MB)}"\n}\n`,
  'a huge unknown word': () => times('x', 10 * MB),
  'a huge number': () => `keepalive = ${times('9', MB)}\nprimary = 0${times('7', MB)}\n`,
  'a huge number of words': () => `dirs = [ ${times('a ', MB)}]\nprimary = ${times('a ', MB)}`,
  '200 000 unknown keys': () => times('keepalife = 1\n', 200_000),
  'half a million carriage returns': () => times('\r', 500_000) + times('port = 80\r\n', 100_000),
  'blocks in blocks': () => times('virtual a {\nserver b {\nfoo c {\n', 20_000),
  '20 000 blocks of one name and mark': () =>
    times('virtual a {\n active = 1\n address = 10.0.0.1 eth0\n fwmark = 1\n}\n', 20_000),
  '100 000 blocks': () =>
    numbered(100_000, (n) => `virtual v${n} {\n active = 1\n address = 10.0.0.1 eth0\n port = ${n % 65536}\n}\n`),
  '20 000 servers in one block': () =>
    `virtual a {\n active = 1\n${numbered(20_000, (n) => ` server s${n} {\n  address = 10.${n >> 16}.${(n >> 8) & 255}.${n & 255}\n  active = 1\n }\n`)}}\n`,
  '10 000 regular expressions, good, bad and long': () =>
    numbered(10_000, (n) => {
      const long = n % 100 === 0 ? times('(a|b', 2_000) : ''
      return `virtual v${n} {\n use_regex = 1\n expect = "^HTTP/1.[01] ${n} .*${n % 2 ? '(' : ''}${long}"\n}\n`
    }),
  'bytes of every kind': () => times(String.fromCharCode(...Array.from({ length: 256 }, (_, i) => i)), 40_000),
}

for (const [name, make] of Object.entries(hostile))
  test(`bounded: ${name}`, { timeout: TIMEOUT_MS }, () => {
    const text = make()
    const start = process.cpuUsage()
    expect(print(parse(text)) === text).toBe(true)
    const { config, problems } = read(text)
    expect(problems.length).toBeLessThanOrEqual(1001)
    expect(typeof write(config)).toBe('string')
    expect(typeof strict(text).ok).toBe('boolean')
    expect(strictValues(text).length).toBeGreaterThan(0)
    getLines(text, '')
    edit(text, [{ do: 'set', path: 'keepalive', value: '3' }])
    expect(spentMs(start)).toBeLessThan(BOUND_MS)
  })

test('a file of 10 MB: parse, check, edit', { timeout: TIMEOUT_MS }, () => {
  const server = (v: number, n: number) =>
    `     server s${n} {\n         address = 10.1.${v & 255}.${n}\n         active = 1\n         weight = 2\n     }\n`
  const block = (v: number) =>
    `virtual v${v} {\n     active = 1\n     address = 10.0.${v >> 8}.${v & 255} eth0:1\n     port = 80\n     scheduler = wrr\n${numbered(10, (n) => server(v, n))}}\n`
  const text = `network = direct\n${numbered(10_500, block)}`
  expect(text.length).toBeGreaterThan(10 * MB)
  const start = process.cpuUsage()
  const { config, problems } = read(text)
  expect(problems).toEqual([])
  expect(config.virtuals).toHaveLength(10_500)
  const edits = Array.from({ length: 30 }, (_, n) => ({
    do: 'set' as const,
    path: `virtual.v${10_000 + n}.port`,
    value: '81',
  }))
  expect(edit(text, edits).problems).toEqual([])
  expect(spentMs(start)).toBeLessThan(BOUND_MS)
})
