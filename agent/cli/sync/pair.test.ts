import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  compareWithPartner,
  confirmThere,
  pairStatus,
  partnerPlan,
  type SyncError,
  syncToPartner,
  takeTheirs,
} from '@/lib/sync'
import type { Agent } from '../../main'
import { type Bench, bench, dump, lvsCf } from '../../testing'
import { cfOf, codeOf, linesOf, pairOf, save, storeOf } from './testing'

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

const sync = async () => syncToPartner((await pairOf(a, b)).pair)
const revisionsOf = (which: Bench) => readdirSync(join(which.options.paths.state, 'revisions')).sort()

describe('a standby partner', () => {
  test('first sync: byte-equal, with author and note, applied there by itself', async () => {
    await save(a, ONE, 'two servers')
    const result = await sync()
    expect(result).toMatchObject({ changed: true, applied: { done: 'applied' } })
    expect(cfOf(b)).toBe(cfOf(a))
    expect((await storeOf(b).history())[0]).toMatchObject({
      author: 'bea',
      note: 'two servers (router-a r1)',
      hash: result.hash,
    })
    expect((await agent?.loop.status())?.running?.hash).toBe(result.hash)
    expect(dump(b.kernel)).toContain('-r 10.0.0.3:80 -m -w 2')
    expect(await linesOf(b)).toContain('receive: sync.journalReceived')
  })

  test('a second one writes nothing; one weight is one revision more', async () => {
    await sync()
    const before = [revisionsOf(b), revisionsOf(a)]
    const { pair, heard } = await pairOf(a, b)
    expect(await syncToPartner(pair)).toMatchObject({ changed: false, applied: { done: 'applied', operations: 0 } })
    expect(heard.map((one) => one.verb)).toEqual(['status'])
    expect([revisionsOf(b), revisionsOf(a)]).toEqual(before)
    await save(a, TWO)
    expect(await sync()).toMatchObject({ changed: true, applied: { done: 'applied', operations: 1 } })
    expect(cfOf(b)).toBe(cfOf(a))
    expect(await storeOf(b).history()).toHaveLength(2)
    expect(dump(b.kernel)).toContain('-r 10.0.0.3:80 -m -w 5')
  })

  test('files edited by hand here enter the history here first', async () => {
    await sync()
    expect((await storeOf(a).read()).revision).toMatchObject({ author: 'anna' })
    a.put('lvs.cf', TWO)
    await sync()
    expect(cfOf(b)).toBe(TWO)
    expect((await storeOf(a).read()).handEdited).toBe(false)
  })

  test('saved there while its agent was away: applied by the next sync', async () => {
    await agent?.close()
    const first = await sync()
    expect(first).toMatchObject({ changed: true, applied: { done: 'not', code: 'api.agentAway' } })
    agent = await b.start()
    expect(await sync()).toMatchObject({ changed: false, hash: first.hash, applied: { done: 'applied' } })
    expect((await agent.loop.status()).running?.hash).toBe(first.hash)
    expect(await sync()).toMatchObject({ changed: false, applied: { done: 'applied', operations: 0 } })
    expect(await linesOf(b)).toContain('receive: sync.journalReceived')
  })
})

describe('an active partner', () => {
  beforeEach(async () => {
    await agent?.close()
    b = bench()
    agent = await b.start()
  })
  test('saves only; its plan is seen and confirmed, and only that plan', async () => {
    const { pair } = await pairOf(a, b)
    const { applied, hash } = await syncToPartner(pair)
    expect(applied).toEqual({ done: 'confirm' })
    expect(dump(b.kernel)).toBe('')
    const plan = await partnerPlan(pair)
    expect(plan).toMatchObject({ hash, role: 'active' })
    expect(await codeOf(confirmThere(pair, { hash, planId: '0'.repeat(64) }))).toBe('sync.planChanged')
    expect(await codeOf(confirmThere(pair, { hash: '0'.repeat(64), planId: plan.planId }))).toBe('sync.planChanged')
    expect(dump(b.kernel)).toBe('')
    expect(await confirmThere(pair, { hash, planId: plan.planId })).toMatchObject({ done: 'applied' })
    expect(dump(b.kernel)).toContain('-r 10.0.0.3:80')
    expect(await linesOf(b)).toContain('receive-refused: sync.planChanged')
    expect(await syncToPartner(pair)).toMatchObject({ changed: false, applied: { done: 'applied' } })
  })
})

describe('what is there did not come from here', () => {
  test('refused with both hashes, compared field by field, overwritten knowingly', async () => {
    await sync()
    await save(b, TWO)
    const theirs = (await storeOf(b).read()).hash
    const { pair } = await pairOf(a, b)
    const refusal = await syncToPartner(pair).catch((error: SyncError) => error)
    expect(refusal).toMatchObject({
      code: 'sync.theirsUnknown',
      params: { theirs, mine: (await storeOf(a).read()).hash },
    })
    expect(cfOf(b)).toContain('weight = 5')
    const { differences, equal } = await compareWithPartner(pair)
    expect(equal).toBe(false)
    expect(differences).toContainEqual({
      file: 'lvs.cf',
      path: 'virtual.web.server.two.weight',
      mine: '2',
      theirs: '5',
    })
    expect(await codeOf(syncToPartner(pair, { overwrite: '0'.repeat(64) }))).toBe('sync.changedThere')
    expect(await syncToPartner(pair, { overwrite: theirs })).toMatchObject({ changed: true })
    expect(cfOf(b)).toBe(cfOf(a))
    expect((await storeOf(b).history()).some((one) => one.hash === theirs)).toBe(true)
  })

  test('edited by hand there: refused too, and kept in its history when it is overwritten', async () => {
    await sync()
    b.put('lvs.cf', TWO)
    const { pair } = await pairOf(a, b)
    const { theirs, known } = await pairStatus(pair)
    expect([theirs.saved.handEdited, known]).toEqual([true, false])
    expect(await codeOf(syncToPartner(pair))).toBe('sync.theirsUnknown')
    await syncToPartner(pair, { overwrite: theirs.saved.hash })
    expect((await storeOf(b).history()).map((one) => one.author)).toContain('by hand')
  })

  test('its files can be taken over here, byte for byte', async () => {
    await sync()
    await save(b, TWO)
    const { pair } = await pairOf(a, b)
    const { hash } = await storeOf(b).read()
    expect(await codeOf(takeTheirs(pair, '0'.repeat(64), ''))).toBe('sync.changedThere')
    await takeTheirs(pair, hash, 'from b')
    expect(cfOf(a)).toBe(cfOf(b))
    expect(await syncToPartner(pair)).toMatchObject({ changed: false })
  })

  test('an older revision of ours is no stranger', async () => {
    await sync()
    await save(a, TWO)
    await save(a, TWO.replace('weight = 5', 'weight = 6'))
    expect((await pairStatus((await pairOf(a, b)).pair)).known).toBe(true)
    expect(await sync()).toMatchObject({ changed: true })
  })
})

test('status tells what a person compares', async () => {
  await sync()
  const { theirs, clockSec, equal } = await pairStatus((await pairOf(a, b)).pair)
  expect(equal).toBe(true)
  expect(clockSec).toBe(0)
  expect(theirs).toMatchObject({ ok: true, version: '0.0.0-source', agent: { up: true, role: 'standby', equal: true } })
  expect(theirs.history).toEqual([theirs.saved.hash])
  const late = await pairStatus((await pairOf(a, b)).pair, () => Date.now() - 3_600_000)
  expect(late.warnings).toMatchObject([{ code: 'sync.clock', params: { seconds: 3600, ahead: 1 } }])
})
