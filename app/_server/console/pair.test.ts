import { mkdir } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { pairOf, singleOf, standbyOf } from '@/components/lvs/testing/pair'
import type { PairView } from '@/lib/api/pair'
import type { Client } from '../testing/client'
import { built, useConsole } from '../testing/console'
import { stubAgent } from '../testing/stub-agent'

/** What a page says, without its tags. */
const words = (html: string) =>
  html
    .replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll(/\s+/g, ' ')

/** REDUNDANCY and its questions, as a browser without JavaScript meets them. */
describe.skipIf(!built)('the pair by plain pages', () => {
  const world = useConsole()
  let agent: Awaited<ReturnType<typeof stubAgent>>
  let c: Client
  beforeAll(async () => {
    await mkdir(`${world.running.top}/run`, { recursive: true })
    agent = await stubAgent(world.running.top, pairOf())
    c = await world.user()
  })
  afterAll(() => agent?.close())
  beforeEach(() => {
    agent.asked.length = 0
    agent.status.pair = pairOf()
    agent.status.running = null
  })

  const become = (pair: PairView) => {
    agent.status.pair = pair
  }
  const said = async (path: string) => words((await c.get(path)).text)

  test('a hand-over is asked for on a page of its own, done by its button, and its outcome is said', async () => {
    agent.answers['/v1/handover'] = { ok: true, why: { code: 'pulse.why.handed-over', params: {} } }
    expect((await c.get('/redundancy')).text).toContain('href="/redundancy/ask/handover?back=%2Fredundancy"')
    const form = await c.form('/redundancy/ask/handover', 'do')
    const { headers } = await c.submit(form, {})
    expect(headers.location).toMatch(/^\/redundancy\?done=/)
    expect(agent.asked).toMatchObject([{ path: '/v1/handover', body: { actor: { user: 'ann', via: 'console' } } }])
    expect(await said(headers.location ?? '')).toContain('Handed over Handed over: the partner serves.')
  })

  test('from CONTROL/MONITORING it leads back there, and to nowhere else', async () => {
    agent.answers['/v1/handover'] = { ok: false, why: { code: 'pulse.why.not-accepted', params: {} } }
    const back = await c.submit(await c.form('/redundancy/ask/handover?back=%2F', 'do'), {})
    expect(back.headers.location).toMatch(/^\/\?done=/)
    expect(await said(back.headers.location ?? '')).toContain('Not handed over The partner did not answer the offer')
    const other = await c.submit(await c.form('/redundancy/ask/handover?back=https%3A%2F%2Fexample.com', 'do'), {})
    expect(other.headers.location).toMatch(/^\/redundancy\?done=/)
  })

  test('a stop carries the tick for the addresses only when it is set', async () => {
    agent.answers['/v1/stop'] = { ok: true, why: { code: 'pulse.why.stopped', params: { by: 'ann' } } }
    const form = await c.form('/redundancy/ask/stop', 'withdraw')
    await c.submit(form, {})
    const unticked = { ...form, fields: form.fields.filter(([name]) => name !== 'withdraw') }
    await c.submit(unticked, {})
    expect(agent.asked.map(({ path, body }) => [path, body.withdraw])).toEqual([
      ['/v1/stop', true],
      ['/v1/stop', false],
    ])
  })

  test('what cannot be done is not offered, and the page says why', async () => {
    become(standbyOf())
    expect(await said('/redundancy/ask/handover')).toContain('This router is not the active one.')
    await expect(c.form('/redundancy/ask/handover', 'do')).rejects.toThrow('has no form')
    become(singleOf())
    expect(await said('/redundancy')).toContain('Hand over There is no partner')
    expect((await c.get('/redundancy/ask/nothing')).status).toBe(404)
  })

  test('a word that is no request reaches no agent', async () => {
    const form = await c.form('/redundancy/ask/handover', 'do')
    const { headers } = await c.submit(form, { do: 'restart' })
    expect(headers.location).toBe('/redundancy?problem=NOT_DONE')
    expect(agent.asked).toEqual([])
  })

  test('a rehearsal: its number, and a third host’s put beside it', async () => {
    const done = { ok: true, why: { code: 'pulse.rehearsal.is-back', params: {} } }
    const list = [
      {
        at: 7,
        by: 'ann',
        tookMs: 9000,
        there: done,
        back: done,
        address: '192.0.2.100',
        gapMs: 312,
        unmeasured: null,
        seenMs: null,
      },
    ]
    agent.answers['/v1/rehearsals'] = { running: null, cannot: null, list }
    agent.answers['/v1/rehearsals/seen'] = { ok: true, why: { code: 'pulse.rehearsal.seen', params: { ms: 340 } } }
    expect(await said('/redundancy')).toContain('312 ms 192.0.2.100')
    const form = await c.form('/redundancy', 'seenMs')
    const kept = await c.submit(form, { seenMs: ' 340 ' })
    expect(agent.asked).toMatchObject([{ path: '/v1/rehearsals/seen', body: { at: 7, seenMs: 340 } }])
    expect(await said(kept.headers.location ?? '')).toContain('Kept: the third host saw a gap of 340 ms.')
    const wrong = await c.submit(form, { seenMs: '600001' })
    expect(await said(wrong.headers.location ?? '')).toContain('A whole number of milliseconds from 0 to 600000.')
    expect(agent.asked).toHaveLength(1)
  })

  test('a saved change that the heartbeats would feel is named on each panel that could apply it', async () => {
    const store = world.store()
    const pair = 'primary = 192.0.2.11\nbackup = 192.0.2.12\nbackup_active = 1\n'
    const save = async (text: string) => {
      const { hash } = await store.read()
      const files = { 'lvs.cf': Buffer.from(text, 'latin1') }
      const saved = await store.save({ files, ifMatch: hash, note: '', author: 'ann' })
      if (!saved.ok || !saved.revision) throw new Error(JSON.stringify(saved))
      return saved.revision
    }
    agent.status.running = await save(pair)
    expect(await said('/redundancy')).not.toContain('causes a take-over')
    await save(pair.replace('192.0.2.12', '192.0.2.13'))
    for (const path of ['/redundancy', '/global', '/review'])
      expect(await said(path)).toContain('applied on this router alone, this causes a take-over')
    // Nobody hears a router that was stopped.
    become(pairOf({ state: 'off' }))
    expect(await said('/redundancy')).not.toContain('this causes a take-over')
  })

  test('the form of the role’s source keeps what was typed, and saves with the agent', async () => {
    const form = await c.form('/redundancy/role', 'privateId', 'priority')
    const chosen = { ...form, fields: form.fields.filter(([name, value]) => name !== 'from' || value === 'vrrp') }
    const wrong = await c.submit(chosen, { privateId: '51', priority: '300' })
    expect(words(wrong.text)).toContain('“300” is not a whole number from 1 to 254.')
    expect(words(wrong.text)).toContain('The two channels need two IDs.')
    expect(wrong.text).toContain('value="300"')
    expect(agent.asked).toEqual([])
    const good = await c.submit(chosen, { others: '192.0.2.13' })
    expect(good.headers.location).toMatch(/^\/redundancy\/role\?saved=/)
    expect(agent.asked[0]?.body.settings).toMatchObject({
      role: { from: 'vrrp', vrrp: { publicId: 51, others: [{ public: '192.0.2.13', private: null }] } },
    })
  })

  test('without an agent the settings of lvs.cf are still there', async () => {
    await agent.close()
    const page = await c.get('/redundancy')
    expect(words(page.text)).toContain('The agent does not answer')
    expect(page.text).toMatch(/value="(enable|disable)"/)
    expect(await said('/redundancy/role')).toContain('The agent keeps these settings')
  })
})
