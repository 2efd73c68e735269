import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FileProblem } from '@/lib/api/types'
import { emptyFiles, hashOf } from './files'
import { judge as realJudge } from './judge'
import { BY_HAND, openStore, type StoreOptions } from './store'

let top: string
let etc: string
let state: string
const open = (options: StoreOptions = {}) => openStore({ etc, state }, options)
const cf = () => readFile(join(etc, 'lvs.cf'), 'utf8')
const ls = async (path: string) => (await readdir(path)).sort()

beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'arapaima-store-'))
  etc = join(top, 'etc')
  state = join(top, 'state')
  await mkdir(etc)
})
afterEach(() => rm(top, { recursive: true, force: true }))

/** Saves one lvs.cf over whatever is there. */
async function saveText(text: string, options: StoreOptions = {}) {
  const store = open(options)
  const { hash } = await store.read()
  return store.save({ files: { 'lvs.cf': Buffer.from(text) }, ifMatch: hash, author: 'ann', note: 'why' })
}

describe('read', () => {
  test('nothing there is an empty configuration without a revision', async () => {
    await rm(etc, { recursive: true })
    const saved = await open().read()
    expect(saved).toEqual({ files: emptyFiles(), hash: hashOf(emptyFiles()), revision: null, handEdited: false })
  })

  test('the hash covers names and lengths: moving bytes between files changes it', () => {
    const a = { ...emptyFiles(), 'lvs.cf': Buffer.from('ab') }
    const b = { ...emptyFiles(), 'lvs.iptables': Buffer.from('ab') }
    const c = { ...emptyFiles(), 'lvs.cf': Buffer.from('a'), 'lvs.iptables': Buffer.from('b') }
    expect(new Set([hashOf(a), hashOf(b), hashOf(c)]).size).toBe(3)
  })

  test('a symbolic link in place of a file is refused, by read and by save', async () => {
    await writeFile(join(top, 'secret'), 'root only')
    await symlink(join(top, 'secret'), join(etc, 'lvs.sysctl'))
    await expect(open().read()).rejects.toMatchObject({ code: 'SYMLINK', path: join(etc, 'lvs.sysctl') })
    const saved = await open().save({
      files: { 'lvs.cf': Buffer.from('primary = 192.0.2.1\n') },
      ifMatch: hashOf(emptyFiles()),
      author: 'ann',
      note: '',
    })
    expect(saved).toMatchObject({ ok: false, code: 'SYMLINK' })
    expect(await readFile(join(top, 'secret'), 'utf8')).toBe('root only')
    expect(await ls(etc)).toEqual(['lvs.sysctl'])
  })

  test('a folder or pipe in place of a file is an error, not a wait', async () => {
    await mkdir(join(etc, 'lvs.cf'))
    await expect(open().read()).rejects.toMatchObject({ code: 'UNREADABLE' })
  })
})

describe('save', () => {
  test('makes a revision with author, time and note, and leaves absent files absent', async () => {
    const saved = await saveText('primary = 192.0.2.1\n', { now: () => 1234 })
    const info = { number: 1, author: 'ann', at: 1234, note: 'why' }
    expect(saved).toMatchObject({ ok: true, changed: true, revision: info })
    expect(await ls(etc)).toEqual(['lvs.cf'])
    const now = await open().read()
    expect(now).toMatchObject({ revision: info, handEdited: false })
    expect(await ls(join(state, 'revisions'))).toEqual([`1-${now.hash}`, 'current'])
    expect((await open().revision(1))?.files['lvs.cf'].toString()).toBe('primary = 192.0.2.1\n')
    expect((await open().revision(now.hash))?.info.number).toBe(1)
    expect(await open().revision(2)).toBeNull()
  })

  test('identical content is no new revision; serial_no alone is no difference', async () => {
    await saveText('serial_no = 4\nprimary = 192.0.2.1\n')
    expect(await cf()).toBe('serial_no = 5\nprimary = 192.0.2.1\n')
    expect(await saveText('serial_no = 77\nprimary = 192.0.2.1\n')).toMatchObject({ ok: true, changed: false })
    expect(await cf()).toBe('serial_no = 5\nprimary = 192.0.2.1\n')
    expect(await open().history()).toHaveLength(1)
  })

  test('serial_no counts up once per save, and only where there is one', async () => {
    await saveText('# c\nserial_no = 4 # mine\nprimary = 192.0.2.1\n')
    await saveText('# c\nserial_no = 5 # mine\nprimary = 192.0.2.2\n')
    expect(await cf()).toBe('# c\nserial_no = 6 # mine\nprimary = 192.0.2.2\n')
    await saveText('primary = 192.0.2.3\n')
    expect(await cf()).toBe('primary = 192.0.2.3\n')
  })

  test('a copy from the partner keeps its number', async () => {
    const { hash } = await open().read()
    const files = { 'lvs.cf': Buffer.from('serial_no = 9\n') }
    await open().save({ files, ifMatch: hash, author: 'b', note: '', keepSerial: true })
    expect(await cf()).toBe('serial_no = 9\n')
    // Also when nothing but the number differs: the copy has to become byte-equal.
    const next = { ifMatch: (await open().read()).hash, author: 'b', note: '', keepSerial: true }
    const answer = await open().save({ ...next, files: { 'lvs.cf': Buffer.from('serial_no = 12\n') } })
    expect(answer).toMatchObject({ ok: true, changed: true, revision: { number: 2 } })
    expect(await cf()).toBe('serial_no = 12\n')
  })

  test('a clash changes nothing and gives back both versions', async () => {
    await saveText('primary = 192.0.2.1\n')
    const seen = await open().read()
    await saveText('primary = 192.0.2.2\n')
    const files = { 'lvs.sysctl': Buffer.from('net.ipv4.ip_forward = 1\n') }
    const late = await open().save({ files, ifMatch: seen.hash, author: 'bob', note: '' })
    if (late.ok || late.code !== 'CHANGED') throw new Error(JSON.stringify(late))
    expect(late.now.files['lvs.cf'].toString()).toBe('primary = 192.0.2.2\n')
    expect(late.now.revision?.number).toBe(2)
    expect(late.yours['lvs.sysctl']).toEqual(files['lvs.sysctl'])
    expect(await cf()).toBe('primary = 192.0.2.2\n')
    expect(await open().history()).toHaveLength(2)
  })

  test('a file back to an earlier content is a revision of its own', async () => {
    for (const n of [1, 2, 1]) await saveText(`primary = 192.0.2.${n}\n`)
    const all = await open().history()
    expect(all.map((r) => r.number)).toEqual([3, 2, 1])
    expect(all[0]?.hash).toBe(all[2]?.hash)
    expect((await open().revision(all[0]?.hash ?? ''))?.info.number).toBe(3)
  })

  test('only errors in what is changed refuse it', async () => {
    const judge = (files: { 'lvs.cf': Buffer }): FileProblem[] =>
      [...files['lvs.cf'].toString().matchAll(/^bad(\d*)$/gm)].map((m) => ({
        file: 'lvs.cf',
        code: 'BAD',
        severity: 'error',
        line: m.index,
        column: 1,
        path: `bad${m[1]}`,
        got: m[0],
      }))
    await writeFile(join(etc, 'lvs.cf'), 'a\nbad1\n')
    expect(await saveText('a\nb\nbad1\n', { judge })).toMatchObject({ ok: true })
    const refused = await saveText('a\nbad1\nbad2\n', { judge })
    expect(refused).toMatchObject({ ok: false, code: 'PROBLEMS', problems: [{ path: 'bad2' }] })
    expect(await saveText('a\nbad1\nbad1\n', { judge })).toMatchObject({ ok: false, problems: [{ path: 'bad1' }] })
    expect(await cf()).toBe('a\nb\nbad1\n')
  })

  test('two virtual servers of one mark are changed one after the other', async () => {
    const virtual = (name: string, port: number, scheduler: string) =>
      `virtual ${name} {\n active = 1\n address = 192.0.2.10 eth0:1\n fwmark = 80\n port = ${port}\n scheduler = ${scheduler}\n}\n`
    expect(await saveText(virtual('a', 80, 'rr') + virtual('b', 443, 'rr'))).toMatchObject({ ok: true })
    expect(await saveText(virtual('a', 80, 'lc') + virtual('b', 443, 'rr'))).toMatchObject({ ok: true })
    const { files } = await open().read()
    expect(
      realJudge(files)
        .filter((p) => p.severity === 'error')
        .map((p) => p.code),
    ).toContain('MARK_UNEQUAL')
  })

  test('the real readers judge all three files', async () => {
    const files = {
      'lvs.cf': Buffer.from('keepalive = many\n'),
      'lvs.iptables': Buffer.from('*filter\nCOMMIT\n'),
      'lvs.sysctl': Buffer.from('kernel.core_pattern = |/bin/sh\n'),
    }
    const saved = await open().save({ files, ifMatch: hashOf(emptyFiles()), author: 'ann', note: '' })
    if (saved.ok || saved.code !== 'PROBLEMS') throw new Error(JSON.stringify(saved))
    expect(new Set(saved.problems.map((p) => p.file))).toEqual(new Set(Object.keys(files)))
    expect(await ls(etc)).toEqual([])
  })
})

describe('a file edited by hand', () => {
  test('is reported, and the next save keeps it in the history', async () => {
    await saveText('primary = 192.0.2.1\n')
    await writeFile(join(etc, 'lvs.cf'), 'primary = 192.0.2.9\n')
    expect(await open().read()).toMatchObject({ handEdited: true, revision: null })
    await saveText('primary = 192.0.2.2\n')
    expect(await open().read()).toMatchObject({ handEdited: false, revision: { number: 3, author: 'ann' } })
    expect((await open().history()).map((r) => r.author)).toEqual(['ann', BY_HAND, 'ann'])
    expect((await open().revision(2))?.files['lvs.cf'].toString()).toBe('primary = 192.0.2.9\n')
  })

  test('saved as it is enters the history under the name of who accepts it, with the same bytes', async () => {
    await saveText('serial_no = 1\n')
    await writeFile(join(etc, 'lvs.cf'), 'serial_no = 2\nprimary = 192.0.2.9\n')
    expect(await saveText('serial_no = 2\nprimary = 192.0.2.9\n')).toMatchObject({ ok: true, changed: true })
    expect(await cf()).toBe('serial_no = 2\nprimary = 192.0.2.9\n')
    expect(await open().read()).toMatchObject({ handEdited: false, revision: { number: 2, author: 'ann' } })
  })

  test('back to an older revision is a hand edit that names that revision', async () => {
    for (const n of [1, 2]) await saveText(`primary = 192.0.2.${n}\n`)
    await writeFile(join(etc, 'lvs.cf'), 'primary = 192.0.2.1\n')
    expect(await open().read()).toMatchObject({ handEdited: true, revision: { number: 1 } })
  })

  test('made before the first save is kept as the first revision', async () => {
    await writeFile(join(etc, 'lvs.cf'), '# from Piranha\n')
    expect(await open().read()).toMatchObject({ handEdited: false, revision: null })
    await saveText('primary = 192.0.2.1\n')
    expect((await open().revision(1))?.files['lvs.cf'].toString()).toBe('# from Piranha\n')
  })
})

describe('damage', () => {
  test('a lost or damaged `current` does not take the history with it', async () => {
    for (const n of [1, 2]) await saveText(`primary = 192.0.2.${n}\n`)
    for (const damage of [null, 'x', '']) {
      if (damage === null) await rm(join(state, 'revisions/current'))
      else await writeFile(join(state, 'revisions/current'), damage)
      expect(await open().history()).toHaveLength(2)
      expect(await open().read()).toMatchObject({ handEdited: false, revision: { number: 2 } })
      expect(await saveText('primary = 192.0.2.2\n')).toMatchObject({ ok: true, changed: false })
      expect(await readFile(join(state, 'revisions/current'), 'utf8')).toMatch(/^2-/)
    }
  })

  test('a first save that was killed leaves nothing in the history', async () => {
    const broken = () => {
      throw new Error('killed')
    }
    expect(await saveText('primary = 192.0.2.1\n', { hook: broken })).toMatchObject({ ok: false })
    expect(await open().history()).toEqual([])
    expect(await saveText('primary = 192.0.2.1\n')).toMatchObject({ ok: true, revision: { number: 1 } })
  })

  test('a revision whose words are lost is still there by number and hash', async () => {
    await saveText('primary = 192.0.2.1\n')
    const { hash } = await open().read()
    await writeFile(join(state, `revisions/1-${hash}/revision.json`), '{')
    expect(await open().history()).toEqual([{ number: 1, hash, author: '?', at: 0, note: '' }])
    expect((await open().revision(1))?.files['lvs.cf'].toString()).toBe('primary = 192.0.2.1\n')
  })
})

describe('modes and owners', () => {
  test('group and mode stay over a save; new files are 0660', async () => {
    await writeFile(join(etc, 'lvs.cf'), '')
    await chmod(join(etc, 'lvs.cf'), 0o604)
    const root = process.geteuid?.() === 0
    if (root) await chown(join(etc, 'lvs.cf'), 1234, 4321)
    const files = { 'lvs.cf': Buffer.from('primary = 192.0.2.1\n'), 'lvs.sysctl': Buffer.from('# x\n') }
    expect(await open().save({ files, ifMatch: hashOf(emptyFiles()), author: 'ann', note: '' })).toMatchObject({
      ok: true,
    })
    const cfStat = await stat(join(etc, 'lvs.cf'))
    expect(cfStat.mode & 0o7777).toBe(0o604)
    if (root) expect([cfStat.uid, cfStat.gid]).toEqual([1234, 4321])
    expect((await stat(join(etc, 'lvs.sysctl'))).mode & 0o7777).toBe(0o660)
    expect((await stat(join(state, 'revisions'))).mode & 0o7777).toBe(0o2770)
    const [name] = await ls(join(state, 'revisions'))
    expect((await stat(join(state, 'revisions', name ?? ''))).mode & 0o7777).toBe(0o2770)
  })
})

describe('a disk that refuses', () => {
  const steps = ['revision', 'staged', 'intent', 'renamed lvs.cf']
  test.each(steps)('an error at "%s" leaves the old configuration, whole and saveable', async (step) => {
    await saveText('primary = 192.0.2.1\n')
    const full = () => {
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    }
    const failed = await saveText('primary = 192.0.2.2\n', { hook: (now) => now === step && full() })
    expect(failed).toMatchObject({ ok: false, code: 'CANNOT_WRITE', why: expect.stringContaining('ENOSPC') })
    // An error after the intent is a rename that was refused; before it nothing was visible.
    const after = await saveText('primary = 192.0.2.3\n')
    expect(after).toMatchObject({ ok: true, changed: true })
    expect(await cf()).toBe('primary = 192.0.2.3\n')
    expect(await ls(etc)).toEqual(['lvs.cf'])
    expect((await open().history()).map((r) => r.number)).toEqual([2, 1])
  })
})
