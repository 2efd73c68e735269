import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'

/** Stands in for both bundles: says who it is, and lives until TERM. */
const STUB = `
import { appendFileSync } from 'node:fs'
const name = import.meta.url.match(/(\\w+)\\.mjs/)[1]
const say = (what) => appendFileSync(process.env.SAID, JSON.stringify({ name, what, pid: process.pid, uid: process.getuid(), gid: process.getgid(), argv: process.argv.slice(2), cwd: process.cwd() }) + '\\n')
say('started')
process.on('SIGHUP', () => say('hup'))
process.on('SIGTERM', () => { say('ended'); process.exit(0) })
if (process.argv.includes('status')) process.exit(7)
setInterval(() => {}, 1000)
`
type Said = { name: string; what: string; pid: number; uid: number; gid: number; argv: string[]; cwd: string }
type Tree = {
  top: string
  said: () => Said[]
  start: (words: string[], env?: Record<string, string>, cwd?: string) => ChildProcess
}

const folders: string[] = []
const running: ChildProcess[] = []
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** Nothing of this process's own environment but the path. */
const environment = (values: Record<string, string>) =>
  ({ PATH: process.env.PATH, ...values }) as unknown as NodeJS.ProcessEnv

function tree(bundles = true): Tree {
  const top = mkdtempSync(join(tmpdir(), 'arapaima-'))
  folders.push(top)
  // A console without privilege has to reach its bundle and its log.
  chmodSync(top, 0o777)
  mkdirSync(join(top, 'bin'))
  copyFileSync('bin/arapaima', join(top, 'bin', 'arapaima'))
  writeFileSync(join(top, 'package.json'), '{"type":"module"}')
  const log = join(top, 'said')
  writeFileSync(log, '')
  chmodSync(log, 0o666)
  if (bundles) {
    mkdirSync(join(top, 'dist'))
    for (const name of ['agent', 'console']) writeFileSync(join(top, 'dist', `${name}.mjs`), STUB)
  }
  return {
    top,
    said: () =>
      readFileSync(log, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Said),
    start: (words, env = {}, cwd = '/') => {
      const child = spawn(process.execPath, [join(top, 'bin', 'arapaima'), ...words], {
        cwd,
        env: environment({ SAID: log, ARAPAIMA_USER: '64360', ARAPAIMA_GROUP: '64361', ...env }),
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      running.push(child)
      return child
    },
  }
}

const ended = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
const textOf = (child: ChildProcess) => {
  let text = ''
  child.stderr?.on('data', (part) => {
    text += String(part)
  })
  return () => text
}
async function until<T>(read: () => T, good: (value: T) => boolean, what: string): Promise<T> {
  const end = Date.now() + 15_000
  for (;;) {
    const value = read()
    if (good(value)) return value
    if (Date.now() > end) throw new Error(`${what}: ${JSON.stringify(value)}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
const both = (said: Said[]) => ['agent', 'console'].every((n) => said.some((s) => s.name === n && s.what === 'started'))

test('verbs go to the agent’s bundle with their words and exit status, from any folder and through a link', async () => {
  const t = tree()
  expect(await ended(t.start(['status', '--json'], {}, tmpdir()))).toBe(7)
  expect(t.said()).toMatchObject([{ name: 'agent', argv: ['status', '--json'], cwd: tmpdir() }])
  const link = join(t.top, 'link')
  symlinkSync(join(t.top, 'bin', 'arapaima'), link)
  const child = spawn(process.execPath, [link, 'status'], {
    cwd: '/',
    env: environment({ SAID: join(t.top, 'said') }),
  })
  expect(await ended(child)).toBe(7)
})

test('without the bundles it says which command makes them', async () => {
  const t = tree(false)
  for (const words of [['status'], ['console'], ['up']]) {
    const child = t.start(words)
    const text = textOf(child)
    expect(await ended(child)).toBe(3)
    expect(text()).toContain('run build')
  }
  const chinese = t.start(['status'], { LANG: 'zh_CN.UTF-8' })
  const text = textOf(chinese)
  await ended(chinese)
  expect(text()).toContain('请先构建')
})

test('console runs the console’s bundle', async () => {
  const t = tree()
  const child = t.start(['console', '--x'])
  await until(t.said, (said) => said.length > 0, 'started')
  expect(t.said()).toMatchObject([{ name: 'console', argv: ['--x'], cwd: t.top }])
  child.kill('SIGTERM')
  expect(await ended(child)).toBe(0)
})

const asRoot = process.getuid?.() === 0

test('up starts both, the console without privilege; HUP goes to the agent, TERM ends both', async () => {
  const t = tree()
  const child = t.start(['up', '--role', 'standby'])
  const said = await until(t.said, both, 'both started')
  const agent = said.find((s) => s.name === 'agent')
  const web = said.find((s) => s.name === 'console')
  expect(agent).toMatchObject({ argv: ['agent', '--role', 'standby'], uid: process.getuid?.() })
  expect(web).toMatchObject(asRoot ? { uid: 64360, gid: 64361 } : { uid: process.getuid?.() })
  child.kill('SIGHUP')
  await until(t.said, (all) => all.some((s) => s.name === 'agent' && s.what === 'hup'), 'hup')
  child.kill('SIGTERM')
  expect(await ended(child)).toBe(0)
  const last = t
    .said()
    .filter((s) => s.what === 'ended')
    .map((s) => s.name)
  expect(last.sort()).toEqual(['agent', 'console'])
  expect(t.said().filter((s) => s.what === 'hup')).toHaveLength(1)
})

test('up starts again what ends, with pauses that grow, and leaves the other one alone', async () => {
  const t = tree()
  const child = t.start(['up'])
  const text = textOf(child)
  const first = (await until(t.said, both, 'both started')).find((s) => s.name === 'agent')
  process.kill(first?.pid ?? 0, 'SIGKILL')
  const starts = (said: Said[]) => said.filter((s) => s.name === 'agent' && s.what === 'started')
  const second = starts(await until(t.said, (said) => starts(said).length === 2, 'second start'))[1]
  process.kill(second?.pid ?? 0, 'SIGKILL')
  await until(t.said, (said) => starts(said).length === 3, 'third start')
  expect(t.said().filter((s) => s.name === 'console' && s.what === 'started')).toHaveLength(1)
  expect(text()).toMatch(/0\.5 s[\s\S]*in 1 s/)
  child.kill('SIGTERM')
  expect(await ended(child)).toBe(0)
})

test('up as root without the console’s user says so and starts nothing', async () => {
  if (!asRoot) return
  const t = tree()
  const child = t.start(['up'], { ARAPAIMA_USER: 'no-such-user' })
  const text = textOf(child)
  expect(await ended(child)).toBe(2)
  expect(text()).toContain('no-such-user')
  expect(t.said()).toEqual([])
})
