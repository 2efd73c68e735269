import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FakeClock } from '@/agent/monitors/fake-clock'
import type { RunResult } from '@/agent/run'
import { alertSettings } from '@/lib/health/alert-settings'
import type { AlertEvent } from '@/lib/health/alert-types'
import { newServer } from '@/lib/health/state'
import type { StateName } from '@/lib/health/types'
import { type Alerts, type AlertsInput, startAlerts } from './alerts'
import { outcome } from './testing'

const names = { virtual: () => 'web', server: (_: string, server: string) => server.split(':')[0] ?? '' }
const why = { code: 'health.verdict.refused', params: { error: 'ECONNREFUSED' } }
const SECRET = 'a key of the test'
const me = process.getuid?.() ?? 0

let clock: FakeClock
let notes: string[]
let started: Alerts[]
/** what the program of the alerts was given */
let told: string[]
let answer: Partial<RunResult>

beforeEach(() => {
  clock = new FakeClock()
  notes = []
  started = []
  told = []
  answer = { code: 0 }
})
afterEach(async () => {
  for (const alerts of started) await alerts.close()
})

/** A program that is there and may be run on any machine; it is not started, only what it would read is kept. */
const PROGRAM = { argv: ['/bin/true'], timeoutSec: 5 }
function start(settings: object, more: Partial<AlertsInput> = {}): Alerts {
  const alerts = startAlerts({
    settings: alertSettings.parse(settings),
    host: 'lvs1',
    version: '0',
    names,
    note: (saying, detail) => notes.push(JSON.stringify([saying, detail])),
    checkUser: me === 0 ? { uid: 65534, gid: 65534 } : null,
    clock,
    random: () => 0.5,
    policy: { folders: ['/bin', '/usr/bin'], owners: [0] },
    run: async (_, { input }) => {
      const { kind, word, count, subject } = JSON.parse(input ?? '') as Record<string, never>
      told.push([kind, word ?? count, (subject as { name?: string } | undefined)?.name].filter(Boolean).join(' '))
      return { code: 0, signal: null, stdout: '', stderr: '', timedOut: false, ...answer }
    },
    ...more,
  })
  started.push(alerts)
  return alerts
}
const change = (server: string, from: StateName, to: StateName): AlertEvent => ({
  ...{ kind: 'server', at: clock.now(), service: 'tcp v', virtual: 'web', server: `${server}:80`, name: server },
  ...{ from, to, why },
})
/** Until all that was started by now has settled, files of the system included. */
const quiet = async (alerts: Alerts) => {
  await clock.pass(0)
  await expect.poll(() => alerts.state().channels.program?.waiting).toBe(0)
}

test('a transition is told by the program after the time in which news is gathered', async () => {
  const alerts = start({ program: PROGRAM })
  alerts.transition(change('a', 'up', 'down'))
  await clock.pass(2999)
  expect([told, alerts.state().gathered]).toEqual([[], 1])
  await clock.pass(1)
  await quiet(alerts)
  expect(told).toEqual(['news down a'])
  expect(alerts.state().channels).toMatchObject({ program: { sent: 1 }, webhook: null, mail: null })
})

test('a storm is one digest', async () => {
  const alerts = start({ program: PROGRAM })
  for (let i = 0; i < 12; i++) alerts.transition(change(`s${i}`, 'up', 'down'))
  await clock.pass(3000)
  await quiet(alerts)
  expect(told).toEqual(['digest 12'])
})

test('what the nanny reports, and a virtual server that has nobody left', async () => {
  const alerts = start({ program: PROGRAM })
  const rules = { life: 'active' as const, weight: 1, checks: ['c'], reentryMs: 0, quiesce: false, feedback: false }
  const poolIn = (name: StateName, present: boolean) => ({
    'tcp v': {
      servers: { 'a:80': { ...newServer(rules, 0), name, want: { present, weight: present ? 1 : 0 } } },
      hold: null,
      spent: false,
    },
  })
  const effect = (from: StateName, to: StateName) => [
    { do: 'transition' as const, server: 'a:80', service: 'tcp v', atMs: clock.now(), from, to, why },
  ]
  alerts.nanny(effect('up', 'down'), poolIn('down', false))
  alerts.nanny([], poolIn('down', false))
  await clock.pass(3000)
  alerts.nanny(effect('down', 'up'), poolIn('up', true))
  await clock.pass(3000)
  await quiet(alerts)
  expect(told).toEqual(['news down a', 'news empty', 'news up a', 'news served'])
})

test('what reached nobody is noted, without a secret', async () => {
  const alerts = start({ program: PROGRAM, webhook: { url: 'http://127.0.0.1/secret-path', secret: SECRET } })
  answer = { code: 1 }
  alerts.transition(change('a', 'up', 'down'))
  await clock.pass(3000)
  await expect.poll(() => notes.length).toBe(2)
  expect(notes.join()).toMatch(/alerts\.lost.*"channel":"webhook".*alerts\.fail\.refused/)
  expect(notes.join()).toMatch(/alerts\.lost.*"channel":"program".*alerts\.fail\.program-exit/)
  expect(notes.join() + JSON.stringify(alerts.state())).not.toMatch(/a key of the test|secret-path/)
})

test('a channel can be tried out, and one that is not set up says so', async () => {
  const alerts = start({ program: PROGRAM })
  expect(outcome(await alerts.test('program'))).toBe('sent')
  expect(outcome(await alerts.test('mail'))).toBe('off')
  expect(told).toEqual(['test'])
})

test('other settings: what a channel has to send waits on where the channel stays as it is', async () => {
  const alerts = start({ program: PROGRAM })
  answer = { code: 75 }
  alerts.transition(change('a', 'up', 'down'))
  await clock.pass(3000)
  await expect.poll(() => alerts.state().channels.program?.lastFailure?.tries).toBe(1)
  alerts.configure(alertSettings.parse({ program: PROGRAM, language: 'zh' }))
  expect(alerts.state().channels.program?.waiting).toBe(1)
  alerts.configure(alertSettings.parse({ program: { ...PROGRAM, timeoutSec: 6 } }))
  expect(alerts.state().channels.program?.waiting).toBe(0)
  alerts.configure(alertSettings.parse({}))
  expect(alerts.state().channels.program).toBeNull()
})

test('a channel that is switched off tells nobody, and can be tried out', async () => {
  const alerts = start({ program: { ...PROGRAM, enabled: false } })
  alerts.transition(change('a', 'up', 'down'))
  await clock.pass(10_000)
  expect([told, alerts.state().channels.program]).toEqual([[], null])
  expect(outcome(await alerts.test('program'))).toBe('sent')
  alerts.configure(alertSettings.parse({ program: PROGRAM }))
  alerts.transition(change('b', 'up', 'down'))
  await clock.pass(10_000)
  await expect.poll(() => told).toEqual(['test', 'news down b'])
})

test('nothing is told after the end', async () => {
  const alerts = start({ program: PROGRAM })
  alerts.transition(change('a', 'up', 'down'))
  await alerts.close()
  await clock.pass(10_000)
  alerts.transition(change('b', 'up', 'down'))
  await clock.pass(10_000)
  expect(told).toEqual([])
})

test('from the event to a real server on this machine, where the setting allows it', async () => {
  const bodies: string[] = []
  const server: Server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    bodies.push(body)
    // the first try fails
    response.writeHead(bodies.length === 1 ? 503 : 204).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const alerts = start({ webhook: { url, secret: SECRET, allowLocal: true } })
  alerts.transition(change('a', 'up', 'down'))
  await clock.pass(3000)
  await expect.poll(() => alerts.state().channels.webhook?.lastFailure?.tries).toBe(1)
  await clock.pass(5000)
  await expect.poll(() => alerts.state().channels.webhook?.sent).toBe(1)
  const [first, second] = bodies.map((body) => JSON.parse(body) as { id: string; word: string })
  expect([first?.word, second]).toEqual(['down', first])
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})
