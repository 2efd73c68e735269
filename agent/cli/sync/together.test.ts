import { expect, test, vi } from 'vitest'
import { holdsVip, pairBench, pairCf, pairTests, WITHIN } from '@/agent/pulse/testing/pair'
import { createClient } from '@/lib/api/client'
import { changeTogether } from '@/lib/sync/together'
import { socketTransport } from '../transport'
import { cfOf, codeOf, type Faults, linesOf, pairOf, save } from './testing'

/** Two whole agents; between them everything but SSH itself. */
const { port, start } = pairTests(25_000)
// Dead times of seconds pass in these stories, and processes start.
vi.setConfig({ testTimeout: 90_000 })

async function router(own: string) {
  const b = pairBench(own)
  const agent = await start(b)
  await save(b, pairCf(port()))
  const call = createClient(socketTransport(b.options.paths.socket))
  const actor = { user: 'anna', via: 'cli' } as const
  const apply = async () => {
    const plan = await call('plan')
    if (!plan.ok) throw new Error(plan.code)
    return call('apply', { body: { planId: plan.value.planId, note: '', actor } })
  }
  await apply()
  const pair = async () => (await agent.loop.status()).pair
  const holds = () => holdsVip(b)
  return { b, agent, call, actor, apply, pair, holds }
}

/** a serves, b stands by, each hears the other. */
async function both(faults: Faults = {}) {
  const a = await router('127.0.0.1')
  await expect.poll(a.holds, WITHIN).toBe(true)
  const b = await router('127.0.0.2')
  for (const one of [a, b]) await expect.poll(async () => (await one.pair())?.partner?.alive, WITHIN).toBe(true)
  const { pair, heard } = await pairOf(a.b, b.b, faults)
  const work = { ...pair, agent: a.call, actor: a.actor }
  const changes = async () => [(await a.pair())?.changes.length, (await b.pair())?.changes.length, a.holds(), b.holds()]
  return { a, b, work, heard, changes }
}

test('port and times change on both as one: nobody takes over, and each hears the other on the new line', async () => {
  const { a, b, work, changes, heard } = await both()
  const before = await changes()
  await save(a.b, pairCf(port() + 1, 5))
  expect(await changeTogether(work)).toMatchObject({ heard: true })
  expect(heard.map(({ verb, code }) => [verb, code])).toEqual([
    ['status', 0],
    ['transact', 0],
  ])
  expect(cfOf(b.b)).toBe(cfOf(a.b))
  for (const one of [a, b]) expect(await one.pair()).toMatchObject({ port: port() + 1, deadtimeMs: 5000 })
  expect(await changes()).toEqual(before)
})

test('the connection breaks off when the partner has changed: nothing is cut, and asking again completes it', async () => {
  const faults: Faults = {}
  const { a, b, work, changes } = await both(faults)
  const before = await changes()
  await save(a.b, pairCf(port() + 1))
  const { ask } = work.link
  let breaks = true
  work.link = {
    ...work.link,
    ask: (request, input) => {
      if (request.verb === 'transact' && breaks) {
        breaks = false
        faults.cut = 'after'
      }
      return ask(request, input)
    },
  }
  expect(await codeOf(changeTogether(work))).toBe('sync.cut')
  expect([(await a.pair())?.port, (await b.pair())?.port]).toEqual([port(), port() + 1])
  // Heard over the former line, for longer than the dead time.
  const since = Date.now() + 3500
  const alive = async () => [(await a.pair())?.partner?.alive, (await b.pair())?.partner?.alive, Date.now() > since]
  await expect.poll(alive, WITHIN).toEqual([true, true, true])
  expect(await changes()).toEqual(before)
  expect(await changeTogether(work)).toMatchObject({ heard: true })
  expect(await changes()).toEqual(before)
})

test('refused with nothing changed: asked on the standby, nobody heard', async () => {
  const { a, b, work } = await both()
  const there = cfOf(b.b)
  expect(await codeOf(changeTogether({ ...work, agent: b.call }))).toBe('sync.togetherStandby')
  await save(a.b, pairCf(port() + 1))
  await save(a.b, pairCf(port()).replace('backup_active = 1', 'backup_active = 0'))
  expect(await codeOf(changeTogether(work))).toBe('sync.togetherAlone')
  await save(a.b, pairCf(port() + 1))
  // Behind the other's back it stopped taking part.
  await b.agent.loop.pair.stop(false, b.actor)
  await expect.poll(async () => (await a.pair())?.partner?.alive, WITHIN).toBe(false)
  expect(await codeOf(changeTogether(work))).toBe('sync.togetherUnheard')
  expect([cfOf(b.b), (await a.pair())?.port]).toEqual([there, port()])
  expect(await linesOf(b.b)).not.toContain('receive: sync.journalReceived')
})
