import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '@/lib/store/index'
import { type FileVerb, type FileVerbIo, runFileVerb } from './index'

const SAMPLE = `# the shop\nserial_no = 4\nprimary\t= 10.0.0.1\nvirtual web {\n     active = 1\n     address = 192.0.2.10 eth0:1\n     port = 80\n     server one {\n         address = 192.168.7.2\n         active = 1\n     }\n}\n`

let folder = ''
let file = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'arapaima-files-'))
  await mkdir(join(folder, 'etc'))
  file = join(folder, 'copy.cf')
  await writeFile(file, SAMPLE)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

type Ran = { status: number; out: string; err: string }
async function run(verb: FileVerb, argv: string[], more: Partial<FileVerbIo> = {}): Promise<Ran> {
  const ran: Ran = { status: -1, out: '', err: '' }
  ran.status = await runFileVerb(verb, argv, {
    stdout: (text) => {
      ran.out += text
    },
    stderr: (text) => {
      ran.err += text
    },
    stdin: async () => Buffer.from(''),
    language: 'en',
    etc: join(folder, 'etc'),
    state: join(folder, 'state'),
    author: 'tester',
    ...more,
  })
  return ran
}
const bytes = () => readFile(file, 'latin1')

test('check: a line for each problem, 1 for errors, 0 for warnings alone', async () => {
  const heads = (out: string) => out.split('\n').map((line) => line.split(': ').slice(0, 2).join(': '))
  await writeFile(file, 'keepalive = 6s\nnetwork = nat\n')
  const { status, out, err } = await run('check', [file])
  expect([status, err]).toEqual([1, ''])
  expect(heads(out)).toEqual([
    `${file}:1:1: warning NO_ACTIVE_VIRTUAL`,
    `${file}:1:13: error NOT_A_NUMBER`,
    `${file}:2:11: warning NAT_NO_ROUTER`,
    '',
  ])
  expect(out).toContain('error NOT_A_NUMBER: “6s” is not a whole number. Did you mean 6?\n')
  await writeFile(file, 'network = nat\n')
  expect((await run('check', [file])).status).toBe(0)
})

test('check: standard input, JSON, Chinese, an empty file, a missing file', async () => {
  const stdin = async () => Buffer.from('keepalive = x\n')
  expect((await run('check', ['-'], { stdin })).out).toMatch(/^-:1:1: warning NO_ACTIVE_VIRTUAL/)
  const json = JSON.parse((await run('check', ['--json', '-'], { stdin })).out)
  expect(json.problems[1]).toMatchObject({ code: 'NOT_A_NUMBER', line: 1, column: 13, path: 'keepalive', got: 'x' })
  expect((await run('check', ['-'], { stdin, language: 'zh' })).out).toContain('不是整数')
  await writeFile(file, '')
  expect((await run('check', [file])).status).toBe(0)
  const missing = await run('check', [join(folder, 'nothing')])
  expect([missing.status, missing.out, missing.err]).toEqual([3, '', expect.stringContaining('ENOENT')])
})

test.each([['check'], ['get']] as const)('%s: the lvs.cf of ARAPAIMA_ETC that is named and not there', async (verb) => {
  const own = join(folder, 'etc', 'lvs.cf')
  const argv = verb === 'check' ? [own] : ['primary', '-f', own]
  const missing = await run(verb, argv)
  expect([missing.status, missing.out, missing.err]).toEqual([3, '', expect.stringContaining('ENOENT')])
  expect(missing.err).toContain(own)
  // Not named it is a configuration without a line; named and empty it is valid.
  expect((await run(verb, argv.slice(0, verb === 'check' ? 0 : 1))).status).toBe(verb === 'check' ? 0 : 1)
  await writeFile(own, '')
  expect((await run('check', [own])).status).toBe(0)
})

test('check: what a hostile file holds does not reach the terminal as it is', async () => {
  await writeFile(file, 'a\x1b]0;x\x07 = 1\n')
  const { out } = await run('check', [file])
  expect(out).toContain('\\x1b]0;x\\x07')
  expect(out).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f]/)
})

test('check --strict: Piranha’s verdict and values', async () => {
  expect(await run('check', ['--strict', file])).toEqual({ status: 0, out: 'OK\n', err: '' })
  const { out } = await run('check', ['--strict', '--values', file])
  expect(out.split('\n')[0]).toMatch(/^OK serial=4 prim=10\.0\.0\.1\/10\.0\.0\.1 /)
  await writeFile(file, 'port=80\n')
  expect(await run('check', ['--strict', file])).toEqual({ status: 1, out: 'ERR 1 unknown command\n', err: '' })
  expect((await run('check', ['--values', file])).status).toBe(2)
})

test('get: a value, a default, a block as lines that set takes', async () => {
  expect(await run('get', ['virtual.web.address', '-f', file])).toEqual({
    status: 0,
    out: '192.0.2.10 eth0:1\n',
    err: '',
  })
  const unset = await run('get', ['virtual.web.scheduler', '-f', file])
  expect([unset.status, unset.out]).toEqual([1, ''])
  expect((await run('get', ['virtual.web.scheduler', '--default', '-f', file])).out).toBe('wlc\n')
  const lines = (await run('get', ['virtual.web', '-f', file])).out.trimEnd().split('\n')
  expect(lines).toContain('virtual.web.server.one.address=192.168.7.2')
  expect((await run('set', [...lines, '-f', file])).status).toBe(0)
  expect(await bytes()).toBe(SAMPLE)
  expect((await run('get', ['virtual.shop', '-f', file])).status).toBe(1)
  expect((await run('get', ['keepalife', '-f', file])).err).toContain('keepalive')
})

test('set, add, remove, rename: one line changes, all other bytes stay, mode stays', async () => {
  await chmod(file, 0o640)
  expect(await run('set', ['virtual.web.port=8080', '-f', file])).toEqual({ status: 0, out: '', err: '' })
  expect(await bytes()).toBe(SAMPLE.replace('port = 80', 'port = 8080'))
  expect((await run('set', ['virtual.web.port=80', '-f', file])).status).toBe(0)
  expect((await run('add', ['virtual.web.server."sql1.example.com"', '-f', file])).status).toBe(0)
  expect((await run('set', ['virtual.web.server."sql1.example.com".weight=3', '-f', file])).status).toBe(0)
  expect(await bytes()).toContain('     server sql1.example.com {\n         weight = 3\n     }\n')
  expect((await run('remove', ['virtual.web.server."sql1.example.com"', '-f', file])).status).toBe(0)
  expect((await run('rename', ['virtual.web', 'shop', '-f', file])).status).toBe(0)
  expect(await bytes()).toBe(SAMPLE.replace('virtual web', 'virtual shop'))
  expect((await stat(file)).mode & 0o777).toBe(0o640)
  expect((await readdir(folder)).sort()).toEqual(['copy.cf', 'etc'])
})

test('a link is edited where it points', async () => {
  const link = join(folder, 'link.cf')
  await symlink(file, link)
  expect((await run('set', ['virtual.web.port=81', '-f', link])).status).toBe(0)
  expect(await bytes()).toContain('port = 81')
  expect((await readFile(link, 'latin1')) === (await bytes())).toBe(true)
})

const HOSTILE = ['a\nb', 'a\rb', 'a\0b', '\x1b[31m', '\ud800']
test.each(HOSTILE)('a text or a name with %j is refused, nothing is written', async (value) => {
  for (const argv of [[`virtual.web.send=${value}`], [`virtual.web.load_monitor=${value}`], [`active_cmd=${value}`]]) {
    const { status, err } = await run('set', [...argv, '-f', file])
    expect([status, err]).toEqual([1, expect.stringMatching(/error (CONTROL_CHARACTER|VALUE_REFUSED)/)])
  }
  expect((await run('rename', ['virtual.web', value, '-f', file])).status).toBe(1)
  expect((await run('add', [`virtual."${value}"`, '-f', file])).status).toBe(1)
  expect(await bytes()).toBe(SAMPLE)
})

const TEXTS = [
  '}',
  '{',
  'a } b',
  '"',
  "'",
  'a "b" c',
  "it's",
  `a "b' c`,
  '-x',
  '--file',
  '#x',
  'a # b',
  ' a ',
  '',
  '=',
  'x'.repeat(5000),
  '中文',
]
test.each(TEXTS.map((text) => ({ text, label: text.slice(0, 12) })))(
  'the text “$label” comes back as it was given, and the blocks stay whole',
  async ({ text: value }) => {
    expect((await run('set', [`virtual.web.send=${value}`, '-f', file])).status).toBe(0)
    expect((await run('get', ['virtual.web.send', '-f', file])).out).toBe(`${value}\n`)
    expect((await run('get', ['virtual.web.server.one.address', '-f', file])).out).toBe('192.168.7.2\n')
    expect((await run('remove', ['virtual.web.send', '-f', file])).status).toBe(0)
    expect(await bytes()).toBe(SAMPLE)
  },
)

test.each([
  'virtual.web.port=80;x',
  'virtual.web.address=10.0.0.1 -eth0',
  'primary=-1',
  'syncd_iface=-x',
  'virtual.web.port=080',
  'virtual.web.weight=1',
])('the value %j is refused', async (word) => {
  expect((await run('set', [word, '-f', file])).status).toBe(1)
  expect(await bytes()).toBe(SAMPLE)
})

test('usage is 2: unknown options, missing words, no =', async () => {
  expect((await run('set', ['--frobnicate'])).status).toBe(2)
  expect((await run('set', [])).status).toBe(2)
  expect((await run('set', ['virtual.web.port', '-f', file])).status).toBe(2)
  expect((await run('rename', ['virtual.web', '-f', file])).status).toBe(2)
  for (const verb of ['check', 'get', 'set', 'add', 'remove', 'rename'] as const) {
    const { status, out } = await run(verb, ['--help'])
    expect([status, out]).toEqual([0, expect.stringContaining(`arapaima ${verb}`)])
  }
})

test('a folder that cannot be written is 3 and the file stays', async () => {
  const { status, err } = await run('set', ['keepalive=3', '-f', join(folder, 'no', 'such.cf')])
  expect([status, err]).toEqual([3, expect.stringContaining('ENOENT')])
})

test('the lvs.cf of ARAPAIMA_ETC is saved through the store: history, note, serial_no', async () => {
  const own = join(folder, 'etc', 'lvs.cf')
  await writeFile(own, SAMPLE)
  expect((await run('set', ['virtual.web.port=8080', '--note', 'moved'])).status).toBe(0)
  expect(await readFile(own, 'latin1')).toBe(
    SAMPLE.replace('port = 80', 'port = 8080').replace('serial_no = 4', 'serial_no = 5'),
  )
  const history = await openStore({ etc: join(folder, 'etc'), state: join(folder, 'state') }).history()
  expect(history[0]).toMatchObject({ author: 'tester', note: 'moved' })
  expect((await run('get', ['virtual.web.port'])).out).toBe('8080\n')
  expect((await run('set', ['virtual.web.port=8080'])).status).toBe(0)
  expect((await openStore({ etc: join(folder, 'etc'), state: join(folder, 'state') }).history()).length).toBe(
    history.length,
  )
})

test('JSON of an edit says what was wrong and that nothing changed', async () => {
  const { status, out } = await run('set', ['virtual.web.port=99999', '--json', '-f', file])
  expect(status).toBe(1)
  expect(JSON.parse(out)).toMatchObject({
    changed: false,
    problems: [{ code: 'OUT_OF_RANGE', path: 'virtual.web.port' }],
  })
})
