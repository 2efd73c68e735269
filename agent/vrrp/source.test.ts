import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROLE_DEFAULTS, type RoleSettings } from '@/lib/pulse/vrrp-settings'
import { holdsVip, pairBench, pairCf, pairTests, WITHIN } from '../pulse/testing/pair'
import { applyPlan, PERSON } from '../testing'
import { bench as vrrpBench } from './testing'

/** Whole agents and a keepalived that says what a test wants. */
const VRRP: RoleSettings = { ...ROLE_DEFAULTS, from: 'vrrp' }
const { ends, port, start } = pairTests(30_000)

/** A router whose role comes from VRRP, with its configuration running. */
async function router(own: string) {
  const b = pairBench(own)
  const fake = vrrpBench()
  ends.push(fake.end)
  b.ports.keepalived = fake.at('keepalived')
  b.put('lvs.cf', pairCf(port(), 4))
  const file = (name: string) => join(b.options.paths.run, 'vrrp', name)
  const pid = () => Number(existsSync(file('keepalived.pid')) ? readFileSync(file('keepalived.pid'), 'utf8') : -1)
  // A master is left running when its agent ends; after the test nobody would find it.
  ends.push(async () => {
    if (lives(pid())) process.kill(pid(), 'SIGKILL')
  })
  const first = await start(b)
  await first.loop.changeSettings({ role: VRRP }, PERSON)
  expect((await applyPlan(first)).ok).toBe(true)
  await expect.poll(() => fake.told(), WITHIN).toEqual(['started'])
  return {
    b,
    agent: first,
    fake,
    say: (word: string) => fake.put('say', `${word}\n`),
    holds: () => holdsVip(b),
    state: async (agent = first) => (await agent.loop.status()).pair?.state,
    back: () => readFileSync(file('back'), 'utf8').trim(),
    pid,
    file,
  }
}

const lives = (pid: number) => existsSync(`/proc/${pid}`)

test('MASTER brings the addresses; an agent that is started again finds it and does nothing; stop and start are the track file', async () => {
  const a = await router('127.0.0.1')
  await expect.poll(() => a.state(), WITHIN).toBe('standby')
  expect(a.holds()).toBe(false)
  a.say('MASTER')
  await expect.poll(a.holds, WITHIN).toBe(true)
  await expect
    .poll(async () => (await a.agent.loop.status()).pulse, WITHIN)
    .toMatchObject({ source: 'vrrp', role: 'active' })

  const pid = a.pid()
  const done = a.b.kernel.ran.length
  await a.agent.close()
  const next = await start(a.b)
  await expect.poll(() => a.state(next), WITHIN).toBe('active')
  expect([a.b.kernel.ran.length - done, a.holds(), a.pid(), a.fake.told()]).toEqual([
    0,
    true,
    pid,
    ['started', 'reloaded'],
  ])

  expect(await next.loop.pair.stop(false, PERSON)).toMatchObject({ ok: true })
  await expect.poll(a.back, WITHIN).toBe('1')
  expect([await a.state(next), a.holds()]).toEqual(['off', true])
  expect(await next.loop.pair.start(PERSON)).toMatchObject({ ok: true })
  await expect.poll(a.back, WITHIN).toBe('0')
})

test('a hand-over: the addresses are gone before the track file says so, and it takes part again once the partner serves', async () => {
  const a = await router('127.0.0.1')
  a.say('MASTER')
  await expect.poll(a.holds, WITHIN).toBe(true)
  const b = await router('127.0.0.2')
  await expect.poll(async () => (await a.agent.loop.status()).pair?.can.handover, WITHIN).toBeNull()
  const asked = a.agent.loop.pair.handover(PERSON)
  await expect.poll(a.back, WITHIN).toBe('1')
  expect([a.holds(), b.holds()]).toEqual([false, false])
  a.say('FAULT')
  b.say('MASTER')
  expect(await asked).toMatchObject({ ok: true, why: { code: 'pulse.why.handed-over' } })
  await expect.poll(b.holds, WITHIN).toBe(true)
  await expect.poll(a.back, WITHIN).toBe('0')
  a.say('BACKUP')
  await expect.poll(() => a.state(), WITHIN).toBe('standby')
})

test('the source is changed while it serves: keepalived ends, and nothing moves', async () => {
  const a = await router('127.0.0.1')
  a.say('MASTER')
  await expect.poll(a.holds, WITHIN).toBe(true)
  const pid = a.pid()
  const done = a.b.kernel.ran.length
  await a.agent.loop.changeSettings({ role: ROLE_DEFAULTS }, PERSON)
  await expect.poll(() => lives(pid), WITHIN).toBe(false)
  await expect
    .poll(async () => (await a.agent.loop.status()).pulse, WITHIN)
    .toMatchObject({ source: 'pulse', role: 'active' })
  await a.agent.loop.changeSettings({ role: VRRP }, PERSON)
  await expect.poll(() => a.fake.told(), WITHIN).toEqual(['started', 'started'])
  a.say('MASTER')
  await expect
    .poll(async () => (await a.agent.loop.status()).pulse, WITHIN)
    .toMatchObject({ source: 'vrrp', role: 'active' })
  expect([a.b.kernel.ran.length - done, a.holds()]).toEqual([0, true])
})

test('without keepalived the alarm says what to do, and the router says nothing of standing by', async () => {
  const a = await router('127.0.0.1')
  const pid = a.pid()
  writeFileSync(a.fake.at('keepalived'), '')
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => a.state(), WITHIN).toBe('fault')
  const codes = async () => (await a.agent.loop.status()).alarms.map(({ code }) => code)
  await expect.poll(codes, WITHIN).toContain('pulse.alarm.keepalived')
  expect(await codes()).toContain('pulse.why.vrrp-gone')
})
