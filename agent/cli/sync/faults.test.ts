import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { syncToPartner } from '@/lib/sync'
import type { Agent } from '../../main'
import { type Bench, bench, dump, lvsCf } from '../../testing'
import { cfOf, codeOf, type Faults, journalOf, linesOf, pairOf, received, save, storeOf } from './testing'

const ONE = lvsCf([{ servers: ['one 10.0.0.2 1', 'two 10.0.0.3 2'] }])
const TWO = ONE.replace('weight = 2', 'weight = 5')

let a: Bench
let b: Bench
let agent: Agent | undefined
beforeEach(async () => {
  a = bench()
  b = bench({ options: { role: 'standby' } })
  a.put('lvs.cf', ONE)
  agent = await b.start()
})
afterEach(() => agent?.close())

const sync = async (faults: Faults = {}) => syncToPartner((await pairOf(a, b, faults)).pair)
describe('cut in the middle', () => {
  test('anywhere in the bundle: nothing half written, said in the journal, and the next sync works', async () => {
    for (const cutInputAt of [0, 0.01, 0.3, 0.6, 0.9, 0.999]) {
      expect([cutInputAt, await codeOf(sync({ cutInputAt }))]).toEqual([cutInputAt, 'sync.cut'])
      expect(existsSync(join(b.options.paths.etc, 'lvs.cf'))).toBe(false)
    }
    expect(await linesOf(b)).toContain('receive-refused: sync.bundle')
    expect(await sync()).toMatchObject({ changed: true })
  })
  test('before anything, and after the save but before its answer', async () => {
    expect(await codeOf(sync({ cut: 'before' }))).toBe('sync.cut')
    expect(await codeOf(sync({ cut: 'after' }))).toBe('sync.cut')
    // What arrived whole was saved: the next one finds it.
    expect(await sync()).toMatchObject({ changed: false, applied: { done: 'applied' } })
    expect(await storeOf(b).history()).toHaveLength(1)
  })
})

describe('two at once', () => {
  test('both end in sync, one revision there', async () => {
    await save(a, ONE)
    const results = await Promise.all([sync(), sync(), sync()])
    expect(new Set(results.map((one) => one.hash)).size).toBe(1)
    expect(await storeOf(b).history()).toHaveLength(1)
    expect(cfOf(b)).toBe(cfOf(a))
  })
  test('a save there between look and push is not lost', async () => {
    await sync()
    await save(a, TWO)
    const other = TWO.replace('weight = 5', 'weight = 9')
    expect(await codeOf(sync({ meanwhile: { verb: 'push', work: () => save(b, other) } }))).toBe('sync.theirsUnknown')
    expect(cfOf(b)).toContain('weight = 9')
  })
  test('an older revision pushed between look and push does not stop the newer one', async () => {
    await save(a, ONE)
    const older = cfOf(a)
    await save(a, TWO)
    const meanwhile = { verb: 'push', work: async () => b.put('lvs.cf', older) }
    expect(await sync({ meanwhile })).toMatchObject({ changed: true })
    expect(cfOf(b)).toBe(cfOf(a))
  })
})

describe('what the partner cannot do', () => {
  test('files with an error are refused there, and the running ones stay', async () => {
    await sync()
    a.put('lvs.cf', ONE.replace('scheduler = wrr', 'scheduler = fastest'))
    const before = dump(b.kernel)
    expect(await codeOf(sync())).toBe('sync.problems')
    expect(cfOf(b)).toBe(cfOf(a).replace('fastest', 'wrr'))
    expect(dump(b.kernel)).toBe(before)
    a.put('lvs.cf', TWO)
    expect(await sync()).toMatchObject({ changed: true })
  })
  test('a folder in place of the file: refused, nothing touched, works afterwards', async () => {
    mkdirSync(join(b.options.paths.etc, 'lvs.sysctl'))
    expect(await codeOf(sync())).toBe('sync.cannotRead')
    rmSync(join(b.options.paths.etc, 'lvs.sysctl'), { recursive: true })
    expect(await sync()).toMatchObject({ changed: true })
  })
  test('a symbolic link in place of the file is not followed', async () => {
    const victim = join(b.folder, 'victim')
    writeFileSync(victim, 'untouched')
    symlinkSync(victim, join(b.options.paths.etc, 'lvs.cf'))
    expect(await codeOf(sync())).toBe('sync.cannotRead')
    expect(readFileSync(victim, 'utf8')).toBe('untouched')
  })
})

describe('who answers there', () => {
  const answered = (stdout: string, stderr = '', code = 0) => codeOf(sync({ answer: { code, stdout, stderr } }))
  test('a shell, an older Arapaima, another version, nonsense', async () => {
    expect(await answered('', 'sh: 1: arapaima-sync/1: not found\n', 127)).toBe('sync.notReceive')
    expect(await answered('', 'arapaima: There is no verb “receive”.\n', 2)).toBe('sync.notReceive')
    expect(await answered('Welcome to b\n')).toBe('sync.notReceive')
    expect(await answered('{"arapaima":2,"ok":true}')).toBe('sync.protocol')
    expect(await answered('{"arapaima":1,"ok":true,"saved":{}}')).toBe('sync.badAnswer')
    expect(await answered('{"arapaima":1,"ok":false,"code":"x.y","params":{}}', '', 1)).toBe('sync.badAnswer')
    expect(await answered('[]')).toBe('sync.notReceive')
  })
  test('a line of control characters in an answer is refused, not shown', async () => {
    const { out } = await received(b, 'arapaima-sync/1 status')
    const bent = out.replace(/"host":"[^"]*"/, '"host":"b\\u001b[2J"')
    expect(await answered(bent)).toBe('sync.badAnswer')
  })
})

describe('what the key can do', () => {
  test('nothing but the verbs: each refusal has a sentence, an exit status, and an entry in the journal', async () => {
    const commands = [
      undefined,
      '',
      'sh',
      '/usr/lib/openssh/sftp-server',
      'arapaima-sync/1 erase',
      'arapaima-sync/1 push; id',
    ]
    for (const command of commands) {
      const said = await received(b, command)
      expect([command, said.status]).toEqual([command, 2])
      expect(said.err).toMatch(/nothing but the sync/)
    }
    expect(await received(b, 'arapaima-sync/2 status')).toMatchObject({ status: 1 })
    expect((await linesOf(b)).filter((line) => line.startsWith('receive-refused'))).toHaveLength(commands.length + 1)
    const entry = (await journalOf(b)).at(-1)
    expect(entry?.actor).toEqual({ user: 'partner', via: 'receive', from: '192.0.2.11' })
  })
  test('what is refused while the agent is away is in the journal once it is back', async () => {
    await agent?.close()
    await received(b, 'id')
    agent = await b.start()
    await received(b, 'whoami')
    expect((await linesOf(b)).filter((line) => line === 'receive-refused: sync.command')).toHaveLength(2)
  })
})
