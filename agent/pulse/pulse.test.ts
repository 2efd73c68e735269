import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { PulseEffect, PulseWish } from '@/lib/pulse/types'
import { heartbeatEntry } from './entry'
import { PulseStore } from './keys'
import { Pulse } from './pulse'
import { beginWith, FACTS, placeFor, router } from './testing'

/** The heartbeat process as it runs, from its source. */
const ENTRY = heartbeatEntry()
const within = { timeout: 20_000, interval: 20 }
let port = 23_000 + (process.pid % 500) * 10
const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
  port++
})

/** The agent's side in this process, the heartbeat in its own. */
async function pair(me: 'primary' | 'backup', holding = false) {
  const folder = mkdtempSync(join(tmpdir(), 'pulse-'))
  const store = await PulseStore.open(folder)
  const seen = { wishes: [] as PulseWish[], effects: [] as PulseEffect[], alarms: [] as string[], log: [] as string[] }
  let holds = holding
  const pulse: Pulse = new Pulse(
    { entry: ENTRY, place: placeFor(me, port), store, holding: () => holds },
    {
      facts: () => ({ ...FACTS, holding: holds }),
      wish: (wish, number) => {
        seen.wishes.push(wish)
        if (wish.addresses !== 'leave') holds = wish.addresses === 'hold'
        if (wish.addresses === 'withdraw') pulse.withdrawn(number)
      },
      effect: (effect) => seen.effects.push(effect),
      alarm: (saying) => saying && seen.alarms.push(saying.code),
      log: (line) => seen.log.push(line),
    },
  )
  ends.push(() => {
    pulse.close()
    rmSync(folder, { recursive: true, force: true })
  })
  // A process takes its time to start; its partner's dead time shall not run meanwhile.
  await expect.poll(() => pulse.view(), within).not.toBeNull()
  return { pulse, store, seen, state: () => pulse.view()?.state.name, holds: () => holds }
}

function partner(me: 'primary' | 'backup') {
  const one = router(beginWith(placeFor(me, port)))
  ends.push(() => one.close())
  return one
}

const reasons = (effects: PulseEffect[]) =>
  effects.flatMap((e) => (e.do === 'transition' || e.do === 'note' ? [e.why.code.replace('pulse.why.', '')] : []))

test('two processes: roles, a request, what is remembered', async () => {
  const a = await pair('primary')
  const b = partner('backup')
  await expect.poll(() => [a.state(), b.state()], within).toEqual(['active', 'standby'])
  await expect.poll(() => a.store.get().term, within).toBe(1)
  expect(await a.pulse.request('take', 'anna')).toEqual({
    ok: false,
    why: { code: 'pulse.cannot.not-standby', params: {} },
  })
  expect(await a.pulse.request('handover', 'anna')).toMatchObject({ ok: true, why: { code: 'pulse.why.handed-over' } })
  expect([a.holds(), b.agent.holding]).toEqual([false, true])
  expect(await a.pulse.request('stop', 'anna')).toMatchObject({ ok: true })
  await expect.poll(() => a.store.get().stopped, within).toBe(true)
  expect(await a.pulse.request('start', 'anna')).toMatchObject({ ok: true })
  await expect.poll(() => a.store.get().stopped, within).toBe(false)
  await a.pulse.release([])
})

test('SIGSTOP of a standby’s heartbeat process for longer than deadtime: no take-over from a living partner', async () => {
  const a = partner('primary')
  const b = await pair('backup')
  await expect.poll(() => [a.state(), b.pulse.view()?.state.partner.word], within).toEqual(['active', 'running'])
  const asks = () => a.agent.kinds.filter((kind) => kind === 'ask').length
  const before = asks()
  process.kill(b.pulse.pid as number, 'SIGSTOP')
  // More than twice the dead time, by the partner's own clock.
  await expect.poll(() => asks() - before, within).toBeGreaterThan(32)
  process.kill(b.pulse.pid as number, 'SIGCONT')
  await expect.poll(() => reasons(b.seen.effects), within).toContain('late')
  const after = asks()
  await expect.poll(() => asks() - after, within).toBeGreaterThan(20)
  expect([a.state(), b.state(), reasons(b.seen.effects)]).toEqual(['active', 'standby', ['late']])
})

test('SIGSTOP of the active router’s heartbeat process: the partner takes over; going on it stands by without a word', async () => {
  const a = await pair('primary')
  const b = partner('backup')
  await expect.poll(() => [a.state(), b.agent.view?.state.partner.word], within).toEqual(['active', 'running'])
  process.kill(a.pulse.pid as number, 'SIGSTOP')
  await expect.poll(() => b.state(), within).toBe('active')
  process.kill(a.pulse.pid as number, 'SIGCONT')
  await expect.poll(() => [a.state(), a.holds()], within).toEqual(['standby', false])
  await expect.poll(() => b.agent.view?.state.partner.word, within).toBe('stopped')
  expect(reasons(a.seen.effects)).toEqual(['backup-inactive', 'late', 'was-mute', 'partner-active'])
  expect(b.agent.reasons()).toEqual(['partner-dead'])
})

test('a heartbeat process that dies is started again and finds the addresses in place', async () => {
  const a = await pair('primary')
  const b = partner('backup')
  await expect.poll(() => [a.state(), b.state()], within).toEqual(['active', 'standby'])
  const pid = a.pulse.pid as number
  const wishes = a.seen.wishes.length
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => a.seen.alarms, within).toEqual(['pulse.alarm.heartbeat-ended'])
  // Its first wish: nothing is touched before it has listened.
  await expect.poll(() => a.seen.wishes[wishes]?.addresses, within).toBe('leave')
  expect(a.pulse.pid).not.toBe(pid)
  await expect.poll(() => [a.state(), b.state()].sort(), within).toEqual(['active', 'standby'])
})

test('TERM, INT and HUP are not the heartbeat process’s; when the agent is killed it ends', async () => {
  const begin = JSON.stringify(beginWith(placeFor('primary', port)))
  const code = `import('./agent/beside.ts').then(({ startChild }) => {
    const child = startChild(${JSON.stringify(ENTRY)}, { message: (m) => m.kind === 'view' && console.log(child.pid), exit() {} })
    child.send(${begin})
    setInterval(() => {}, 1000)
  })`
  const agent = spawn(process.execPath, ['--import', 'tsx', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  ends.push(() => agent.kill('SIGKILL'))
  let said = ''
  agent.stdout.on('data', (data) => {
    said += data
  })
  await expect.poll(() => said, within).toMatch(/\d+\n/)
  const pid = Number(said.split('\n')[0])
  const lines = () => said.split('\n').length
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.kill(pid, signal)
  const before = lines()
  await expect.poll(lines, within).toBeGreaterThan(before + 3)
  agent.kill('SIGKILL')
  await expect.poll(() => isAlive(pid), within).toBe(false)
})

/** A process that has ended but that nobody has asked for yet (Z) does nothing any more. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
