import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { left, ME, programFolder, UNPRIVILEGED } from '@/agent/monitors/testing'
import { run } from '@/agent/run'
import { program } from './program'
import { MESSAGE, NEVER, outcome } from './testing'

const user = ME === 0 ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : null
const { base, folder, policy, script } = programFolder('alerts')
const out = join(base, 'out')
mkdirSync(out)
chmodSync(out, 0o777)

const start = (argv: string[], timeoutSec = 5) =>
  program({ enabled: true, argv, timeoutSec }, { run, policy, user })(MESSAGE, NEVER)

test('the event as JSON on standard input, arguments as they are, an unprivileged user, almost no environment', async () => {
  const path = script(
    'good',
    `cat > ${out}/event; printf '%s|' "$@" > ${out}/argv; id -u > ${out}/uid; env > ${out}/env; pwd > ${out}/pwd`,
  )
  expect(outcome(await start([path, '--x', '$(id)', 'a b']))).toBe('sent')
  const read = (name: string) => readFileSync(join(out, name), 'utf8')
  expect(JSON.parse(read('event'))).toEqual(MESSAGE.event)
  expect(read('argv')).toBe('--x|$(id)|a b|')
  expect(read('uid').trim()).toBe(String(user?.uid ?? ME))
  expect(read('pwd').trim()).toBe('/')
  const names = read('env')
    .trim()
    .split('\n')
    .map((line) => line.split('=')[0])
  expect(names.filter((name) => !['PATH', 'LC_ALL', 'PWD', 'OLDPWD', 'SHLVL', '_'].includes(name ?? ''))).toEqual([])
})

test('how it ends decides: failure for good, failure for now, a time-out', async () => {
  expect(outcome(await start([script('fails', 'exit 3')]))).toBe('program-exit 3')
  expect(outcome(await start([script('later', 'exit 75')]))).toBe('program-exit 75 again')
  expect(outcome(await start([script('crashes', 'kill -SEGV $$')]))).toBe('program-exit SIGSEGV')
  expect(outcome(await start([script('floods', 'cat /dev/zero')]))).toBe('program-failed TOOL_OUTPUT')
  const marker = `777.${process.pid}`
  expect(outcome(await start([script('hangs', `sleep ${marker} & sleep ${marker}`)], 1))).toBe('program-timeout again')
  expect(left(marker)).toEqual([])
})

test('what it leaves behind is ended when it ends by itself', async () => {
  const marker = `778.${process.pid}`
  expect(outcome(await start([script('leaves', `sleep ${marker} &`)]))).toBe('sent')
  await expect.poll(() => left(marker)).toEqual([])
})

test('only a program in an allowed folder that nobody else can write is run', async () => {
  const writable = script('writable', 'true', 0o777)
  const elsewhere = join(base, 'elsewhere')
  writeFileSync(elsewhere, '#!/bin/sh\n', { mode: 0o755 })
  const table: [string, string][] = [
    [writable, 'program-refused writable'],
    [elsewhere, 'program-refused outside'],
    ['/bin/sh', 'program-refused outside'],
    [`${folder}/../elsewhere`, 'program-refused outside'],
    [join(folder, 'absent'), 'program-refused missing'],
    [script('plain', 'true', 0o644), 'program-refused notExecutable'],
    ['relative', 'program-refused notAbsolute'],
  ]
  for (const [path, expected] of table) expect(outcome(await start([path])), path).toBe(expected)
})

test.runIf(ME === 0)('an agent that is root runs none without the user for it', async () => {
  const path = script('root', `touch ${out}/root`)
  const settings = { enabled: true, argv: [path], timeoutSec: 5 }
  expect(outcome(await program(settings, { run, policy, user: null })(MESSAGE, NEVER))).toBe('no-user')
  expect(outcome(await program(settings, { run, policy, user: { uid: 0, gid: 0 } })(MESSAGE, NEVER))).toBe('no-user')
  expect(readdirSync(out)).not.toContain('root')
})
