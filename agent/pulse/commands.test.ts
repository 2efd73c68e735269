import { chownSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { left, ME, programFolder, UNPRIVILEGED } from '@/agent/monitors/testing'
import { sayCode } from '@/lib/text'
import { runRoleCommand } from './commands'

const { base, folder, policy, script } = programFolder('commands')
const start = (text: string, limitMs = 5000, which: 'active_cmd' | 'inactive_cmd' = 'active_cmd') =>
  runRoleCommand(which, text, { policy, limitMs })

test('split at blanks, no quoting and no shell, the role as the only variable of its own', async () => {
  const path = script(
    'shows',
    `printf '%s|' "$@" > ${base}/argv; env > ${base}/env; pwd > ${base}/pwd; cat > ${base}/in`,
  )
  expect(await start(`  ${path} --x  '$(id)' "a b"\t;`)).toBe(null)
  expect(readFileSync(join(base, 'argv'), 'utf8')).toBe(`--x|'$(id)'|"a|b"|;|`)
  expect(readFileSync(join(base, 'pwd'), 'utf8')).toBe('/\n')
  expect(readFileSync(join(base, 'in'), 'utf8')).toBe('')
  const shells = ['PWD', 'OLDPWD', 'SHLVL', '_']
  const lines = readFileSync(join(base, 'env'), 'utf8').trim().split('\n')
  const own = lines.filter((line) => !shells.includes(line.split('=')[0] ?? '')).sort()
  expect(own.map((line) => line.replace(/^PATH=.*/, 'PATH'))).toEqual(['ARAPAIMA_ROLE=active', 'LC_ALL=C', 'PATH'])
  expect(await start(path, 5000, 'inactive_cmd')).toBe(null)
  expect(readFileSync(join(base, 'env'), 'utf8')).toContain('ARAPAIMA_ROLE=standby')
})

test('nothing is named: nothing runs', async () => {
  expect([await start(''), await start(' \t ')]).toEqual([null, null])
})

test('one that hangs is ended in time, with its children', async () => {
  const marker = `771.${process.pid}`
  const began = performance.now()
  expect(await start(script('hangs', `sleep ${marker} & sleep ${marker}`), 300)).toMatchObject({
    code: 'pulse.command.timeout',
    params: { command: 'active_cmd', seconds: 0.3 },
  })
  expect(performance.now() - began).toBeLessThan(5000)
  await expect.poll(() => left(marker)).toEqual([])
})

test('what it leaves behind is ended when it ends by itself; one that forks and forks as well', async () => {
  const marker = `772.${process.pid}`
  expect(await start(script('leaves', `sleep ${marker} &`))).toBe(null)
  await expect.poll(() => left(marker)).toEqual([])
  const forks = script('forks', `[ "$1" = 0 ] && exec sleep ${marker}\n"$0" $(($1 - 1)) & "$0" $(($1 - 1)) & wait`)
  expect((await start(`${forks} 4`, 1000))?.code).toBe('pulse.command.timeout')
  await expect.poll(() => left(marker)).toEqual([])
})

test('how it fails is told: status with its words, signal, flood', async () => {
  expect(await start(script('fails', 'echo out; printf "no\\033[31m such\\nthing\\n" >&2; exit 1'))).toEqual({
    code: 'pulse.command.exit',
    params: { command: 'active_cmd', program: join(folder, 'fails'), status: 1, said: 'no [31m such thing' },
  })
  expect(await start(script('crashes', 'kill -SEGV $$'))).toMatchObject({
    code: 'pulse.command.signal',
    params: { signal: 'SIGSEGV' },
  })
  expect((await start(script('floods', 'exec cat /dev/zero')))?.code).toBe('pulse.command.flood')
  const bad = join(folder, 'bad')
  writeFileSync(bad, '#!/nonexistent/interpreter\n', { mode: 0o755 })
  expect((await start(bad))?.code).toBe('pulse.command.failed')
})

test('only a program in the folder that nobody but its owner can change is run; the refusal names the remedy', async () => {
  const ran = join(base, 'ran')
  const body = `touch ${ran}`
  const elsewhere = join(base, 'elsewhere')
  writeFileSync(elsewhere, `#!/bin/sh\n${body}\n`, { mode: 0o755 })
  symlinkSync(elsewhere, join(folder, 'link'))
  const table: [string, string, RegExp][] = [
    [script('writable', body, 0o777), 'writable', /chmod go-w/],
    [elsewhere, 'outside', new RegExp(folder)],
    ['/bin/sh -c true', 'outside', new RegExp(folder)],
    [`${folder}/../elsewhere`, 'outside', new RegExp(folder)],
    [join(folder, 'link'), 'outside', new RegExp(folder)],
    [join(folder, 'absent'), 'missing', /correct the path/],
    [script('plain', body, 0o644), 'notExecutable', /chmod 755/],
    ['touch x', 'notAbsolute', /full path/],
    ['--help', 'notAbsolute', /full path/],
  ]
  for (const [text, reason, remedy] of table) {
    const saying = await start(text)
    expect([saying?.code, saying?.params.reason], text).toEqual(['pulse.command.refused', reason])
    for (const language of ['en', 'zh'] as const)
      expect(sayCode(language, saying?.code ?? '', saying?.params ?? {})).toMatch(language === 'en' ? remedy : /./)
  }
  expect(existsSync(ran)).toBe(false)
})

test.runIf(ME === 0)(
  'one that belongs to somebody else is refused, and so is one in somebody else’s folder',
  async () => {
    const strange = script('strange', 'true')
    chownSync(strange, UNPRIVILEGED, UNPRIVILEGED)
    expect((await start(strange))?.params).toMatchObject({ reason: 'owner', path: strange })
    const theirs = join(folder, 'theirs')
    mkdirSync(theirs)
    const inside = join(theirs, 'good')
    writeFileSync(inside, '#!/bin/sh\n', { mode: 0o755 })
    chownSync(theirs, UNPRIVILEGED, UNPRIVILEGED)
    expect((await start(inside))?.params).toMatchObject({ reason: 'owner', path: theirs })
  },
)

test('by itself it takes programs of two folders that are root’s', async () => {
  const saying = await runRoleCommand('inactive_cmd', script('good', 'true'))
  expect(saying).toMatchObject({
    code: 'pulse.command.refused',
    params: { reason: 'outside', folder: '/etc/arapaima/commands' },
  })
})
