import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { RoleChange } from '@/lib/api/pair'
import { type Params, say, sayCode, type TextKey } from '@/lib/text'
import { agoText } from './ago'
import { AskForm } from './ask-form'
import { PairButtons } from './pair-buttons'
import { PairChanges } from './pair-changes'
import { PairChannels } from './pair-channels'
import { PairFacts } from './pair-facts'
import { PairNotices } from './pair-notices'
import { PairPicture } from './pair-picture'
import { PairReady } from './pair-ready'
import { RehearsalTable } from './rehearsal-table'
import { channel, NOW, pairOf, singleOf, standbyOf } from './testing/pair'

const t = (key: TextKey, params?: Params) => say('en', key, params)
const code = (one: string, params?: Params) => sayCode('en', one, params)
const text = (node: ReactNode) =>
  renderToStaticMarkup(node)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll(/\s+/g, ' ')
    .trim()
const action = { run: async () => undefined, token: 'tok', back: '/redundancy' }

test('ages in the largest unit that says enough', () => {
  const ages = [-5, 400, 12_400, 119_999, 150_000, 7_200_000, 200_000_000]
  expect(ages.map((age) => agoText(t, age))).toEqual([
    '0.0 s ago',
    '0.4 s ago',
    '12 s ago',
    '119 s ago',
    '2 min ago',
    '2 h ago',
    '2 days ago',
  ])
})

test('the picture names both routers, their roles and every channel in words', () => {
  const channels = { public: channel(), private: channel({ heardAt: NOW - 60_000, loss: 1 }) }
  const shown = text(<PairPicture say={t} pair={pairOf({ channels })} hostname="lvs-a" now={NOW} />)
  expect(shown).toContain('This router · primary lvs-a active')
  expect(shown).toContain('public heard')
  expect(shown).toContain('private silent')
  expect(shown).toContain('Partner · backup 192.0.2.12 standby')
  expect(text(<PairPicture say={t} pair={standbyOf()} hostname="lvs-b" now={NOW} />)).toContain('Partner · primary')
  expect(text(<PairPicture say={t} pair={singleOf()} hostname="lvs-a" now={NOW} />)).toContain('no partner')
})

test('an exact moment stands behind each age', () => {
  const html = renderToStaticMarkup(<PairChannels say={t} code={code} pair={pairOf()} now={NOW} />)
  expect(html).toContain('title="2027-01-15 07:59:59 UTC"')
  expect(html).toContain('0.4 s ago')
})

test('a channel with its doubt, its loss and a link that is watched', () => {
  const bad = channel({ heardAt: NOW - 60_000, loss: 0.5, doubt: 'wrong-key', link: false })
  const pair = pairOf({ monitorLinks: true, channels: { public: bad, private: null } })
  const shown = text(<PairChannels say={t} code={code} pair={pair} now={NOW} />)
  expect(shown).toContain('link down 192.0.2.11 (eth0) → 192.0.2.12 60 s ago 50 % down signed with another key')
  expect(shown).toContain('There is no private channel')
})

test('facts: revision, view, key, sync daemon, lease', () => {
  const facts = (pair = pairOf(), hash: string | null = 'a'.repeat(64), compareHref: string | null = '/compare') =>
    text(<PairFacts say={t} code={code} pair={pair} running={{ hash, compareHref }} />)
  const healthy = facts()
  for (const part of [
    'the same as here',
    '6 of 7 in service',
    'each 2 s, dead after 6 s, UDP 539',
    'end by themselves after 6 s',
    'held; unsigned heartbeats are refused',
    'runs as master on eth1, id 7',
    '4, partner 3',
    'late by 3 ms',
  ])
    expect(healthy).toContain(part)
  expect(facts(pairOf(), 'b'.repeat(64))).toContain('another one (aaaaaaaaaa). Compare')
  const sync = { wanted: 'master', running: null, device: 'eth1', id: 7, why: 'no such device' } as const
  expect(facts(pairOf({ sync }))).toContain('wanted as master on eth1, id 7; does not run (no such device)')
  expect(facts(pairOf({ key: { count: 2, latched: false } }))).toContain('being changed: two are valid')
  const behind = { port: 540, to: [], keepaliveMs: 6000, deadtimeMs: 18_000, followed: false, mute: false }
  expect(facts(pairOf({ behind }))).toContain(
    'Heartbeat of before each 6 s, dead after 18 s, UDP 540: kept as well until the partner has followed',
  )
  const { partner } = pairOf()
  const gone = facts(pairOf({ partner: partner && { ...partner, alive: false } }))
  expect(gone).not.toContain('the same as here')
  expect(gone).not.toContain('in service')
  // A router alone has nothing to say of a partner, a key or a channel.
  expect(facts(singleOf())).toBe(
    'Role source pulse (heartbeats) Change Virtual addresses stand here until they are taken away',
  )
})

test('what is in the way of a hand-over, with its remedy', () => {
  const readiness = [
    { item: 'revision', state: 'no', remedy: { code: 'pulse.remedy.revision', params: {} } },
    { item: 'standby', state: 'unknown', remedy: null },
  ] as const
  const shown = (pair = pairOf({ readiness: [...readiness] })) =>
    text(<PairReady say={t} code={code} pair={pair} title="Ready" />)
  expect(shown()).toContain('Same running revision no Sync to the backup, then apply there.')
  expect(shown()).toContain('Partner on standby not known')
  const silent = pairOf({ readiness: [...readiness] })
  const unheard = { ...silent, partner: silent.partner && { ...silent.partner, alive: false } }
  expect(shown(unheard)).toMatch(/Partner on standby not known$/)
  // The partner of a standby is active: that line says nothing there.
  expect(shown(standbyOf({ readiness: [...readiness] }))).not.toContain('Partner on standby')
})

test('faults come in their order with their remedies, then warnings', () => {
  const fault = { code: 'pulse.start.no-primary', params: {} }
  const warning = { code: 'pulse.alarm.no-lease', params: {} }
  const shown = text(<PairNotices say={t} code={code} pair={pairOf({ faults: [fault], warnings: [warning] })} />)
  expect(shown).toMatch(
    /^This router cannot take part lvs\.cf does not say who the primary is.*To be looked at The dead/,
  )
  expect(text(<PairNotices say={t} code={code} pair={pairOf()} />)).toBe('')
})

test('the history of the role has its reasons', () => {
  const shown = text(<PairChanges say={t} code={code} language="en" changes={pairOf().changes} now={NOW} />)
  expect(shown).toContain('60 min ago active, listening → active Nobody else serves: goes on serving. 4')
  expect(shown).not.toContain('before')
  const [one] = pairOf().changes
  const many = Array.from({ length: 9 }, (_, i) => ({ ...one, at: NOW - i * 1000 }) as RoleChange)
  const html = renderToStaticMarkup(<PairChanges say={t} code={code} language="en" changes={many} now={NOW} />)
  const [newest = '', before = ''] = html.split('<details')
  expect([newest, before].map((part) => part.match(/→/g)?.length)).toEqual([6, 3])
  expect(before).toContain('3 before')
})

test('a button leads to the question, and says why where it cannot be pressed', () => {
  const html = renderToStaticMarkup(<PairButtons say={t} code={code} pair={pairOf()} action={action} />)
  expect(html).toContain('href="/redundancy/ask/handover?back=%2Fredundancy"')
  // Nothing of a dialog before it is asked for: a text browser would show it.
  expect(html).not.toContain('<dialog')
  const single = renderToStaticMarkup(<PairButtons say={t} code={code} pair={singleOf()} action={action} />)
  expect(single).toContain('There is no partner')
  expect(single).not.toContain('ask/handover')
})

test('a stop asks for the addresses only where they stand here, and insists where it must', () => {
  const form = (pair = pairOf(), force = false) =>
    renderToStaticMarkup(
      <AskForm say={t} code={code} pair={pair} ask={{ what: 'stop', cannot: null, force }} action={action} />,
    )
  expect(form()).toContain('name="withdraw"')
  expect(form()).not.toContain('required')
  expect(form(pairOf(), true)).toContain('required=""')
  expect(form(standbyOf())).not.toContain('name="withdraw"')
})

test('rehearsals: the gap, a third host’s beside it, what came of both ways', () => {
  const done = { ok: true, why: { code: 'pulse.rehearsal.is-back', params: {} } }
  const one = { at: NOW, by: 'ann', tookMs: 9000, there: done, back: done, seenMs: 340, unmeasured: null }
  const gone = { ok: false, why: { code: 'pulse.rehearsal.not-back', params: {} } }
  const list = [
    { ...one, address: '192.0.2.100', gapMs: 312 },
    {
      ...one,
      at: NOW - 1,
      address: null,
      gapMs: null,
      seenMs: null,
      back: gone,
      unmeasured: { code: 'pulse.rehearsal.no-answer', params: {} },
    },
    { ...one, at: NOW - 2, address: null, gapMs: null, there: gone, back: null },
  ]
  const shown = text(<RehearsalTable say={t} code={code} language="en" list={list} />)
  expect(shown).toContain('ann 312 ms 192.0.2.100 340 ms there and back')
  expect(shown).toContain(
    'Not measured: nobody answered for the address in time. – Handed over, not back: The service stays',
  )
  expect(shown).toContain('Not handed over: The service stays')
})
