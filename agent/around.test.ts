import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { keepalivedOptions, systemAround } from './around'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})
const temp = () => {
  const folder = mkdtempSync(join(tmpdir(), 'arapaima-around-'))
  folders.push(folder)
  return folder
}

type Process = { pid: number | string; comm: string; argv?: string[]; net?: string; files?: Record<string, string> }

/** A /proc with these processes. */
function procOf(...processes: Process[]): string {
  const proc = temp()
  for (const { pid, comm, argv = [comm], net = 'net:[1]', files = {} } of [
    { pid: 'self', comm: 'node' },
    ...processes,
  ]) {
    const of = join(proc, String(pid))
    mkdirSync(join(of, 'ns'), { recursive: true })
    writeFileSync(join(of, 'comm'), `${comm}\n`)
    writeFileSync(join(of, 'cmdline'), argv.map((word) => `${word}\0`).join(''))
    symlinkSync(net, join(of, 'ns', 'net'))
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(of, 'root', path, '..'), { recursive: true })
      writeFileSync(join(of, 'root', path), text)
    }
  }
  return proc
}
const found = async (...processes: Process[]) => (await systemAround(procOf(...processes)).rivals()).map((r) => r.name)

const MAIN = '/etc/keepalived/keepalived.conf'
const SERVICE = 'global_defs {\n}\nvirtual_server 192.0.2.1 80 {\n}\n'
const VRRP = '# virtual_server 192.0.2.1 80\n! virtual_server\nvirtual_server_group g {\n}\nvrrp_instance a {\n}\n'
const keepalived = (argv: string[], files: Record<string, string>): Process => ({
  pid: 7,
  comm: 'keepalived',
  argv: ['keepalived', ...argv],
  files,
})

test('pulse by its name, once, and nothing of that kind by other names', async () => {
  const rivals = await systemAround(procOf({ pid: 20, comm: 'pulse' }, { pid: 3, comm: 'pulse' })).rivals()
  expect(rivals).toEqual([{ name: 'pulse', pid: 3 }])
  expect(await found({ pid: 3, comm: 'pulseaudio' }, { pid: 4, comm: 'impulse' })).toEqual([])
})

test('another network namespace has another table', async () => {
  expect(await found({ pid: 3, comm: 'pulse', net: 'net:[2]' })).toEqual([])
})

test.each([
  ['the usual file', [], { [MAIN]: SERVICE }, true],
  ['VRRP alone in the file', [], { [MAIN]: VRRP }, false],
  ['-P', ['-n', '-P'], { [MAIN]: SERVICE }, false],
  ['--vrrp', ['--vrrp'], { [MAIN]: SERVICE }, false],
  ['-P and -C together', ['-PC'], { [MAIN]: SERVICE }, true],
  ['-f', ['-nl', '-f', '/srv/k.conf'], { [MAIN]: VRRP, '/srv/k.conf': SERVICE }, true],
  ['--use-file=', ['--use-file=/srv/k.conf'], { [MAIN]: SERVICE, '/srv/k.conf': VRRP }, false],
  ['an included file', [], { [MAIN]: 'include conf.d/*.conf\n', '/etc/keepalived/conf.d/a.conf': SERVICE }, true],
  [
    'a file beside the pattern',
    [],
    { [MAIN]: 'include conf.d/*.conf\n', '/etc/keepalived/conf.d/a.off': SERVICE },
    false,
  ],
  ['a file that includes itself', [], { [MAIN]: `include ${MAIN}\n` }, false],
  ['a file that cannot be read', [], {}, true],
])('keepalived with %s', async (_, argv, files, rival) => {
  expect(await found(keepalived(argv, files as Record<string, string>))).toEqual(rival ? ['keepalived'] : [])
})

test('the command line of keepalived', () => {
  expect(keepalivedOptions(['-nf/srv/k.conf', '-p', '-P'])).toEqual({ config: '/srv/k.conf', vrrpOnly: false })
  expect(keepalivedOptions(['--use-file', '/srv/k.conf', '--vrrp', '--check'])).toEqual({
    config: '/srv/k.conf',
    vrrpOnly: false,
  })
})

test('a real process of that name is seen from its own network namespace, and from no other', async () => {
  const program = join(temp(), 'pulse')
  copyFileSync('/bin/sleep', program)
  const child = spawn('unshare', [...(process.getuid?.() === 0 ? [] : ['-r']), '-n', program, '60'], {
    stdio: 'ignore',
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  try {
    const pid = child.pid ?? 0
    await expect.poll(() => systemAround('/proc', pid).rivals(), { timeout: 5000 }).toEqual([{ name: 'pulse', pid }])
    expect((await systemAround().rivals()).map((rival) => rival.pid)).not.toContain(pid)
  } finally {
    child.kill('SIGKILL')
    await ended
  }
})
