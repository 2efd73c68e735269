import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MonitorClock } from './clock'
import { FakeClock } from './fake-clock'
import { Heap } from './heap'
import { Ring } from './ring'
import { type Lane, Scheduler } from './scheduler'

/** A generator of numbers 0 <= x < 1 that gives the same ones each time. */
function seeded(seed = 1): () => number {
  let state = seed
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648
    return state / 2147483648
  }
}

function make(limits: Partial<{ [lane in Lane]: number }> = {}) {
  const clock = new FakeClock()
  const scheduler = new Scheduler({ clock, random: seeded(), limits: { socket: 1000, program: 1000, ...limits } })
  return { clock, scheduler }
}

test('the heap gives the smallest first, always', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (numbers) => {
      const heap = new Heap<number>((a, b) => a - b)
      for (const number of numbers) heap.push(number)
      const out: number[] = []
      while (heap.size > 0) out.push(heap.pop() ?? Number.NaN)
      expect(out).toEqual([...numbers].sort((a, b) => a - b))
    }),
  )
})

test('each job runs at its own interval, the first time soon', async () => {
  const { clock, scheduler } = make()
  const starts: number[] = []
  const began = clock.now()
  scheduler.set('a', { everyMs: 10_000, lane: 'socket', work: async () => void starts.push(clock.now() - began) })
  await clock.pass(100_000)
  expect(starts[0]).toBeLessThanOrEqual(2010)
  expect(starts.length).toBeGreaterThanOrEqual(9)
  expect(starts.length).toBeLessThanOrEqual(11)
  const gaps = starts.slice(1).map((at, i) => at - (starts[i] ?? 0))
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(9500)
  expect(Math.max(...gaps)).toBeLessThanOrEqual(10_510)
})

test('jobs that are due together start in groups, so that other work has its turn, and none waits for the next slot', async () => {
  const clock = new FakeClock()
  const groups: number[] = []
  const counting: MonitorClock = {
    now: () => clock.now(),
    after: (ms, work) =>
      clock.after(ms, () => {
        groups.push(0)
        work()
      }),
  }
  const scheduler = new Scheduler({ clock: counting, random: () => 0.5, limits: { socket: 1000, program: 1000 } })
  const times = new Set<number>()
  const work = async () => {
    groups.push((groups.pop() ?? 0) + 1)
    times.add(clock.now())
    await new Promise(() => undefined)
  }
  for (let i = 0; i < 210; i++) scheduler.set(`job ${i}`, { everyMs: 6000, lane: 'socket', work })
  await clock.pass(5000)
  expect(groups.reduce((sum, n) => sum + n, 0)).toBe(210)
  expect(Math.max(...groups)).toBe(25)
  expect(times.size).toBe(1)
  expect(scheduler.load().socket).toEqual({ running: 210, waiting: 0 })
  scheduler.stop()
})

test('thousands of jobs do not fire together', async () => {
  const { clock, scheduler } = make({ socket: 10_000 })
  const perSlot = new Map<number, number>()
  for (let i = 0; i < 3000; i++) {
    const work = async () => void perSlot.set(clock.now(), (perSlot.get(clock.now()) ?? 0) + 1)
    scheduler.set(`job ${i}`, { everyMs: 6000, lane: 'socket', work })
  }
  await clock.pass(60_000)
  const total = [...perSlot.values()].reduce((sum, n) => sum + n, 0)
  expect(total).toBeGreaterThan(27_000)
  // 3000 in 2000 ms at the start are 15 in each slot of 10 ms; all at once would be 3000
  expect(Math.max(...perSlot.values())).toBeLessThan(60)
})

test('a job that never ends delays no other; one that takes longer than its interval does not overlap itself', async () => {
  const { clock, scheduler } = make()
  let quick = 0
  let slow = 0
  let atOnce = 0
  let most = 0
  scheduler.set('hangs', { everyMs: 1000, lane: 'socket', work: () => new Promise(() => {}) })
  scheduler.set('slow', {
    everyMs: 1000,
    lane: 'socket',
    work: async () => {
      slow++
      most = Math.max(most, ++atOnce)
      await new Promise<void>((resolve) => clock.after(2500, resolve))
      atOnce--
    },
  })
  scheduler.set('quick', { everyMs: 1000, lane: 'socket', work: async () => void quick++ })
  await clock.pass(30_000)
  expect(quick).toBeGreaterThanOrEqual(27)
  expect(slow).toBeGreaterThanOrEqual(10)
  expect(slow).toBeLessThanOrEqual(13)
  expect(most).toBe(1)
})

test('no more than the lane’s limit run at once; the rest wait in order; the other lane goes on', async () => {
  const { clock, scheduler } = make({ program: 2 })
  let running = 0
  let most = 0
  const done = new Set<number>()
  let sockets = 0
  for (let i = 0; i < 10; i++) {
    const work = async () => {
      most = Math.max(most, ++running)
      await new Promise<void>((resolve) => clock.after(400, resolve))
      running--
      done.add(i)
    }
    scheduler.set(`p${i}`, { everyMs: 60_000, lane: 'program', work })
  }
  scheduler.set('s', { everyMs: 1000, lane: 'socket', work: async () => void sockets++ })
  await clock.pass(2100)
  expect(scheduler.load().program.running).toBe(2)
  await clock.pass(5000)
  expect(most).toBe(2)
  expect(done.size).toBe(10)
  expect(sockets).toBeGreaterThanOrEqual(5)
  expect(scheduler.load().program).toEqual({ running: 0, waiting: 0 })
})

test('removed, hurried, changed, stopped', async () => {
  const { clock, scheduler } = make()
  let runs = 0
  const work = async () => void runs++
  scheduler.set('a', { everyMs: 3_600_000, lane: 'socket', work })
  await clock.pass(3000)
  expect(runs).toBe(1)
  expect(scheduler.hurry('a')).toBe(true)
  await clock.pass(20)
  expect(runs).toBe(2)
  scheduler.set('a', { everyMs: 1000, lane: 'socket', work })
  await clock.pass(1100)
  expect(runs).toBe(3)
  scheduler.remove('a')
  await clock.pass(10_000)
  expect([runs, scheduler.hurry('a'), scheduler.nextMs('a')]).toEqual([3, false, null])
  scheduler.set('b', { everyMs: 1000, lane: 'socket', work })
  scheduler.stop()
  await clock.pass(10_000)
  expect(runs).toBe(3)
})

test('work that throws is work that ended', async () => {
  const { clock, scheduler } = make()
  let runs = 0
  scheduler.set('a', {
    everyMs: 1000,
    lane: 'socket',
    work: async () => {
      runs++
      throw new Error('broken')
    },
  })
  await clock.pass(5000)
  expect(runs).toBeGreaterThanOrEqual(4)
})

test('the ring keeps the last ones, oldest first', () => {
  const ring = new Ring(3)
  for (let i = 1; i <= 5; i++) ring.add(i, i * 10, i !== 4)
  expect(ring.list()).toEqual([
    { atMs: 3, tookMs: 30, up: true },
    { atMs: 4, tookMs: 40, up: false },
    { atMs: 5, tookMs: 50, up: true },
  ])
})
