import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Status } from '@/lib/api/types'
import { type Params, say, sayCode, type TextKey } from '@/lib/text'
import { PairBar } from './pair-bar'
import { Picture } from './picture'
import { layoutPicture } from './picture-layout'
import { pictureRouters, routersText } from './picture-pair'
import { PulseLine } from './pulse-line'
import { channel, NOW, pairOf, singleOf, standbyOf } from './testing/pair'

const t = (key: TextKey, params?: Params) => say('en', key, params)
const code = (one: string, params?: Params) => sayCode('en', one, params)
const text = (node: ReactNode) =>
  renderToStaticMarkup(node)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
const status = (pair: Status['pair'], pulse: Partial<Status['pulse']> = {}): Status => ({
  agent: { version: '1', pid: 7, startedAt: NOW, hostname: 'lvs-a', bootId: 'b' },
  pulse: { state: 'running', role: 'active', since: NOW, source: 'pulse', ...pulse },
  pair,
  saved: { hash: '', revision: null, problems: [] },
  running: null,
  kernel: { observedAt: NOW, equal: true, drift: [], foreign: [], retired: [] },
  work: null,
  alarms: [],
  rivals: [],
  tools: {},
})
const line = (now: Status) => text(<PulseLine say={t} code={code} language="en" status={now} />)

test('the line says role and reason, and on a standby which router is the active one', () => {
  expect(line(status(pairOf()))).toMatch(
    /^pulse is running; this router \(primary\) is active since .* UTC . Nobody else serves/,
  )
  expect(line(status(standbyOf()))).toMatch(/\(backup\) is standby since .*; the active one is 192\.0\.2\.12\./)
  expect(line(status(pairOf({ state: 'off', why: { code: 'pulse.why.stopped', params: { by: 'ann' } } })))).toMatch(
    /pulse is stopped since .* takes no part\. Stopped by ann\./,
  )
})

test('where VRRP is the source, it is named', () => {
  expect(line(status(pairOf({ source: 'vrrp' })))).toMatch(/^VRRP decides; this router \(primary\) is active/)
})

test('a partner that is not heard is said, but not of a router that does not listen', () => {
  const { partner } = pairOf()
  const silent = partner && { ...partner, alive: false }
  expect(line(status(pairOf({ partner: silent })))).toContain('The partner 192.0.2.12 is not heard.')
  expect(line(status(standbyOf({ partner: silent })))).not.toContain('the active one is')
  expect(line(status(pairOf({ partner: silent, state: 'off' })))).not.toContain('is not heard')
  expect(line(status(singleOf()))).not.toContain('is not heard')
})

test('a role fixed by option, and a pulse that has not begun', () => {
  expect(line(status(null, { source: 'option' }))).toContain('fixed by --role: no heartbeats')
  expect(line(status(null, { source: 'alone', state: 'stopped' }))).toContain('begins with the first apply')
})

test('the bar has every part as a word', () => {
  const channels = { public: channel(), private: channel({ heardAt: null, loss: null }) }
  const action = { run: async () => undefined, token: 't', back: '/' }
  const bar = text(<PairBar say={t} code={code} pair={pairOf({ channels })} now={NOW} action={action} />)
  expect(bar).toMatch(
    /^This router active public channel heard private channel nothing yet Partner 192\.0\.2\.12 standby/,
  )
  expect(bar).toMatch(/Hand over Stop All about the pair$/)
})

const drawn = (pair: Status['pair'], pulse: Partial<Status['pulse']> = {}) => {
  const routers = pictureRouters(t, status(pair, pulse), NOW)
  const words = { title: 'x', desc: routersText(t, routers), clients: 'clients' }
  return { routers, html: renderToStaticMarkup(<Picture layout={layoutPicture([], routers)} words={words} />) }
}

test('the picture has both routers, the primary above, and lines only to who serves', () => {
  const active = drawn(pairOf())
  expect(active.routers.routers.map(({ name, serves }) => [name, serves])).toEqual([
    ['lvs-a', true],
    ['192.0.2.12', false],
  ])
  const standby = drawn(standbyOf())
  expect(standby.routers.routers.map(({ name, serves }) => [name, serves])).toEqual([
    ['192.0.2.12', true],
    ['lvs-a', false],
  ])
  expect(standby.html).toContain(
    'Router 192.0.2.12: active. Router lvs-a: standby. Heartbeat over the public channel: heard.',
  )
  expect(drawn(singleOf()).routers).toMatchObject({ routers: [{ name: 'lvs-a', role: 'active' }], beats: [] })
})

test('a stopped router whose addresses stand here is still reached; a silent partner is not', () => {
  const { partner } = pairOf()
  const silent = partner && { ...partner, alive: false, word: 'running' as const }
  const { routers } = drawn(pairOf({ state: 'off', partner: silent })).routers
  expect(routers.map(({ role, serves }) => [role, serves])).toEqual([
    ['stopped', true],
    ['not heard', false],
  ])
})

test('a fixed role is drawn as before', () => {
  expect(drawn(null, { source: 'option', role: 'standby' }).routers).toEqual({
    routers: [{ name: 'lvs-a', own: true, role: 'standby', tone: 'idle', serves: false }],
    beats: [],
  })
})
