import { chmodSync, chownSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { verdictKey } from '@/lib/health/verdict'
import { say } from '@/lib/text'
import { argvOf, checkProgram, type ProgramOptions, type ProgramProbe } from './check-program'
import { endLeftovers } from './leftovers'
import { allowedProgram } from './program-path'
import { left, ME, programFolder, UNPRIVILEGED } from './testing'

const asRoot = ME === 0
const { folder: checks, policy, script } = programFolder('checks')

async function check(program: string, more: Partial<ProgramProbe> & { limitMs?: number } = {}) {
  const options: ProgramOptions = asRoot ? { policy, uid: UNPRIVILEGED, gid: UNPRIVILEGED } : { policy }
  const { limitMs = 5000, ...probe } = more
  const input = { address: '192.0.2.7', port: 8080, limitMs }
  const verdict = await checkProgram(input, { program, expect: null, regex: false, ...probe }, options)
  say('en', verdictKey(verdict.code), verdict.params)
  return { ...verdict, said: `${verdict.result} ${verdict.code}` }
}

/** So long that it never ends by itself, and of this run alone: others may run the same tests on this machine. */
const nap = (seconds: number) => `${seconds}.${process.pid}`

test('the command line is split at blanks, %h and %p are whole words, nothing is for a shell', () => {
  expect(argvOf('/c/x  -a %h\t%p a%h %%h "q r" $(id); |', '10.0.0.1', 53)).toEqual([
    '/c/x',
    '-a',
    '10.0.0.1',
    '53',
    'a%h',
    '%%h',
    '"q',
    'r"',
    '$(id);',
    '|',
  ])
})

test('exit 0 is up; the output, without one line end, is held against expect as a prefix', async () => {
  const echo = script('echo', 'echo "OK $1 $2"')
  expect((await check(`${echo} %h %p`)).said).toBe('up program-ok')
  expect((await check(`${echo} %h %p`, { expect: 'OK 192.0.2.7 8080' })).said).toBe('up program-ok')
  expect((await check(`${echo} %h %p`, { expect: 'OK' })).said).toBe('up program-ok')
  expect((await check(`${echo} %h %p`, { expect: '^OK .* 8080$', regex: true })).said).toBe('up program-ok')
  expect(await check(`${echo} %h %p`, { expect: 'OK 192.0.2.8' })).toMatchObject({
    said: 'down program-mismatch',
    got: 'OK 192.0.2.7 8080\\n',
    expected: 'OK 192.0.2.8',
  })
  expect((await check(script('nothing', ':'), { expect: 'OK' })).said).toBe('down program-mismatch')
  expect((await check(`${echo}`, { expect: 'a(', regex: true })).said).toBe('unknown regex-invalid')
})

test('what Piranha took for up is down: a non-zero exit, a signal, a timeout', async () => {
  const fails = script('fails', 'echo OK; echo reason >&2; exit 3')
  expect(await check(fails, { expect: 'OK' })).toMatchObject({
    said: 'down program-exit',
    params: { status: 3 },
    got: 'OK\\n · reason\\n',
  })
  expect(await check(script('crash', 'kill -SEGV $$'))).toMatchObject({
    said: 'down program-signal',
    params: { signal: 'SIGSEGV' },
  })
  const hangs = await check(script('hangs', `echo OK; exec sleep ${nap(987)}`), { expect: 'OK', limitMs: 300 })
  expect(hangs.said).toBe('down program-timeout')
  expect(hangs.tookMs).toBeLessThan(3000)
  await expect.poll(() => left(`sleep ${nap(987)}`), { timeout: 5000 }).toEqual([])
})

test('a program that forks leaves nothing behind, whether it hangs or ends well', async () => {
  const forks = script('forks', `sleep ${nap(986)} & sleep ${nap(986)} & wait`)
  expect((await check(forks, { limitMs: 300 })).said).toBe('down program-timeout')
  await expect.poll(() => left(`sleep ${nap(986)}`), { timeout: 5000 }).toEqual([])
  const leaves = script('leaves', `sleep ${nap(985)} & echo OK`)
  const ended = await check(leaves, { expect: 'OK' })
  expect(ended.said).toBe('up program-ok')
  expect(ended.tookMs).toBeLessThan(3000)
  await expect.poll(() => left(`sleep ${nap(985)}`), { timeout: 5000 }).toEqual([])
})

/** A user of this test alone, so that nothing else of this machine is hit. */
const CHECKER = 100_000 + process.pid

test.skipIf(!asRoot)(
  'one that leaves its process group does not hold the check up, and is found and ended',
  async () => {
    const daemon = script('daemon', `setsid sleep ${nap(984)} & sleep 0.3; echo OK`)
    const input = { address: '192.0.2.7', port: 80, limitMs: 5000 }
    const probe = { program: daemon, expect: 'OK', regex: false }
    const ended = await checkProgram(input, probe, { policy, uid: CHECKER, gid: CHECKER })
    expect(ended.code).toBe('program-ok')
    expect(ended.tookMs).toBeLessThan(2500)
    expect(left(`sleep ${nap(984)}`).length).toBe(1)
    const running = checkProgram(
      input,
      { ...probe, program: script('runs', 'sleep 1; echo OK') },
      { policy, uid: CHECKER },
    )
    expect((await endLeftovers(CHECKER)).length).toBe(1)
    await expect.poll(() => left(`sleep ${nap(984)}`), { timeout: 5000 }).toEqual([])
    expect((await running).code).toBe('program-ok')
    expect(await endLeftovers(0)).toEqual([])
  },
)

test('a flood of output ends the program; memory stays bounded', async () => {
  const before = process.memoryUsage().rss
  const flood = await check(script('flood', 'exec cat /dev/zero'), { expect: 'OK' })
  expect(flood.said).toBe('down program-flood')
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024)
  await expect.poll(() => left('cat /dev/zero'), { timeout: 5000 }).toEqual([])
})

test('nothing on standard input, a small environment, the root folder', async () => {
  process.env.ARAPAIMA_SECRET = 'do not hand on'
  const show = script('show', 'readlink /proc/self/fd/0; pwd; env | cut -d= -f1 | sort | tr "\\n" " "')
  const { got = '' } = await check(show)
  Reflect.deleteProperty(process.env, 'ARAPAIMA_SECRET')
  const [stdin, folder, rest = ''] = got.split('\\n')
  expect([stdin, folder]).toEqual(['/dev/null', '/'])
  expect(rest.replace(/\b(PWD|OLDPWD|_|SHLVL)\b ?/g, '')).toBe('LC_ALL PATH ')
})

test.skipIf(!asRoot)('as an unprivileged user that is a member of no group', async () => {
  const { got } = await check(script('who', 'id -u; id -G'))
  expect(got).toBe(`${UNPRIVILEGED}\\n${UNPRIVILEGED}\\n`)
})

test('only an absolute path in an allowed folder that nobody else can write is run', async () => {
  const fine = script('fine', ':')
  const reasonOf = async (path: string) => {
    const verdict = await check(path)
    return verdict.code === 'program-refused' ? verdict.params.reason : verdict.said
  }
  expect(await reasonOf(fine)).toBe('up program-ok')
  expect(await reasonOf('fine')).toBe('notAbsolute')
  expect(await reasonOf('')).toBe('notAbsolute')
  expect(await reasonOf('/bin/true')).toBe('outside')
  expect(await reasonOf(`${checks}/../checks/fine`)).toBe('outside')
  expect(await reasonOf(`${checks}x/fine`)).toBe('outside')
  expect(await reasonOf(join(checks, 'absent'))).toBe('missing')
  mkdirSync(join(checks, 'folder'))
  expect(await reasonOf(join(checks, 'folder'))).toBe('notAFile')
  expect(await reasonOf(script('plain', ':', 0o644))).toBe('notExecutable')
  expect(await reasonOf(script('group', ':', 0o775))).toBe('writable')
  expect(await reasonOf(script('world', ':', 0o757))).toBe('writable')
  symlinkSync('/bin/true', join(checks, 'away'))
  expect(await reasonOf(join(checks, 'away'))).toBe('outside')
  symlinkSync(fine, join(checks, 'alias'))
  expect(await reasonOf(join(checks, 'alias'))).toBe('up program-ok')
  const open = join(checks, 'open')
  mkdirSync(open)
  writeFileSync(join(open, 'x'), '#!/bin/sh\n', { mode: 0o755 })
  chmodSync(open, 0o777)
  expect(await reasonOf(join(open, 'x'))).toBe('writable')
})

test.skipIf(!asRoot)('an agent that is root runs nothing as root', async () => {
  const input = { address: '192.0.2.7', port: 80, limitMs: 1000 }
  const probe = { program: script('asroot', ':'), expect: null, regex: false }
  for (const uid of [undefined, 0]) {
    const verdict = await checkProgram(input, probe, { policy, uid })
    expect(verdict).toMatchObject({ result: 'unknown', code: 'program-refused', params: { reason: 'noUser' } })
  }
})

test.skipIf(!asRoot)('a program or folder of somebody else is not run', async () => {
  const theirs = script('theirs', ':')
  chownSync(theirs, UNPRIVILEGED, UNPRIVILEGED)
  expect(await allowedProgram(theirs, policy)).toEqual({ reason: 'owner', path: theirs })
})

test('an interpreter that is not there is our fault, not the server’s', async () => {
  const path = join(checks, 'nointerpreter')
  writeFileSync(path, '#!/nowhere/interpreter\n')
  chmodSync(path, 0o755)
  expect((await check(path)).said).toBe('unknown program-failed')
})

test('no descriptor is left behind by a hundred runs', async () => {
  const fine = script('again', ':')
  await check(fine)
  const descriptors = () => readdirSync('/proc/self/fd').length
  const before = descriptors()
  for (let i = 0; i < 5; i++) await Promise.all(Array.from({ length: 10 }, () => check(fine)))
  await expect.poll(descriptors, { timeout: 5000 }).toBeLessThanOrEqual(before + 1)
  expect(left(fine)).toEqual([])
})
