import { expect, test } from 'vitest'
import type { CountedTable } from '@/lib/kernel/state'
import { createSampler, ratesOf } from './counters'
import { applyPlan, bench, lvsCf, testClock } from './testing'

const counted = (connections: number): CountedTable => ({
  s: { total: { connections, inPackets: 0, outPackets: 0, inBytes: 0, outBytes: 0 }, servers: {} },
})

test('fifty who ask within the interval cost one read', async () => {
  const clock = testClock()
  let reads = 0
  const kernel = {
    counters: async () => {
      reads++
      return counted(reads)
    },
    tableText: async () => 'text',
  }
  const sampler = createSampler(kernel, clock, 1_000)
  const samples = await Promise.all(Array.from({ length: 50 }, () => sampler.sample()))
  clock.forward(900)
  await sampler.sample()
  expect(reads).toBe(1)
  expect(new Set(samples).size).toBe(1)
  clock.forward(200)
  const next = await sampler.sample()
  expect(reads).toBe(2)
  expect(next.before?.counted).toEqual(counted(1))
  sampler.expire()
  await sampler.sample()
  expect(reads).toBe(3)
})

test('a read that fails is not kept', async () => {
  let fails = true
  const kernel = {
    counters: () => (fails ? Promise.reject(new Error('no')) : Promise.resolve(counted(1))),
    tableText: async () => '',
  }
  const sampler = createSampler(kernel, testClock(), 1_000)
  await expect(sampler.sample()).rejects.toThrow('no')
  fails = false
  expect((await sampler.sample()).counted).toEqual(counted(1))
})

test('rates are differences per second; none without an earlier reading or after counters went back', () => {
  const at = (connections: number) => ({ connections, inPackets: 10, outPackets: 0, inBytes: 0, outBytes: 0 })
  expect(ratesOf(at(30), at(10), 2_000)).toMatchObject({ connections: 10, inPackets: 0 })
  expect(ratesOf(at(30), undefined, 2_000)).toBeNull()
  expect(ratesOf(at(5), at(10), 2_000)).toBeNull()
  expect(ratesOf(at(5), at(1), 0)).toBeNull()
})

test('the table of the API costs one read for many', async () => {
  const b = bench()
  let reads = 0
  const real = b.kernel.counters
  b.kernel.counters = () => {
    reads++
    return real()
  }
  b.put('lvs.cf', lvsCf([{ servers: ['one 10.0.0.2 1'] }]))
  const agent = await b.start()
  await applyPlan(agent)
  b.clock.forward(5_000)
  const before = reads
  await Promise.all(Array.from({ length: 50 }, () => agent.loop.table()))
  expect(reads).toBe(before + 1)
  await agent.close()
})
