import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Call } from '@/lib/api/client'
import type { Actor } from '@/lib/api/types'
import type { Saying } from '@/lib/plan/types'
import { emptyFiles, type Files, hashOf, openStore, type Store } from '@/lib/store'
import { consoleFolder } from '@/lib/store/private'
import { type OpenPair, partnerSettings, SyncError } from '@/lib/sync'
import { answerFiles } from '@/lib/sync/bundle'
import { PairDesk } from './desk'

const ANNA: Actor = { user: 'anna', via: 'console' }
const CF = 'primary = 192.0.2.11\nkeepalive = 6\n'
const filesOf = (cf: string): Files => ({ ...emptyFiles(), 'lvs.cf': Buffer.from(cf) })

let top: string
let store: Store
/** The partner: what is saved there, its role, what it was asked, and what goes wrong. */
let there: { files: Files; history: string[]; role: 'active' | 'standby'; asked: string[]; fault: SyncError | null }
let auto: boolean
let via: 'arapaima' | 'sftp'
let running: string | null
let notes: string[]
/** how often the connection was ended */
let closed: number
let clockMs: number

beforeEach(async () => {
  top = mkdtempSync(join(tmpdir(), 'arapaima-desk-'))
  store = openStore({ etc: join(top, 'etc'), state: join(top, 'state') })
  there = { files: emptyFiles(), history: [], role: 'standby', asked: [], fault: null }
  here = { alive: true, applied: 0 }
  auto = false
  via = 'arapaima'
  running = null
  notes = []
  closed = 0
  clockMs = Date.now()
  await save(CF)
})
afterEach(() => rmSync(top, { recursive: true, force: true }))

async function save(cf: string): Promise<string> {
  const { hash } = await store.read()
  const saved = await store.save({ files: { 'lvs.cf': Buffer.from(cf) }, ifMatch: hash, author: 'anna', note: '' })
  if (!saved.ok) throw new Error(saved.code)
  return saved.hash
}

/** An edit on the partner. */
function edit(cf: string): void {
  there.files = filesOf(cf)
  there.history.unshift(hashOf(there.files))
}

function statusThere() {
  const { files, history, role } = there
  const hash = hashOf(files)
  const revision = { number: history.length, hash, author: 'bea', at: 0, note: '' }
  const saved = {
    hash,
    revision: history.length > 0 ? revision : null,
    handEdited: false,
    empty: files['lvs.cf'].length === 0,
  }
  const agent = { up: true, role, pulse: 'running', running: revision, equal: true, alarms: [], tools: {} }
  return {
    version: '1',
    host: 'b',
    clockMs: Date.now(),
    saved,
    history,
    agent,
    links: {},
    kernel: { ipvs: true, sysctls: {} },
  }
}

const link: OpenPair['link'] = {
  target: { address: '192.0.2.12', port: 22, user: 'arapaima' },
  close: () => {
    closed += 1
  },
  ask: async ({ verb }, input) => {
    there.asked.push(verb)
    if (there.fault) throw there.fault
    if (verb === 'status') return statusThere() as never
    if (verb === 'compare') return { hash: hashOf(there.files), files: answerFiles(there.files) } as never
    const bytes = input ?? Buffer.alloc(0)
    edit(bytes.subarray(bytes.indexOf('\n') + 1).toString())
    const done = there.role === 'active' ? { done: 'confirm' } : { done: 'applied', operations: 1 }
    return { hash: hashOf(there.files), changed: true, number: there.history.length, applied: done } as never
  },
}

/** This router's agent, which serves and hears its partner unless it is told otherwise. */
let here: { alive: boolean; applied: number }
const call: Call = async (name) => {
  const { hash } = await store.read()
  const partner = { alive: here.alive }
  const values: Record<string, unknown> = {
    status: {
      pair: { paired: true, deadtimeMs: 1000, partner, behind: null },
      pulse: { role: 'active' },
      running: { hash: running },
    },
    plan: { hash, planId: 'one', problems: [], steps: [{}] },
    apply: { ok: true },
  }
  if (name === 'apply') here.applied++
  return { ok: true, value: values[name] as never }
}

function desk(): PairDesk {
  return new PairDesk({
    open: async ({ user }) => {
      const folder = await consoleFolder({ state: join(top, 'state'), user: '0' })
      const settings = partnerSettings.parse({ auto, via })
      return { store, folder, settings, target: link.target, link, user, host: 'a' }
    },
    agent: async () => ({ role: 'active', runningHash: running }),
    call,
    note: async (actor: Actor, { code }: Saying) => {
      notes.push(`${actor.user}: ${code}`)
    },
    now: () => clockMs,
    version: '1',
  })
}

test('fifty who look cost one question', async () => {
  const one = desk()
  expect(one.shown().look).toBeNull()
  const views = await Promise.all(Array.from({ length: 50 }, () => one.fresh(0, 5_000)))
  expect(there.asked).toEqual(['status'])
  expect(new Set(views.map((view) => view.look?.heard?.known))).toEqual(new Set([true]))
  await one.fresh(60_000, 5_000)
  expect(there.asked).toEqual(['status'])
  // Who asks for it gets a look that begins after the question.
  await Promise.all([one.look(5_000), one.look(5_000)])
  expect(there.asked).toEqual(['status', 'status'])
})

test('a sync: files, end read back, the journal, and the look that shows it', async () => {
  const one = desk()
  const begun = await one.sync(ANNA, {})
  if (!begun.ok) throw new Error(begun.why.code)
  const again = await one.sync(ANNA, {})
  expect(again.ok && again.value.id).toBe(begun.value.id)
  expect(await begun.value.ended).toMatchObject({ done: true, changed: true, applied: { done: 'applied' } })
  expect(one.job(begun.value.id)?.files.map((file) => file.name)).toEqual(['lvs.cf', 'lvs.iptables', 'lvs.sysctl'])
  expect(notes).toEqual(['anna: sync.journalSent'])
  expect(one.shown()).toMatchObject({ job: null, look: { heard: { equal: true } } })
  expect(one.job('another')).toBeNull()
})

test('what was changed there is refused, and overwritten by its hash alone', async () => {
  edit('keepalive = 9\n')
  const one = desk()
  const run = async (options: { overwrite?: string }) => {
    const begun = await one.sync(ANNA, options)
    return begun.ok ? begun.value.ended : null
  }
  expect(await run({})).toMatchObject({ done: false, why: { code: 'sync.theirsUnknown' } })
  expect(await run({ overwrite: '0'.repeat(64) })).toMatchObject({ done: false, why: { code: 'sync.changedThere' } })
  expect(await run({ overwrite: hashOf(there.files) })).toMatchObject({ done: true, changed: true })
})

test('their files become those here', async () => {
  edit('primary = 192.0.2.11\nkeepalive = 9\n')
  const one = desk()
  expect(await one.take(ANNA, '0'.repeat(64), '')).toMatchObject({ ok: false, why: { code: 'sync.changedThere' } })
  expect(await one.take(ANNA, hashOf(there.files), 'from b')).toMatchObject({ ok: true })
  expect((await store.read()).files).toEqual(there.files)
})

test('merge: both changed something since the common revision; the note names both', async () => {
  edit(CF)
  const mine = await save(`${CF}deadtime = 20\n`)
  edit('primary = 192.0.2.11\nkeepalive = 4\n')
  const theirs = hashOf(there.files)
  const one = desk()
  const sheet = await one.mergeSheet(ANNA)
  if (!sheet.ok) throw new Error(sheet.why.code)
  expect(sheet.value.base?.number).toBe(1)
  expect(sheet.value.rows.map(({ path, take }) => [path, take])).toEqual([
    ['keepalive', 'theirs'],
    ['deadtime', 'mine'],
  ])
  const wish = { mine, theirs, sides: ['theirs', 'mine'] as const }
  expect(await one.merge(ANNA, { ...wish, sides: ['theirs', null] })).toMatchObject({
    ok: false,
    open: [{ row: 1, part: 'deadtime' }],
  })
  expect(await one.merge(ANNA, { ...wish, mine: theirs, sides: [...wish.sides] })).toMatchObject({
    ok: false,
    why: { code: 'sync.changedHere' },
  })
  const merged = await one.merge(ANNA, { ...wish, sides: [...wish.sides] })
  expect(merged).toMatchObject({ ok: true })
  const now = await store.read()
  expect(now.files['lvs.cf'].toString()).toBe('primary = 192.0.2.11\nkeepalive = 4\ndeadtime = 20\n')
  expect(now.revision?.note).toBe(
    `merge: r2 ${mine.slice(0, 12)} and b r2 ${theirs.slice(0, 12)}, since r1 ${sheet.value.base?.hash.slice(0, 12)}`,
  )
  expect([one.holdsBoth(now.hash, theirs), one.holdsBoth(now.hash, mine)]).toEqual([true, false])
})

const PAIR = 'primary = 192.0.2.11\nbackup = 192.0.2.12\nbackup_active = 1\n'

test('both routers change as one: the partner first, and nothing else begins meanwhile', async () => {
  const hash = await save(PAIR)
  const one = desk()
  const begun = await one.together(ANNA)
  if (!begun.ok) throw new Error(begun.why.code)
  for (const again of [await one.together(ANNA), await one.sync(ANNA, {})])
    expect(again.ok && again.value.id).toBe(begun.value.id)
  expect(one.shown().job).toMatchObject({ what: 'together', end: null })
  expect(await begun.value.ended).toMatchObject({ done: true, hash, heard: true })
  expect([there.asked, hashOf(there.files), here.applied]).toEqual([['status', 'transact', 'status'], hash, 1])
  expect(notes).toEqual(['anna: sync.journalSent'])
  expect([one.shown().job, one.job(begun.value.id)?.step]).toEqual([null, 'heard'])
})

test('a change over both that cannot be: why, with nothing changed on either', async () => {
  const endOf = async () => {
    const begun = await desk().together(ANNA)
    if (!begun.ok) return begun.why.code
    const end = await begun.value.ended
    return end.done ? 'done' : end.why.code
  }
  expect(await endOf()).toBe('sync.togetherAlone')
  await save(PAIR)
  here.alive = false
  expect(await endOf()).toBe('sync.togetherUnheard')
  here.alive = true
  there.role = 'active'
  expect(await endOf()).toBe('sync.togetherBothActive')
  there.role = 'standby'
  edit('keepalive = 9\n')
  expect(await endOf()).toBe('sync.theirsUnknown')
  via = 'sftp'
  expect(await endOf()).toBe('sync.togetherFiles')
  expect([there.asked.includes('transact'), here.applied, notes]).toEqual([false, 0, []])
})

test('a merge that would be no configuration saves nothing', async () => {
  edit('primary = 192.0.2.11\nkeepalive = soon\n')
  const { hash } = await store.read()
  const wish = { mine: hash, theirs: hashOf(there.files), sides: ['theirs' as const] }
  const merged = await desk().merge(ANNA, wish)
  expect(merged).toMatchObject({ ok: false, problems: [{ path: 'keepalive' }] })
  expect((await store.read()).hash).toBe(hash)
})

test('the automatic sync follows an apply; a failure is told and waits', async () => {
  const one = desk()
  auto = true
  await one.turn()
  expect(there.asked).toEqual(['status'])
  running = (await store.read()).hash
  await one.turn()
  expect(hashOf(there.files)).toBe(running)
  expect(notes).toEqual(['auto-sync: sync.journalSent'])

  running = await save('primary = 192.0.2.11\nkeepalive = 7\n')
  await one.look(5_000)
  const { ask } = link
  link.ask = async (request, input) => {
    if (request.verb === 'push')
      throw new SyncError('sync.cannotWrite', { host: 'b', path: '/etc', why: 'ENOSPC', what: 'WRITE' })
    return ask(request, input)
  }
  await one.turn()
  link.ask = ask
  expect(one.shown().auto).toMatchObject({ failures: 1, failed: { code: 'sync.cannotWrite' } })
  const before = there.asked.length
  await one.turn()
  expect(there.asked.slice(before)).toEqual(['status'])
})

test('an active partner is never synced by itself', async () => {
  there.role = 'active'
  auto = true
  running = (await store.read()).hash
  const one = desk()
  await one.turn()
  expect(there.asked).toEqual(['status'])
  expect(one.shown().auto.failed).toBeNull()
})

test('a partner that does not answer is a look, too', async () => {
  there.fault = new SyncError('sync.hostChanged', {
    address: '192.0.2.12',
    port: 22,
    offered: 'SHA256:b',
    known: 'SHA256:a',
  })
  const { look } = await desk().look(5_000)
  expect(look).toMatchObject({ heard: null, why: { code: 'sync.hostChanged', params: { offered: 'SHA256:b' } } })
  expect(look?.steps.find((one) => one.state === 'failed')?.step).toBe('host')
})

test('one connection, but for a refusal, and not for ever: what was mended there counts for a new one', async () => {
  const one = desk()
  await one.look(5_000)
  await one.look(5_000)
  expect(closed).toBe(0)
  there.fault = new SyncError('sync.notReceive', { address: '192.0.2.12', status: 127, why: '' })
  await one.look(5_000)
  expect(closed).toBe(1)
  there.fault = null
  await one.look(5_000)
  clockMs += 601_000
  await one.look(5_000)
  expect(closed).toBe(2)
})
