import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SETTINGS_DEFAULTS } from '@/lib/api/settings'
import { ALERT_DEFAULTS, HIDDEN } from '@/lib/health/alert-settings'
import { ROLE_DEFAULTS } from '@/lib/pulse/vrrp-settings'
import { applyPlan, bench, dump, lvsCf, PERSON } from './testing'

const ONE = lvsCf([{ servers: ['one 10.0.0.2 1', 'two 10.0.0.3 2'] }])
const fileOf = (b: ReturnType<typeof bench>) => join(b.options.paths.state, 'agent', 'settings.json')

test('settings are changed member by member, kept over a restart, 0600, and journalled', async () => {
  const b = bench()
  const agent = await b.start()
  expect(await agent.loop.settings()).toEqual(SETTINGS_DEFAULTS)
  expect(await agent.loop.changeSettings({ drift: 'repair' }, PERSON)).toMatchObject({
    drift: 'repair',
    holdLimitSec: 60,
  })
  await agent.loop.changeSettings({ holdLimitSec: 5 }, PERSON)
  await agent.loop.changeSettings({ holdLimitSec: 5 }, PERSON)
  const told = (await agent.entries()).filter((entry) => entry.what === 'settings')
  expect(told.map((entry) => [entry.actor.user, entry.saying.params.names, entry.detail])).toEqual([
    ['anna', 'drift', { drift: { from: 'hold', to: 'repair' } }],
    ['anna', 'holdLimitSec', { holdLimitSec: { from: 60, to: 5 } }],
  ])
  expect(statSync(fileOf(b)).mode & 0o777).toBe(0o600)
  await agent.close()
  const next = await b.start()
  expect(await next.loop.settings()).toMatchObject({ drift: 'repair', holdLimitSec: 5 })
  await next.close()
})

test('secrets stand in the file and nowhere else; sent back hidden they stay', async () => {
  const b = bench()
  const agent = await b.start()
  const webhook = {
    enabled: true,
    url: 'https://example.com/',
    secret: 'correct horse',
    timeoutSec: 10,
    allowLocal: false,
  }
  await agent.loop.changeSettings({ alerts: { ...ALERT_DEFAULTS, webhook } }, PERSON)
  const shown = await agent.loop.settings()
  expect(shown.alerts.webhook?.secret).toBe(HIDDEN)
  await agent.loop.changeSettings({ alerts: { ...shown.alerts, language: 'zh' } }, PERSON)
  expect(JSON.parse(readFileSync(fileOf(b), 'utf8')).alerts).toMatchObject({ language: 'zh', webhook })
  expect(JSON.stringify(await agent.entries())).not.toContain('correct horse')
  const hidden = { ...ALERT_DEFAULTS, webhook: { ...webhook, secret: HIDDEN } }
  await agent.loop.changeSettings({ alerts: ALERT_DEFAULTS }, PERSON)
  await expect(agent.loop.changeSettings({ alerts: hidden }, PERSON)).rejects.toMatchObject({ code: 'api.invalid' })
  await agent.close()
})

test('the role source is kept whole, in one spelling, and what is out of bounds changes nothing', async () => {
  const b = bench()
  const agent = await b.start()
  const role = { from: 'vrrp' as const, vrrp: { ...ROLE_DEFAULTS.vrrp, priority: 120, others: [] } }
  expect((await agent.loop.changeSettings({ role }, PERSON)).role).toEqual(role)
  const [told] = (await agent.entries()).filter((entry) => entry.what === 'settings')
  expect(told?.detail).toEqual({ role: { from: ROLE_DEFAULTS, to: role } })
  await agent.close()
  const damaged = { ...JSON.parse(readFileSync(fileOf(b), 'utf8')), holdLimitSec: 7 }
  damaged.role.vrrp.publicId = 256
  writeFileSync(fileOf(b), JSON.stringify(damaged))
  const next = await b.start()
  expect(await next.loop.settings()).toMatchObject({ role: ROLE_DEFAULTS, holdLimitSec: 7 })
  expect((await next.loop.status()).alarms).toMatchObject([
    { code: 'agent.settingsUnreadable', params: { why: 'role' } },
  ])
  await next.close()
})

test.each([
  ['no JSON', '{', SETTINGS_DEFAULTS],
  ['no object', '[1]', SETTINGS_DEFAULTS],
  ['one member that is not valid', '{"drift":"maybe","holdLimitSec":7}', { ...SETTINGS_DEFAULTS, holdLimitSec: 7 }],
])('a damaged file: %s has defaults and is said', async (_, text, expected) => {
  const b = bench()
  const first = await b.start()
  await first.close()
  writeFileSync(fileOf(b), text)
  const agent = await b.start()
  expect(await agent.loop.settings()).toEqual(expected)
  expect((await agent.loop.status()).alarms.map((alarm) => alarm.code)).toEqual(['agent.settingsUnreadable'])
  expect(readFileSync(fileOf(b), 'utf8')).toBe(text)
  await agent.loop.changeSettings({ holdLimitSec: 9 }, PERSON)
  expect((await agent.loop.status()).alarms).toEqual([])
  await agent.close()
})

test('drift: repair puts every change by hand back at the next look, at most three times a minute', async () => {
  const b = bench()
  b.put('lvs.cf', ONE)
  const agent = await b.start()
  await applyPlan(agent)
  const before = dump(b.kernel)
  await agent.loop.changeSettings({ drift: 'repair' }, PERSON)
  const hands = [
    '-e -t 192.0.2.10:80 -r 10.0.0.3:80 -m -w 9',
    '-d -t 192.0.2.10:80 -r 10.0.0.3:80\n-a -t 192.0.2.10:80 -r 10.0.0.77:80 -m -w 4',
    '-E -t 192.0.2.10:80 -s rr',
  ]
  for (const hand of hands) {
    b.kernel.ipvsadm(hand)
    await agent.loop.look()
    expect(dump(b.kernel), hand).toBe(before)
  }
  b.kernel.ipvsadm(hands[0] ?? '')
  await agent.loop.look()
  expect(dump(b.kernel)).toContain('-w 9')
  const { kernel, alarms } = await agent.loop.status()
  expect([kernel.equal, alarms.map((alarm) => alarm.code)]).toEqual([false, ['agent.fought']])
  await agent.loop.changeSettings({ drift: 'hold' }, PERSON)
  b.clock.forward(61_000)
  await agent.loop.look()
  expect(dump(b.kernel)).toContain('-w 9')
  expect((await agent.loop.status()).kernel.drift).toHaveLength(1)
  await agent.close()
})
