import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Agent } from '../main'
import { bench } from '../testing'
import { envOf, runCli } from './testing'

/** An agent whose role is fixed: it has no partner to hand over to. What a pair does: e2e/lab/netns/rehearsal.lab.ts. */
const b = bench()
let agent: Agent
beforeAll(async () => {
  agent = await b.start()
})
afterAll(() => agent.close())

const run = (...words: string[]) => runCli(words, { env: envOf(b) })

test('a rehearsal without a partner is refused with the reason, and noted', async () => {
  expect(await run('handover', '--rehearse')).toMatchObject({
    status: 1,
    out: '',
    err: expect.stringContaining('--role'),
  })
  const { status, out } = await run('handover', '--rehearse', '--json')
  expect([status, JSON.parse(out)]).toEqual([1, { ok: false, why: { code: 'pulse.cannot.fixed-role', params: {} } }])
  const { out: log } = await run('log', '--json')
  const entries = JSON.parse(log) as { what: string; saying: { code: string } }[]
  expect(entries.filter(({ saying }) => saying.code === 'agent.rehearsalFailed')).toHaveLength(2)
})

test('a number without a rehearsal, one that cannot be, two options: exit 1 and 2', async () => {
  expect(await run('handover', '--seen', '350')).toMatchObject({
    status: 1,
    err: expect.stringMatching(/no rehearsal/),
  })
  for (const value of ['fast', '-1', '1e3', '999999', ''])
    expect((await run('handover', `--seen=${value}`)).status, value).toBe(2)
  expect((await run('handover', '--seen', '350', '--rehearse')).status).toBe(2)
  expect((await run('handover', 'now')).status).toBe(2)
})
