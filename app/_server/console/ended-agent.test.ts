import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applyPlan, lvsCf } from '@/agent/testing'
import { endSessionsOf } from '@/lib/store/sessions'
import { agentFor } from '../testing/agent'
import { type Client, type Form, formsOf } from '../testing/client'
import { built, PASSWORD, USER, until, useConsole } from '../testing/console'

const MONITOR = '/monitors/server?service=tcp+192.0.2.10%3A80&server=10.0.0.2%3A80'
const SITE = lvsCf([{ servers: ['one 10.0.0.2 1', 'two 10.0.0.3 1'], more: '     timeout = 6\n' }])

/** design.md section 8, 6, for the forms whose page is drawn from the agent. */
describe.skipIf(!built)('what was typed about the running router', () => {
  const world = useConsole()
  let agent: Awaited<ReturnType<typeof agentFor>>
  beforeAll(async () => {
    agent = await agentFor(world.running.top)
    await writeFile(join(world.running.top, 'etc', 'lvs.cf'), SITE)
    await applyPlan(agent)
    await agent.monitors.clock.pass(3000)
    const c = await world.user()
    await until(
      async () => (await c.get(MONITOR)).text.includes('name="reason"'),
      () => 'the monitor is shown',
    )
  })
  afterAll(() => agent?.close())

  /** Sends the form after its session has ended, logs in, and gives the page that comes then. */
  async function overLogin(c: Client, form: Form, typed: Record<string, string>) {
    await endSessionsOf(await world.folder(), USER)
    const sent = await c.submit(form, typed)
    const login = await c.form(sent.headers.location ?? '', 'user', 'password')
    const to = (await c.submit(login, { user: USER, password: PASSWORD })).headers.location ?? ''
    return { to, page: await c.get(to) }
  }
  /** The form as if this one of its buttons alone was pressed. */
  const pressed = (form: Form, button: string): Form => ({
    ...form,
    fields: form.fields.filter(([name, value]) => name !== 'do' || value === button),
  })
  const withField = (text: string, path: string, field: string) =>
    formsOf(text, path).find((form) => form.fields.some(([name]) => name === field)) as Form

  test('the reason of an operator’s word comes back on its own monitor, and is taken when sent again', async () => {
    const c = await world.user()
    const form = pressed(await c.form(MONITOR, 'reason', 'do'), 'drain')
    const { to, page } = await overLogin(c, form, { reason: 'new disk' })
    expect(to).toMatch(/^\/monitors\/server\?service=tcp\+192\.0\.2\.10%3A80&server=10\.0\.0\.2%3A80&draft=/)
    expect(page.text).toContain('value="new disk"')
    expect(page.text).toMatch(/role="alert"/)
    expect((await agent.loop.health({ history: '0' })).servers.every((row) => row.wish === null)).toBe(true)
    const other = MONITOR.replace('10.0.0.2', '10.0.0.3')
    expect((await c.get(`${other}&${to.split('&').at(-1)}`)).text).not.toContain('new disk')

    const again = await c.submit(pressed(withField(page.text, to, 'reason'), 'drain'), {})
    expect(again.headers.location).toMatch(/^\/monitors\/server\?.*done=/)
    const { servers } = await agent.loop.health({ history: '0' })
    expect(servers.find((row) => row.server === '10.0.0.2:80')?.wish).toMatchObject({
      kind: 'drain',
      reason: 'new disk',
    })
    await agent.loop.wish({
      ...{ virtual: 'web', server: 'one', kind: 'resume', reason: '', deactivate: false },
      actor: { user: USER, via: 'console' },
    })
  })

  test('a form of another session, and a word that the agent refuses, keep the reason', async () => {
    const c = await world.user()
    const form = pressed(await c.form(MONITOR, 'reason', 'do'), 'force-down')
    const stale = await c.submit(form, { reason: 'bad memory', token: 'x' })
    expect([stale.status, stale.text.includes('value="bad memory"')]).toEqual([200, true])
    const refused = await c.submit(form, { reason: 'bad memory', server: '10.0.0.99:80' })
    expect([refused.status, /role="alert"/.test(refused.text)]).toEqual([200, true])
    expect((await agent.loop.health({ history: '0' })).servers.every((row) => row.wish === null)).toBe(true)
  })

  test('the note of an apply comes back on the review page, and goes along when sent again', async () => {
    const c = await world.user()
    await writeFile(join(world.running.top, 'etc', 'lvs.cf'), SITE.replace('10.0.0.3', '10.0.0.4'))
    const form = await c.form('/review', 'note', 'plan')
    const stale = await c.submit(form, { note: 'two has moved', token: 'x' })
    expect(stale.text).toContain('value="two has moved"')
    const { to, page } = await overLogin(c, form, { note: 'two has moved' })
    expect(to).toMatch(/^\/review\?draft=/)
    expect(page.text).toContain('value="two has moved"')
    const done = await c.submit(withField(page.text, to, 'note'), {})
    expect(done.headers.location).toMatch(/^\/review\/result\//)
    const applied = (await agent.entries()).filter((entry) => entry.what === 'apply').at(-1)
    expect(JSON.stringify(applied)).toContain('two has moved')
  })
})
