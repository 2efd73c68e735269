import { createSocket } from 'node:dgram'
import { afterEach, expect, test } from 'vitest'
import { decodeOld, encodeOld } from '@/lib/pulse/piranha'
import type { Order } from './messages'
import { beginWith, DEADTIME_MS, HERE, KEEPALIVE_MS, placeFor, router, STRANGE, THERE } from './testing'

/** Each test has a port of its own; what it opened is closed after it. */
let port = 41_000 + (process.pid % 500) * 40
const open: { close(): void }[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
  port++
})
const KEY = 'ab'.repeat(32)
const within = { timeout: 15_000, interval: 20 }

function start(
  me: 'primary' | 'backup',
  more: Partial<Order & { kind: 'begin' }> = {},
  options: Parameters<typeof router>[1] = {},
) {
  const one = router(beginWith(placeFor(me, port), more), options)
  open.push(one)
  return one
}

/** A program that speaks only the four bytes. */
function piranha(from: string, to: string, word: 'running' | 'stopped') {
  const socket = createSocket('udp4')
  const heard: string[] = []
  socket.on('message', (bytes) => heard.push(decodeOld(bytes, true).kind))
  socket.bind(port, from)
  let says = word
  const send = () => socket.send(encodeOld(says, true) as Uint8Array, port, to)
  const timer = setInterval(send, KEEPALIVE_MS)
  const one = {
    heard,
    say: (next: typeof word) => {
      says = next
      send()
    },
    close: () => {
      clearInterval(timer)
      socket.close()
    },
  }
  open.push(one)
  return one
}

test('both start: one active, one standby; the active one dies: the other takes over after deadtime, not before', async () => {
  const [a, b] = [start('primary'), start('backup')]
  await expect.poll(() => [a.state(), b.state()], within).toEqual(['active', 'standby'])
  expect(a.agent.wish).toMatchObject({ role: 'active', addresses: 'hold', lease: { kind: 'seconds', sec: 1 } })
  await expect.poll(() => b.agent.view?.state.partner.word, within).toBe('running')
  a.close()
  const diedAt = performance.now()
  await expect.poll(() => b.state(), within).toBe('active')
  expect(performance.now() - diedAt).toBeGreaterThan(DEADTIME_MS - 2 * KEEPALIVE_MS)
  expect(b.agent.reasons()).toEqual(['partner-dead'])
  expect(b.agent.wish?.lease).toEqual({ kind: 'forever' })
})

test('a hand-over: nobody holds before the other has let go', async () => {
  const story: string[] = []
  const keys = { keys: [KEY] }
  const a = start('primary', keys, { story })
  const b = start('backup', keys, { story })
  await expect.poll(() => [a.state(), a.agent.view?.state.partner.told?.term], within).toEqual(['active', 1])
  a.order({ kind: 'request', id: 7, what: 'handover', withdraw: false, by: 'anna' })
  await expect.poll(() => [a.state(), b.state()], within).toEqual(['standby', 'active'])
  await expect
    .poll(() => a.agent.effects.find((effect) => effect.do === 'answer'), within)
    .toMatchObject({ request: 7, ok: true, why: { code: 'pulse.why.handed-over' } })
  expect(story).toEqual(['primary holds', 'primary withdraws', 'backup holds'])
  expect([a.agent.kinds.includes('latched'), b.agent.kinds.includes('latched')]).toEqual([true, true])
})

test('an agent that hangs: no heartbeat goes out, the partner takes over, and it stays so when the agent is back', async () => {
  const [a, b] = [start('primary'), start('backup')]
  await expect.poll(() => [a.state(), b.agent.view?.state.partner.word], within).toEqual(['active', 'running'])
  a.agent.hangs = true
  await expect.poll(() => [a.state(), b.state()], within).toEqual(['standby', 'active'])
  expect(a.agent.reasons()).toEqual(['backup-inactive', 'was-mute', 'partner-active'])
  a.agent.hangs = false
  await expect.poll(() => b.agent.view?.state.partner.word, within).toBe('stopped')
  expect([a.state(), b.state()]).toEqual(['standby', 'active'])
})

test('packets of a stranger are counted and count for nothing', async () => {
  const b = start('backup')
  const stranger = piranha(STRANGE, THERE, 'running')
  await expect.poll(() => b.agent.view?.strangers ?? 0, within).toBeGreaterThan(2)
  await expect.poll(() => b.state(), within).toBe('active')
  expect(b.agent.view?.state.partner.heardAtMs).toBeNull()
  expect(b.agent.log[0]).toContain(STRANGE)
  stranger.close()
  open.splice(open.indexOf(stranger), 1)
})

test('a partner with another key: an alarm, never a take-over, as long as it lives', async () => {
  const b = start('backup', { keys: [KEY], latched: true })
  const a = start('primary', { keys: ['cd'.repeat(32)], latched: true, holding: true })
  await expect.poll(() => a.state(), within).toBe('active')
  await expect.poll(() => b.agent.view?.alarms.map((alarm) => alarm.code), within).toContain('pulse.alarm.wrong-key')
  const asked = b.agent.kinds.length
  // Longer than deadtime, by what b itself did meanwhile.
  await expect
    .poll(() => b.agent.kinds.slice(asked).filter((kind) => kind === 'ask').length, within)
    .toBeGreaterThan(30)
  expect([b.state(), b.agent.reasons()]).toEqual(['standby', []])
  a.close()
  await expect.poll(() => b.state(), within).toBe('active')
})

test('a partner that speaks only Piranha’s packet: take-over in both directions', async () => {
  const a = start('primary')
  const old = piranha(THERE, HERE, 'stopped')
  await expect.poll(() => a.state(), within).toBe('active')
  await expect.poll(() => old.heard.at(-1), within).toBe('running')
  a.order({ kind: 'request', id: 1, what: 'handover', withdraw: false, by: 'anna' })
  await expect.poll(() => old.heard.at(-1), within).toBe('stopped')
  old.say('running')
  await expect.poll(() => a.agent.effects.some((effect) => effect.do === 'answer' && effect.ok), within).toBe(true)
  old.say('stopped')
  await expect.poll(() => a.state(), within).toBe('active')
  expect(a.agent.reasons()).toEqual(['backup-inactive', 'leaving', 'left', 'partner-left'])
})

test('what could not be brought about counts for the newest wish only; then a partner on standby gets the service', async () => {
  const a = start('primary')
  const old = piranha(THERE, HERE, 'stopped')
  await expect.poll(() => a.agent.wish?.lease.kind, within).toBe('seconds')
  await expect.poll(() => old.heard.at(-1), within).toBe('running')
  const newest = a.agent.wishNumber
  a.order({ kind: 'failed', wish: newest - 1, why: 'File exists' })
  expect([a.state(), a.agent.reasons()]).toEqual(['active', ['backup-inactive']])
  a.order({ kind: 'failed', wish: newest, why: 'no such device' })
  await expect.poll(() => a.state(), within).toBe('standby')
  expect(a.agent.reasons()).toEqual(['backup-inactive', 'leaving', 'left'])
})

test('a port that is taken is said by its name, and the socket opens when it is free', async () => {
  const other = createSocket('udp4')
  await new Promise<void>((resolve) => other.bind(port, HERE, resolve))
  const a = start('primary')
  await expect.poll(() => a.agent.view?.sockets[0]?.code, within).toBe('pulse.start.port-taken')
  await new Promise<void>((resolve) => other.close(resolve))
  await expect.poll(() => a.agent.view?.sockets, within).toEqual([])
})

test('the lease is renewed each keepalive while the partner is heard, and a list is answered when nothing is under way', async () => {
  const batches: string[] = []
  let free: () => void = () => undefined
  let held = false
  const ip = async (lines: readonly string[]) => {
    batches.push(lines.join('\n'))
    if (held) await new Promise<void>((resolve) => (free = resolve))
    return { net: { addresses: [], links: {} }, said: '' }
  }
  const a = start('primary', {}, { ports: { ip } })
  start('backup')
  a.order({
    kind: 'addresses',
    id: 1,
    standing: [{ device: 'eth0', address: '192.0.2.10', prefix: 32, label: 'eth0:1' }],
    ready: null,
    after: 0,
  })
  await expect.poll(() => batches.length, within).toBeGreaterThan(3)
  expect(new Set(batches)).toEqual(
    new Set(['address change 192.0.2.10/32 dev eth0 label eth0:1 valid_lft 1 preferred_lft 1']),
  )
  held = true
  const before = batches.length
  await expect.poll(() => batches.length, within).toBe(before + 1)
  const answered = () => a.agent.kinds.filter((kind) => kind === 'leased').length
  const first = answered()
  a.order({ kind: 'release', id: 2, addresses: ['192.0.2.10'] })
  await expect.poll(() => a.agent.kinds.filter((kind) => kind === 'ask').length, within).toBeGreaterThan(20)
  expect([answered(), batches.length]).toEqual([first, before + 1])
  free()
  await expect.poll(answered, within).toBe(first + 1)
})

/** Interfaces in memory, shared by nobody. */
function interfaces() {
  const here = new Set<string>()
  const ip = async (lines: readonly string[]) => {
    for (const line of lines) {
      const [, verb, cidr = ''] = line.split(' ')
      const address = cidr.split('/')[0] ?? ''
      if (verb === 'del') here.delete(address)
      else here.add(address)
    }
    const addresses = [...here].map((address) => ({ device: 'eth0', address, prefix: 32, base: false }))
    return { net: { addresses, links: { eth0: { up: true } } }, said: '' }
  }
  return { here, ip }
}

test('addresses that were made ready go over though neither agent comes to it', async () => {
  const [left, right] = [interfaces(), interfaces()]
  const a = start('primary', {}, { ports: { ip: left.ip } })
  const b = start('backup', {}, { ports: { ip: right.ip } })
  await expect.poll(() => [a.state(), b.agent.view?.state.partner.word], within).toEqual(['active', 'running'])
  const addresses = [{ device: 'eth0', address: '192.0.2.10', prefix: 32 }]
  await left.ip(['address add 192.0.2.10/32 dev eth0'])
  for (const { order, agent } of [a, b]) {
    agent.busy = true
    const standing = agent === a.agent ? addresses : []
    order({
      kind: 'addresses',
      id: 9,
      standing,
      ready: { addresses, settings: { hold: {}, withdraw: {} } },
      after: agent.wishNumber,
    })
  }
  a.order({ kind: 'request', id: 10, what: 'handover', withdraw: false, by: 'anna' })
  await expect.poll(() => [a.state(), b.state()], within).toEqual(['standby', 'active'])
  await expect.poll(() => [...right.here], within).toEqual(['192.0.2.10'])
  expect([...left.here]).toEqual([])
  expect(a.agent.moved.map(({ lines, done }) => [lines, done])).toEqual([
    [['ip address del 192.0.2.10/32 dev eth0'], true],
  ])
  expect(b.agent.moved.map(({ brought, done }) => [brought, done])).toEqual([[addresses, true]])
  // The wish comes before what was done for it.
  expect(b.agent.kinds.indexOf('wish')).toBeLessThan(b.agent.kinds.indexOf('moved'))
})

test('a link that goes down, with monitor_links', async () => {
  let up = true
  const place = placeFor('primary', port, { monitorLinks: true })
  const a = router(beginWith(place), { ports: { linkIsUp: () => up } })
  open.push(a)
  start('backup')
  await expect.poll(() => a.state(), within).toBe('active')
  up = false
  await expect.poll(() => [a.state(), a.agent.holding], within).toEqual(['fault', false])
  up = true
  await expect.poll(() => a.state(), within).toBe('standby')
})

test('under VRRP it says at its start whether the router steps back: a file that another process left may say something else', async () => {
  const place = placeFor('primary', port, { roleFrom: 'vrrp' })
  const tracks = (stopped: boolean) => {
    const one = router(beginWith(place, { stopped }))
    open.push(one)
    return one.agent.effects.filter((effect) => effect.do === 'track')
  }
  expect(tracks(true)).toEqual([{ do: 'track', back: true }])
  expect(tracks(false)).toEqual([{ do: 'track', back: false }])
})
