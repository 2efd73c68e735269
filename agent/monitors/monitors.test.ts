import { expect, test } from 'vitest'
import type { Target } from '@/lib/health/targets'
import type { Verdict } from '@/lib/health/verdict'
import { FakeClock } from './fake-clock'
import { type Checker, startMonitors } from './monitors'

function target(name: string, change: Partial<Target> = {}): Target {
  return {
    id: name,
    virtual: 'web',
    server: name,
    service: 'tcp 192.0.2.10:80',
    serverKey: `${name}:80`,
    address: '127.0.0.1',
    port: 80,
    intervalMs: 6000,
    probe: { kind: 'tcp', send: null, expect: null, regex: false },
    ...change,
  }
}
const up = (tookMs = 1): Verdict => ({ result: 'up', code: 'connected', params: {}, tookMs })
const down = (): Verdict => ({ result: 'down', code: 'refused', params: {}, tookMs: 2 })

function start(targets: Target[], check: Checker, source?: string) {
  const clock = new FakeClock()
  const heard: string[] = []
  const monitors = startMonitors({
    targets,
    check,
    clock,
    random: () => 0.5,
    sourceFor: () => source,
    onVerdict: (of, verdict) => heard.push(`${of.id} ${verdict.result}`),
  })
  return { clock, heard, monitors }
}

test('verdicts come for each target at its interval, with state, since when, next time and response times', async () => {
  let answer: Verdict = up()
  const { clock, heard, monitors } = start([target('a'), target('b', { intervalMs: 60_000 })], async () => answer)
  expect(monitors.statusOf('a')).toMatchObject({ last: null, sinceMs: null, running: false, history: [] })
  await clock.pass(14_000)
  expect(heard.filter((line) => line === 'a up').length).toBe(3)
  expect(heard.filter((line) => line === 'b up').length).toBe(1)
  const since = monitors.statusOf('a')?.sinceMs
  answer = down()
  await clock.pass(6000)
  const status = monitors.statusOf('a')
  expect(status?.last?.verdict.code).toBe('refused')
  expect(status?.sinceMs).toBeGreaterThan(since ?? Number.POSITIVE_INFINITY)
  expect(status?.nextMs).toBeGreaterThan(clock.now())
  expect(status?.history.map((h) => [h.up, h.tookMs])).toEqual([
    [true, 1],
    [true, 1],
    [true, 1],
    [false, 2],
  ])
  expect(monitors.status().length).toBe(2)
})

test('the limit of a check is the interval, the source is the one given', async () => {
  const seen: unknown[] = []
  const check: Checker = async (_, input) => {
    seen.push([input.limitMs, input.source])
    return up()
  }
  const { clock } = start([target('a')], check, '10.0.0.254')
  await clock.pass(2000)
  expect(seen).toEqual([[6000, '10.0.0.254']])
})

test('a new configuration: the same goes on untouched, the gone ends, the new begins, the changed is checked anew', async () => {
  const { clock, heard, monitors } = start([target('a'), target('b'), target('c')], async (of) =>
    of.probe.kind === 'tcp' && of.probe.expect ? down() : up(),
  )
  await clock.pass(2000)
  const before = monitors.statusOf('a')
  heard.length = 0
  const probe = { kind: 'tcp', send: null, expect: '220', regex: false } as const
  monitors.update([target('a', { virtual: 'renamed' }), target('c', { probe }), target('d')])
  expect(monitors.statusOf('a')).toEqual({ ...before, target: target('a', { virtual: 'renamed' }) })
  expect(monitors.statusOf('b')).toBeNull()
  await clock.pass(2000)
  expect(heard.sort()).toEqual(['c down', 'd up'])
  expect(monitors.statusOf('c')?.history.map((h) => h.up)).toEqual([true, false])
})

test('a verdict of a target that is gone, changed or stopped meanwhile is not heard', async () => {
  const pending: ((verdict: Verdict) => void)[] = []
  const aborted: boolean[] = []
  const check: Checker = (_, input) =>
    new Promise((resolve) => {
      pending.push(resolve)
      input.signal?.addEventListener('abort', () => aborted.push(true))
    })
  const { clock, heard, monitors } = start([target('a'), target('b'), target('c')], check)
  await clock.pass(2000)
  expect(pending.length).toBe(3)
  expect(monitors.statusOf('a')).toMatchObject({ running: true, nextMs: null })
  monitors.update([target('b', { probe: { kind: 'udp', send: null, expect: null, regex: false } }), target('c')])
  expect(aborted.length).toBe(2)
  monitors.stop()
  for (const resolve of pending) resolve(down())
  await clock.pass(60_000)
  expect(heard).toEqual([])
  expect(aborted.length).toBe(3)
})

test('a slow server delays no other', async () => {
  const check: Checker = (of) => (of.id === 'slow' ? new Promise(() => {}) : Promise.resolve(up()))
  const others = Array.from({ length: 50 }, (_, i) => target(`t${i}`))
  const { clock, heard } = start([target('slow'), ...others], check)
  await clock.pass(60_000)
  expect(heard.length).toBeGreaterThanOrEqual(9 * 50)
})

test('now instead of later, and a try beside the schedule with its dialogue, bounded, that changes nothing', async () => {
  const check: Checker = async (_, input) => {
    input.listen?.({ who: 'sent', bytes: Buffer.from('GET'), afterMs: 1 })
    for (let i = 0; i < 100; i++) input.listen?.({ who: 'got', bytes: Buffer.alloc(1000, 'x'), afterMs: 2 })
    return down()
  }
  const { clock, heard, monitors } = start([target('a', { intervalMs: 3_600_000 })], check)
  await clock.pass(2000)
  expect(heard.length).toBe(1)
  expect(monitors.checkNow('a')).toBe(true)
  await clock.pass(20)
  expect(heard.length).toBe(2)
  const tried = await monitors.tryNow('a')
  expect(tried?.verdict.code).toBe('refused')
  expect(tried?.dialogue[0]).toMatchObject({ who: 'sent' })
  expect(tried?.dialogue.reduce((sum, said) => sum + said.bytes.length, 0)).toBe(16_384)
  expect(heard.length).toBe(2)
  expect(await monitors.tryNow('nobody')).toBeNull()
  expect(monitors.checkNow('nobody')).toBe(false)
})
