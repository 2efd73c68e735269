import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findTool, run } from '../run'

const here = 'agent/install'
const UNITS = ['arapaima-agent.service', 'arapaima-console.service']
const keyOf = (unit: string, key: string) =>
  readFileSync(join(here, unit), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith(`${key}=`))
    .flatMap((line) => line.slice(key.length + 1).split(' '))
    .filter(Boolean)

/** A root folder with the units, the command they start and the users they name, so that nothing of this machine counts. */
function root(): string {
  const top = mkdtempSync(join(tmpdir(), 'arapaima-'))
  for (const folder of ['etc/systemd/system', 'usr/bin', 'bin', 'etc/sysusers.d', 'etc/tmpfiles.d', 'proc'])
    mkdirSync(join(top, folder), { recursive: true })
  for (const unit of UNITS) copyFileSync(join(here, unit), join(top, 'etc/systemd/system', unit))
  for (const program of ['usr/bin/arapaima', 'bin/kill']) writeFileSync(join(top, program), '', { mode: 0o755 })
  copyFileSync(join(here, 'arapaima.sysusers'), join(top, 'etc/sysusers.d/arapaima.conf'))
  copyFileSync(join(here, 'arapaima.tmpfiles'), join(top, 'etc/tmpfiles.d/arapaima.conf'))
  return top
}

const analyze = findTool('systemd-analyze')
const tell = (tool: string) => console.log(`skipped: ${tool} is not installed on this machine`)

test('systemd takes the units as they are', async () => {
  if (!analyze) return tell('systemd-analyze')
  const top = root()
  for (const unit of UNITS) {
    const done = await run(['systemd-analyze', 'verify', `--root=${top}`, '--man=no', '--recursive-errors=no', unit], {
      timeoutMs: 30_000,
    })
    expect({
      unit,
      code: done.code,
      said: done.stderr.split('\n').filter((line) => line.includes('arapaima')),
    }).toEqual({ unit, code: 0, said: [] })
  }
  rmSync(top, { recursive: true, force: true })
})

test('the drop-in for sendmail is taken, and a mistake in it is seen', async () => {
  if (!analyze) return tell('systemd-analyze')
  const top = root()
  const folder = join(top, 'etc/systemd/system/arapaima-agent.service.d')
  mkdirSync(folder)
  const text = readFileSync(join(here, 'sendmail.conf'), 'utf8')
  const verify = async (dropIn: string) => {
    writeFileSync(join(folder, 'sendmail.conf'), dropIn)
    const argv = ['systemd-analyze', 'verify', `--root=${top}`, '--man=no', '--recursive-errors=no', UNITS[0] ?? '']
    const done = await run(argv, { timeoutMs: 30_000 })
    return done.stderr.split('\n').filter((line) => line.includes('arapaima'))
  }
  expect(await verify(text)).toEqual([])
  expect((await verify(text.replace('NoNewPrivileges', 'NoNewPrivilege'))).join()).toContain('NoNewPrivilege')
  rmSync(top, { recursive: true, force: true })
})

test('a mistake in a unit is seen by that check', async () => {
  if (!analyze) return tell('systemd-analyze')
  const top = root()
  const path = join(top, 'etc/systemd/system/arapaima-agent.service')
  writeFileSync(path, readFileSync(path, 'utf8').replace('ProtectHome=yes', 'ProtectHouse=yes'))
  const done = await run(
    ['systemd-analyze', 'verify', `--root=${top}`, '--man=no', '--recursive-errors=no', 'arapaima-agent.service'],
    { timeoutMs: 30_000 },
  )
  expect(done.stderr).toContain('ProtectHouse')
  rmSync(top, { recursive: true, force: true })
})

test('sysusers and tmpfiles are read without a complaint', async () => {
  if (!findTool('systemd-sysusers') || !findTool('systemd-tmpfiles')) return tell('systemd-sysusers')
  const top = root()
  const users = await run(['systemd-sysusers', '--dry-run', `--root=${top}`, 'arapaima.conf'], { timeoutMs: 30_000 })
  expect(users.stderr + users.stdout).not.toMatch(/invalid|ignoring|failed to parse/i)
  const made = await run(['systemd-sysusers', `--root=${top}`, 'arapaima.conf'], { timeoutMs: 30_000 })
  expect(made.code).toBe(0)
  expect(readFileSync(join(top, 'etc/group'), 'utf8')).toMatch(/^arapaima:/m)
  const files = await run(['systemd-tmpfiles', '--create', `--root=${top}`, 'arapaima.conf'], { timeoutMs: 30_000 })
  expect({ code: files.code, said: files.stderr }).toEqual({ code: 0, said: '' })
  rmSync(top, { recursive: true, force: true })
})

test('the console has no capability, the agent only those with a reason', () => {
  expect(keyOf('arapaima-console.service', 'CapabilityBoundingSet')).toEqual([])
  const allowed = /^CAP_(NET_ADMIN|NET_RAW|NET_BIND_SERVICE|SETUID|SETGID|KILL|CHOWN|DAC_OVERRIDE|FOWNER|SYS_MODULE)$/
  expect(keyOf('arapaima-agent.service', 'CapabilityBoundingSet').filter((cap) => !allowed.test(cap))).toEqual([])
  for (const unit of UNITS) {
    expect(keyOf(unit, 'NoNewPrivileges')).toEqual(['yes'])
    // V8 writes code that it then runs.
    expect(keyOf(unit, 'MemoryDenyWriteExecute')).toEqual([])
  }
})
