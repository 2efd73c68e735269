import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readPlain } from './disk'
import { emptyFiles, hashOf } from './files'
import { inOwnFolder, removeFolder } from './folder'
import { writeRevision } from './revisions'
import { openStore } from './store'

/** Exchanges a folder right after it was made. */
const swap = vi.hoisted(() => ({ with: null as null | ((path: string) => Promise<void>) }))
vi.mock('node:fs/promises', async (original) => {
  const fs = await original<typeof import('node:fs/promises')>()
  const made = async (path: string, options: object) => {
    await fs.mkdir(path, options)
    if (String(path).includes('/.new-')) await swap.with?.(String(path))
  }
  return { ...fs, mkdir: made }
})

/**
 * The console's user may write in ETC and STATE/revisions, where root reads and writes, too: what such a user plants there never leads root
 * out of these folders, makes it wait, or is taken for what it is not.
 */
let top: string
let etc: string
let revisions: string
/** A folder that is none of the store's, with a file. */
let outside: string
const store = () => openStore({ etc, state: join(top, 'state') }, { lockTimeoutMs: 200 })

beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'arapaima-planted-'))
  etc = join(top, 'etc')
  revisions = join(top, 'state/revisions')
  outside = join(top, 'outside')
  await mkdir(outside, { mode: 0o755 })
  await writeFile(join(outside, 'kept'), 'kept')
})
afterEach(async () => {
  expect(await readdir(outside)).toEqual(['kept'])
  expect((await stat(outside)).mode & 0o7777).toBe(0o755)
  await rm(top, { recursive: true, force: true })
})

async function saveText(text: string) {
  const { hash } = await store().read()
  return store().save({ files: { 'lvs.cf': Buffer.from(text) }, ifMatch: hash, author: 'ann', note: '' })
}

/** What stands in a file's place instead of a file. */
const PLANTED: [string, (path: string) => unknown][] = [
  ['a symbolic link', (path) => symlink(join(outside, 'kept'), path)],
  ['a pipe that nobody writes to', (path) => execFileSync('mkfifo', [path])],
  ['a folder', (path) => mkdir(path)],
  ['an endless device', (path) => symlink('/dev/zero', path)],
  ['a file without end', (path) => writeFile(path, '').then(() => truncate(path, 2 ** 33))],
]

describe.each(PLANTED)('%s', (_what, plant) => {
  test.each(['intent', 'lock'])('in place of `%s`: a save is refused at once', async (name) => {
    await saveText('primary = 192.0.2.1\n')
    await plant(join(revisions, name))
    const { hash } = name === 'intent' ? { hash: '' } : await store().read()
    const refused = await store().save({ files: {}, ifMatch: hash, author: 'ann', note: '' })
    expect(refused).toMatchObject({ ok: false, path: join(revisions, name) })
    expect(await readFile(join(etc, 'lvs.cf'), 'utf8')).toBe('primary = 192.0.2.1\n')
  })

  test.each(['lvs.cf', 'lvs.iptables', 'lvs.sysctl'] as const)('in place of %s: said, with its path', async (name) => {
    await mkdir(etc)
    await plant(join(etc, name))
    await expect(store().read()).rejects.toMatchObject({ name: 'StoreError', path: join(etc, name) })
  })

  test('in a revision: the history goes on, the revision itself is refused', async () => {
    const saved = await saveText('primary = 192.0.2.1\n')
    const folder = join(revisions, `1-${saved.ok && saved.hash}`)
    for (const name of ['lvs.cf', 'revision.json']) {
      await rm(join(folder, name))
      await plant(join(folder, name))
    }
    expect(await store().history()).toEqual([{ number: 1, hash: saved.ok && saved.hash, author: '?', at: 0, note: '' }])
    await expect(store().revision(1)).rejects.toMatchObject({ path: join(folder, 'lvs.cf') })
  })
})

describe('an intent', () => {
  const whole = { 'lvs.cf': null, 'lvs.iptables': null, 'lvs.sysctl': null }
  const hash = 'a'.repeat(64)
  test.each([
    ['leads out of the folder', { to: '../../outside', before: whole }],
    ['leads out of the folder behind a good name', { to: `1-${hash}/../../../outside`, before: whole }],
    ['names nothing', { to: '', before: whole }],
    ['names a list', { to: [`1-${hash}`], before: whole }],
    ['has a number that is none', { to: `01-${hash}`, before: whole }],
    ['has no hashes', { to: `1-${hash}` }],
    ['has too few hashes', { to: `1-${hash}`, before: { 'lvs.cf': null } }],
    ['has hashes that are none', { to: `1-${hash}`, before: { ...whole, 'lvs.cf': 'x' } }],
    ['is a number', 5],
    ['is null', null],
  ])('that %s is refused', async (_what, intent) => {
    await saveText('primary = 192.0.2.1\n')
    await writeFile(join(revisions, 'intent'), JSON.stringify(intent))
    const refused = { code: 'UNREADABLE', path: join(revisions, 'intent') }
    await expect(store().read()).rejects.toMatchObject(refused)
    const save = await store().save({ files: {}, ifMatch: '', author: 'ann', note: '' })
    expect(save).toMatchObject({ ok: false, ...refused })
    expect(await readFile(join(etc, 'lvs.cf'), 'utf8')).toBe('primary = 192.0.2.1\n')
  })
})

describe('a revision', () => {
  test('whose bytes were changed, or that is a link, is not what its name says', async () => {
    const saved = await saveText('primary = 192.0.2.1\n')
    const folder = join(revisions, `1-${saved.ok && saved.hash}`)
    await writeFile(join(folder, 'lvs.cf'), 'primary = 192.0.2.66\n')
    await expect(store().revision(1)).rejects.toMatchObject({ code: 'UNREADABLE', path: folder, why: 'damaged' })
    await rm(folder, { recursive: true })
    await symlink(outside, folder)
    await expect(store().revision(1)).rejects.toMatchObject({ code: 'UNREADABLE', path: folder })
  })

  test('has the number and hash of its name, whatever its words say', async () => {
    const saved = await saveText('primary = 192.0.2.1\n')
    const hash = saved.ok ? saved.hash : ''
    const words = { number: 99, hash: 'b'.repeat(64), author: { toString: 'x' }, at: '5', note: ['n'], more: 1 }
    await writeFile(join(revisions, `1-${hash}/revision.json`), JSON.stringify(words))
    expect(await store().history()).toEqual([{ number: 1, hash, author: '?', at: 0, note: '' }])
  })

  test('with a number that nobody can reach does not stop the counting', async () => {
    await mkdir(join(revisions, `${'9'.repeat(30)}-${hashOf(emptyFiles())}`), { recursive: true })
    expect(await saveText('primary = 192.0.2.1\n')).toMatchObject({ ok: true, revision: { number: 1 } })
  })
})

test('a lock whose holder has a path for an id leads nowhere', async () => {
  await saveText('primary = 192.0.2.1\n')
  const dead = { id: '/../../../outside/made', boot: 'another', space: '', pid: 1, start: '1' }
  await writeFile(join(revisions, 'lock'), JSON.stringify(dead))
  const refused = await store().save({ files: {}, ifMatch: '', author: 'ann', note: '' })
  expect(refused).toMatchObject({ ok: false, code: 'UNREADABLE', path: join(revisions, 'lock') })
})

test('what a killed save left is cleared away; where links in it lead is not', async () => {
  await mkdir(join(revisions, '.new-deep/sub'), { recursive: true })
  await symlink(outside, join(revisions, '.new-deep/sub/link'))
  await symlink(outside, join(revisions, '.new-link'))
  expect(await saveText('primary = 192.0.2.1\n')).toMatchObject({ ok: true })
  expect((await readdir(revisions)).filter((name) => name.startsWith('.new'))).toEqual([])
})

test('the successor of a file that was made setuid is not', async () => {
  await mkdir(etc)
  await writeFile(join(etc, 'lvs.cf'), '')
  await chmod(join(etc, 'lvs.cf'), 0o6750)
  await saveText('primary = 192.0.2.1\n')
  expect((await stat(join(etc, 'lvs.cf'))).mode & 0o7777).toBe(0o750)
})

test('never more than the limit is read, also of a file whose size is not told', async () => {
  await expect(readPlain('/proc/self/maps', 100)).rejects.toMatchObject({ code: 'TOO_LARGE' })
  expect((await readPlain('/proc/self/stat'))?.length).toBeGreaterThan(20)
  await writeFile(join(top, 'f'), 'x'.repeat(100))
  expect((await readPlain(join(top, 'f'), 100))?.length).toBe(100)
  await expect(readPlain(join(top, 'f'), 99)).rejects.toMatchObject({ code: 'TOO_LARGE' })
  const large = Buffer.alloc(300_000, 'y')
  await writeFile(join(top, 'g'), large)
  const read = await readPlain(join(top, 'g'))
  expect(
    createHash('sha256')
      .update(read ?? '')
      .digest('hex'),
  ).toBe(createHash('sha256').update(large).digest('hex'))
})

describe('a folder that is exchanged while root makes a revision in it', () => {
  afterEach(() => {
    swap.with = null
  })
  const info = { number: 1, hash: hashOf(emptyFiles()), author: 'ann', at: 0, note: '' }

  test('a link to elsewhere: refused, nothing is written or changed there', async () => {
    await mkdir(revisions, { recursive: true })
    swap.with = async (path) => {
      await rm(path, { recursive: true })
      await symlink(outside, path)
    }
    await expect(writeRevision(revisions, info, emptyFiles())).rejects.toMatchObject({ code: 'UNREADABLE' })
    expect(await readdir(revisions)).toEqual([])
  })

  // Another owner needs root.
  test.skipIf(process.geteuid?.() !== 0)('a folder of somebody else: refused', async () => {
    await mkdir(revisions, { recursive: true })
    swap.with = (path) => chown(path, 65534, 65534)
    await expect(writeRevision(revisions, info, emptyFiles())).rejects.toMatchObject({ code: 'CANNOT_WRITE' })
    await mkdir(join(top, 'theirs'))
    await chown(join(top, 'theirs'), 65534, 65534)
    await expect(inOwnFolder(join(top, 'theirs'), async () => 1)).rejects.toMatchObject({ code: 'CANNOT_WRITE' })
  })
})

test('removing a folder that is a link removes the link', async () => {
  await symlink(outside, join(top, 'link'))
  await removeFolder(join(top, 'link'))
  await removeFolder(join(top, 'nothing'))
  expect((await readdir(top)).sort()).toEqual(['outside'])
})
