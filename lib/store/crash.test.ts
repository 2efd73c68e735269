import { spawn } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from './store'

let top: string
let etc: string
let state: string

beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'arapaima-crash-'))
  etc = join(top, 'etc')
  state = join(top, 'state')
})
afterEach(() => rm(top, { recursive: true, force: true }))

/** Runs saver.ts in a process of its own. */
const SAVER = [process.execPath, '--import', 'tsx', join(import.meta.dirname, 'saver.ts')]
const saver = (...args: string[]) => run([...SAVER, ...args])

function run([command = '', ...args]: string[]): Promise<{ signal: string | null; code: number | null; out: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let out = ''
    child.stdout.on('data', (part) => {
      out += part
    })
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal, out }))
  })
}

const OLD = 'primary = 192.0.2.1\n'
const NEW = 'primary = 192.0.2.2\n'
const textsOf = async () => ({
  cf: await readFile(join(etc, 'lvs.cf'), 'utf8'),
  sysctl: await readFile(join(etc, 'lvs.sysctl'), 'utf8'),
})

/** Step at which the process is killed → what stands there after recovery. */
const KILLS: [string, 'old' | 'new'][] = [
  ['revision', 'old'],
  ['staged', 'old'],
  ['intent', 'new'],
  ['renamed lvs.cf', 'new'],
  ['renamed lvs.iptables', 'new'],
  ['renamed lvs.sysctl', 'new'],
  ['current', 'new'],
  ['done', 'new'],
]

test.each(KILLS)('killed at "%s": the %s revision, never a mixture', async (step, expected) => {
  const store = openStore({ etc, state })
  const files = { 'lvs.cf': Buffer.from(OLD), 'lvs.sysctl': Buffer.from(`# ${OLD}`) }
  const { hash } = await store.read()
  expect(await store.save({ files, ifMatch: hash, author: 'ann', note: '' })).toMatchObject({ ok: true })
  const killed = await saver('kill', step, etc, state, NEW)
  expect(killed.signal).toBe('SIGKILL')

  const text = expected === 'old' ? OLD : NEW
  // A reader sees one of the two before anybody has recovered anything.
  const seen = await store.read()
  expect(seen.files['lvs.cf'].toString()).toBe(text)
  expect(seen.files['lvs.sysctl'].toString()).toBe(`# ${text}`)
  expect(seen).toMatchObject({ handEdited: false, revision: { number: expected === 'old' ? 1 : 2 } })
  const history = await store.history()
  expect(history).toHaveLength(expected === 'old' ? 1 : 2)

  // The next one that takes the lock (at once: its holder is dead) finishes it on disk.
  const same = await store.save({ files: {}, ifMatch: seen.hash, author: 'ann', note: '' })
  expect(same).toMatchObject({ ok: true, changed: false, hash: seen.hash })
  expect(await textsOf()).toEqual({ cf: text, sysctl: `# ${text}` })
  expect(await store.history()).toEqual(history)
  expect(await readdir(etc)).toEqual(['lvs.cf', 'lvs.sysctl'])
  expect((await readdir(join(state, 'revisions'))).filter((n) => !/^\d+-/.test(n))).toEqual(['current'])
})

test('200 saves by 4 processes: each acknowledged one is in the history, in one line of numbers', async () => {
  const writing = Promise.all(['a', 'b', 'c', 'd'].map((name) => saver('many', name, '50', etc, state)))
  // Meanwhile a reader never sees two files of different saves, nor a save as a hand edit.
  let done = false
  const finished = writing.then(() => {
    done = true
  })
  const reader = openStore({ etc, state })
  const odd: string[] = []
  let reads = 0
  while (!done && reads < 300) {
    const { files, handEdited } = await reader.read()
    reads += 1
    const [cf, sysctl] = [files['lvs.cf'].toString(), files['lvs.sysctl'].toString()]
    if (handEdited || cf.split('\n')[0] !== sysctl) odd.push(`${cf} | ${sysctl} | ${handEdited}`)
  }
  await finished
  expect(odd).toEqual([])
  expect(reads).toBeGreaterThan(50)
  const runs = await writing
  const answers = runs.map((r) => JSON.parse(r.out) as { acknowledged: string[]; clashes: number })
  const acknowledged = answers.flatMap((a) => a.acknowledged)
  expect(acknowledged).toHaveLength(200)
  const store = openStore({ etc, state })
  const history = await store.history()
  expect(new Set(history.map((r) => `${r.number}-${r.hash}`))).toEqual(new Set(acknowledged))
  expect(history.map((r) => r.number)).toEqual(Array.from({ length: 200 }, (_, i) => 200 - i))
  const saved = await store.read()
  expect(saved).toMatchObject({ handEdited: false, revision: { number: 200 } })
  // serial_no counted every save once: none was lost under another.
  expect(saved.files['lvs.cf'].toString()).toContain('serial_no = 201\n')
}, 120_000)

// Another user needs root to become.
test.skipIf(process.geteuid?.() !== 0)(
  'the console’s user saves over a file of root, in the folder that they share',
  async () => {
    await chmod(top, 0o755)
    for (const path of [etc, state]) {
      await mkdir(path)
      await chown(path, 0, 65534)
      await chmod(path, 0o2770)
    }
    await writeFile(join(etc, 'lvs.cf'), OLD, { mode: 0o644 })
    const drop = 'process.setgroups([]); process.setgid(65534); process.setuid(65534)'
    const as = [process.execPath, '--import', 'tsx', '--import', `data:text/javascript,${drop}`, ...SAVER.slice(3)]
    expect((await run([...as, 'kill', 'never', etc, state, NEW])).out).toContain('"ok":true')
    expect(await textsOf()).toEqual({ cf: NEW, sysctl: `# ${NEW}` })
    const { uid, gid, mode } = await stat(join(etc, 'lvs.cf'))
    expect([uid, gid, mode & 0o7777]).toEqual([65534, 65534, 0o644])
    // And root over a file of the console's user: the owner stays.
    expect((await saver('kill', 'never', etc, state, OLD)).out).toContain('"ok":true')
    expect((await stat(join(etc, 'lvs.cf'))).uid).toBe(65534)
    expect((await run([...as, 'kill', 'never', etc, state, NEW])).out).toContain('"number":4')
  },
)

// A disk of its own needs root; without it, store.test.ts has the same with injected errors.
test.skipIf(process.geteuid?.() !== 0)(
  'a disk that is full: the save is refused, the last saved files are whole',
  async () => {
    const mount = 'mount -t tmpfs -o size=256k none "$0" && exec "$@"'
    const { out } = await run(['unshare', '-m', 'sh', '-c', mount, top, ...SAVER, 'full', etc, state])
    const result = JSON.parse(out) as { answers: unknown[]; whole: boolean; handEdited: boolean; saved: number }
    expect(result).toMatchObject({ whole: true, handEdited: false })
    expect(result.saved).toBeGreaterThan(3)
    expect(result.answers).toEqual([
      result.saved,
      { ok: false, code: 'CANNOT_WRITE', path: etc, why: expect.stringContaining('ENOSPC') },
    ])
  },
)
