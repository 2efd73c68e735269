import { expect, test } from 'vitest'
import { FakeClock } from '@/agent/monitors/fake-clock'
import { pauseMs, QUEUE_MAX, Queue } from './queue'
import { MESSAGE } from './testing'
import { type AlertMessage, failed, type Sent } from './types'

const message = (id: string): AlertMessage => ({ ...MESSAGE, id })

/** A queue whose tries end as `answers` says, one after the other; `sent` when there is none left. */
function queueWith(answers: Sent[]) {
  const clock = new FakeClock()
  const began = clock.now()
  const tries: string[] = []
  const lost: string[] = []
  const queue = new Queue(
    async ({ id }) => {
      tries.push(`${(clock.now() - began) / 1000} ${id}`)
      return answers.shift() ?? { ok: true }
    },
    { clock, random: () => 0.5, onLost: ({ id }, why) => lost.push(why ? `${id} ${why.why.code} ${why.tries}` : id) },
  )
  return { clock, tries, lost, queue }
}

test('pauses grow from 5 s to 5 min, a fifth more or less', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 50].map((tries) => pauseMs(tries, 0.5) / 1000)).toEqual([
    5, 10, 20, 40, 80, 160, 300, 300, 300,
  ])
  expect([pauseMs(1, 0), pauseMs(1, 0.999)].map(Math.round)).toEqual([4000, 5998])
})

test('tried again until it is through, and nothing overtakes it', async () => {
  const again = failed(true, 'status')
  const { clock, tries, queue, lost } = queueWith([again, again])
  queue.offer(message('a'))
  queue.offer(message('b'))
  await clock.pass(0)
  expect(queue.state()).toMatchObject({ waiting: 2, sent: 0, lastFailure: { tries: 1 } })
  await clock.pass(60_000)
  expect(tries).toEqual(['0 a', '5 a', '15 a', '15 b'])
  expect([lost, queue.state()]).toMatchObject([[], { waiting: 0, sent: 2, failed: 0, lastFailure: null }])
})

test('given up after eight tries, or at once when it is refused for good; the next has its turn', async () => {
  const again = Array.from({ length: 8 }, () => failed(true, 'status'))
  const { clock, tries, lost, queue } = queueWith([...again, failed(false, 'login')])
  for (const id of ['a', 'b', 'c']) queue.offer(message(id))
  await clock.pass(3_600_000)
  expect(tries.map((line) => line.split(' ')[1]).join('')).toBe('aaaaaaaabc')
  expect(lost).toEqual(['a alerts.fail.status 8', 'b alerts.fail.login 1'])
  expect(queue.state()).toMatchObject({ waiting: 0, sent: 1, failed: 2 })
})

test('the queue is bounded: the oldest that waits goes, never the one under way', async () => {
  const { clock, tries, lost, queue } = queueWith([failed(true, 'status')])
  for (let i = 0; i < QUEUE_MAX + 3; i++) queue.offer(message(`m${i}`))
  expect([lost, queue.state().waiting, queue.state().dropped]).toEqual([['m1', 'm2', 'm3'], QUEUE_MAX, 3])
  await clock.pass(60_000)
  expect(tries.slice(0, 3).map((line) => line.split(' ')[1])).toEqual(['m0', 'm0', 'm4'])
  expect(queue.state()).toMatchObject({ waiting: 0, sent: QUEUE_MAX })
})

test('closing ends a pause and a try, and what waits is not sent', async () => {
  const { clock, tries, lost, queue } = queueWith([failed(true, 'status')])
  queue.offer(message('a'))
  queue.offer(message('b'))
  await clock.pass(1000)
  await queue.close()
  queue.offer(message('c'))
  await clock.pass(60_000)
  expect([tries, lost]).toEqual([['0 a'], []])

  let ended = false
  const hanging = new Queue(
    (_, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          ended = true
          resolve(failed(true, 'timeout'))
        })
      }),
    { clock, random: () => 0, onLost: () => {} },
  )
  hanging.offer(message('x'))
  await hanging.close()
  expect(ended).toBe(true)
})
