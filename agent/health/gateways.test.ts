import { expect, test } from 'vitest'
import type { AskGateways } from '../kernel/gateway'
import { Gateways } from './gateways'

/** Gateways that answer when a test says so, on a clock that it moves. */
function asked() {
  const calls: { servers: readonly string[]; reply: (answer: 'answers' | 'silent') => void; fail: () => void }[] = []
  const clock = { now: 0 }
  let news = 0
  const ask: AskGateways = (servers) =>
    new Promise((resolve, reject) => {
      const reply = (answer: 'answers' | 'silent') => resolve(new Map(servers.map((server) => [server, answer])))
      calls.push({ servers, reply, fail: () => reject(new Error('no arping')) })
    })
  const gateways = new Gateways(
    ask,
    () => undefined,
    () => clock.now,
    () => {
      news++
    },
  )
  return { gateways, calls, clock, news: () => news }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

test('asked when the first server fails, known when the last one does; an answer counts for ten seconds', async () => {
  const { gateways, calls, clock, news } = asked()
  gateways.prepare(['10.0.0.2'])
  gateways.prepare(['10.0.0.2'])
  expect(gateways.towards(['10.0.0.2'])).toBe('unknown')
  calls[0]?.reply('silent')
  await settled()
  expect([gateways.towards(['10.0.0.2']), calls.length, news()]).toEqual(['silent', 1, 1])
  clock.now = 10_000
  expect(gateways.towards(['10.0.0.2'])).toBe('silent')
  clock.now = 10_001
  expect([gateways.towards(['10.0.0.2']), calls.length]).toEqual(['unknown', 2])
})

test('asked anew after five seconds while something fails, once at a time whatever fails meanwhile', async () => {
  const { gateways, calls, clock } = asked()
  gateways.prepare(['10.0.0.2'])
  gateways.prepare(['10.0.0.3', '10.0.0.4'])
  expect(calls.map((call) => call.servers)).toEqual([['10.0.0.2']])
  calls[0]?.reply('answers')
  await settled()
  expect(calls[1]?.servers).toEqual(['10.0.0.3', '10.0.0.4'])
  calls[1]?.reply('silent')
  await settled()
  // One that answers is enough for a network that works.
  expect(gateways.towards(['10.0.0.2', '10.0.0.3'])).toBe('answers')
  expect(gateways.towards(['10.0.0.3', '10.0.0.4'])).toBe('silent')
  clock.now = 5000
  gateways.prepare(['10.0.0.3'])
  expect(calls).toHaveLength(2)
  clock.now = 5001
  gateways.prepare(['10.0.0.3'])
  expect(calls[2]?.servers).toEqual(['10.0.0.3'])
})

test('what cannot be asked is unknown, and the next is asked all the same', async () => {
  const { gateways, calls } = asked()
  gateways.prepare(['10.0.0.2'])
  calls[0]?.fail()
  await settled()
  expect(gateways.towards(['10.0.0.2'])).toBe('unknown')
  gateways.prepare(['10.0.0.3'])
  expect(calls).toHaveLength(2)
})

test('without a way to ask nothing is known', () => {
  const gateways = new Gateways(
    undefined,
    () => undefined,
    () => 0,
    () => expect.unreachable(),
  )
  gateways.prepare(['10.0.0.2'])
  expect(gateways.towards(['10.0.0.2'])).toBe('unknown')
})
