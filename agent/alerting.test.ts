import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from '@/lib/api/client'
import { routes } from '@/lib/api/routes'
import { ALERT_DEFAULTS } from '@/lib/health/alert-settings'
import { socketTransport } from './cli/transport'
import { fakeMonitors } from './health/testing'
import { applyPlan, bench, lvsCf, PERSON } from './testing'

const heard: { kind: string; word?: string; subject?: { name?: string; virtual?: string }; groups?: unknown[] }[] = []
const receiver = createServer((request, response) => {
  let body = ''
  request.on('data', (part) => {
    body += part
  })
  request.on('end', () => {
    heard.push(JSON.parse(body))
    response.end()
  })
})
let url = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
})
afterAll(() => receiver.close())

test('a server that goes down, and an alarm of the agent, reach the webhook of the settings', async () => {
  const m = fakeMonitors()
  const b = bench({ monitors: m })
  b.put('lvs.cf', lvsCf([{ servers: ['one 10.0.0.2 1', 'two 10.0.0.3 1'], more: '     timeout = 6\n' }]))
  const agent = await b.start()
  const webhook = { enabled: true, url, secret: 'correct horse', timeoutSec: 5, allowLocal: true }
  const digest = { gatherSec: 0, from: 100, everySec: 10 }
  await agent.loop.changeSettings({ alerts: { ...ALERT_DEFAULTS, digest, webhook } }, PERSON)
  await applyPlan(agent)
  await m.clock.pass(3000)
  expect(heard).toEqual([])
  m.down.add('10.0.0.3')
  await m.clock.pass(7000)
  await expect
    .poll(() => heard.map((event) => [event.kind, event.word, event.subject?.name]))
    .toEqual([['news', 'down', 'two']])
  b.around.rivals = [{ name: 'pulse', pid: 7 }]
  await agent.loop.look()
  await m.clock.pass(1000)
  await expect.poll(() => heard.map((event) => event.word)).toEqual(['down', 'alarm'])
  const call = createClient(socketTransport(b.options.paths.socket))
  const tested = await call('testAlert', { body: { channel: 'webhook', actor: PERSON } })
  expect(tested).toMatchObject({ ok: true, value: { ok: true } })
  expect(heard.at(-1)?.kind).toBe('test')
  expect(await call('testAlert', { body: { channel: 'mail', actor: PERSON } })).toMatchObject({
    value: { ok: false, why: { code: 'alerts.fail.off' } },
  })
  const state = await call('alerts')
  if (!state.ok) throw new Error(state.code)
  expect(state.value.channels).toMatchObject({ webhook: { sent: 2, waiting: 0 }, mail: null })
  expect(routes.alerts.answer.parse(state.value)).toEqual(state.value)
  await agent.close()
})
