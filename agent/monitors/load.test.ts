import { expect, test } from 'vitest'
import type { RunOptions, RunResult } from '@/agent/run'
import type { LoadTarget } from '@/lib/health/targets'
import { loadArgv, readLoad } from './load'
import { ME, programFolder, UNPRIVILEGED } from './testing'

const { policy, script } = programFolder('load')

const target = (word: string, rshCommand = 'rsh'): LoadTarget => ({
  service: 's',
  serverKey: 'k',
  address: '192.0.2.7',
  word,
  rshCommand,
  everyMs: 20_000,
})

test.each([
  ['rup', 'rsh', ['rup', '192.0.2.7']],
  ['ruptime', 'rsh', ['ruptime', '192.0.2.7']],
  ['uptime', 'rsh', ['rsh', '192.0.2.7', 'uptime']],
  ['uptime', '/usr/bin/ssh', ['ssh', '-o', 'BatchMode=yes', '--', '192.0.2.7', 'uptime']],
  ['uptime', '/tmp/evil', null],
  ['uptime', 'ssh -o ProxyCommand=x', null],
  ['/bin/cat', 'rsh', null],
  ['cat', 'rsh', null],
])('%s by %s', async (word, rsh, argv) => expect(await loadArgv(target(word, rsh), { policy })).toEqual(argv))

test.skipIf(ME !== 0)('a program of an allowed folder prints the load', async () => {
  const program = script('load', 'echo "$1 load average: 0.25, 1, 2"')
  expect(await readLoad(target(program), { policy, uid: UNPRIVILEGED, gid: UNPRIVILEGED })).toBe(0.25)
})

test('what fails, is missing, floods or says nothing of a load is not readable', async () => {
  const ask = (run: (argv: readonly string[], options: RunOptions) => Promise<RunResult>) =>
    readLoad(target('rup'), { policy, run, uid: UNPRIVILEGED })
  const result = { code: 0, signal: null, stdout: 'load average: 3.5', stderr: '', timedOut: false }
  expect(await ask(async () => result)).toBe(3.5)
  expect(await ask(async () => ({ ...result, code: 1 }))).toBeNull()
  expect(await ask(async () => ({ ...result, stdout: 'no route' }))).toBeNull()
  expect(
    await ask(async () => {
      throw new Error('no such tool')
    }),
  ).toBeNull()
})
