import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { findTool, run, runTool } from './run'

const node = process.execPath
const script = (code: string) => [node, '-e', code]

test('status, output and input; a failure is a result, not an exception', async () => {
  const echo = 'process.stdin.pipe(process.stdout); process.stderr.write("e"); process.exitCode = 3'
  const result = await run(script(echo), { timeoutMs: 10_000, input: 'hello' })
  expect(result).toEqual({ code: 3, signal: null, stdout: 'hello', stderr: 'e', timedOut: false })
})

test('a program gets a fixed PATH and nothing of our environment', async () => {
  process.env.ARAPAIMA_SECRET = 'x'
  const { stdout } = await run(script('console.log(JSON.stringify(process.env))'), {
    timeoutMs: 10_000,
    env: { A: 'b' },
  })
  const env = JSON.parse(stdout)
  expect([env.A, env.LC_ALL, env.ARAPAIMA_SECRET, env.PATH.split(':')[0]]).toEqual([
    'b',
    'C',
    undefined,
    '/usr/local/sbin',
  ])
})

test('when its time is up the program dies with everything it started', async () => {
  const child = `const c = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    console.log(c.pid); setInterval(() => {}, 1000)`
  const result = await run(script(child), { timeoutMs: 1500 })
  expect([result.timedOut, result.code, result.signal]).toEqual([true, null, 'SIGKILL'])
  const pid = Number(result.stdout)
  expect(pid).toBeGreaterThan(1)
  await expect.poll(() => isAlive(pid)).toBe(false)
})

/** A process that has ended but that nobody has asked for yet (Z) does nothing any more. */
function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

test('a descendant that left the group and keeps the pipes does not hold the caller up', async () => {
  const { stdout, code } = await run(['setsid', '--fork', 'sleep', '5'], { timeoutMs: 20_000 })
  expect([stdout, code]).toEqual(['', 0])
}, 4500)

test('a caller may end it early', async () => {
  const control = new AbortController()
  const result = run(script('setInterval(() => {}, 1000)'), { timeoutMs: 10_000, signal: control.signal })
  control.abort()
  expect((await result).signal).toBe('SIGKILL')
})

test('too much output is an error, not a cut text', async () => {
  const flood = script('setInterval(() => process.stdout.write("x".repeat(1000)), 1)')
  await expect(run(flood, { timeoutMs: 10_000, maxBytes: 5000 })).rejects.toMatchObject({ code: 'TOOL_OUTPUT' })
})

test('a tool is found in the system’s folders only; a missing one is said', async () => {
  expect(findTool('sh')).toMatch(/^\/(usr\/)?bin\/sh$/)
  expect(findTool('no-such-tool')).toBeNull()
  await expect(run(['no-such-tool'], { timeoutMs: 1000 })).rejects.toMatchObject({ code: 'TOOL_MISSING' })
})

test('a tool that must succeed fails with what it said', async () => {
  const failing = script('console.error("cannot\\nreally"); process.exit(2)')
  await expect(runTool('trying', failing, { timeoutMs: 10_000 })).rejects.toMatchObject({
    code: 'TOOL_FAILED',
    message: 'trying: cannot; really',
  })
  const slow = runTool('waiting', script('setInterval(() => {}, 1000)'), { timeoutMs: 200 })
  await expect(slow).rejects.toMatchObject({ code: 'TOOL_TIMEOUT' })
})
