import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FormValues, formValues } from '@/app/(panels)/alerts/values'
import { showAlerts } from '@/lib/health/alert-fields'
import { ALERT_DEFAULTS, HIDDEN } from '@/lib/health/alert-settings'
import { endSessionsOf } from '@/lib/store/sessions'
import { agentFor } from '../testing/agent'
import type { Client } from '../testing/client'
import { built, PASSWORD, USER, useConsole } from '../testing/console'

const SECRET = 'correct horse battery staple'
const ACTOR = { user: 'ben', via: 'cli' } as const

/** The panel ALERTS as a browser without JavaScript has it. */
describe.skipIf(!built)('ALERTS', () => {
  const world = useConsole()
  const heard: { signature: string; body: string }[] = []
  const receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      heard.push({ signature: String(request.headers['arapaima-signature']), body })
      response.end()
    })
  })
  let agent: Awaited<ReturnType<typeof agentFor>>
  let url = ''
  beforeAll(async () => {
    agent = await agentFor(world.running.top)
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
  })
  // The last test ends the agent.
  afterAll(() => receiver.close())

  const saved = async () => (await agent.loop.settings()).alerts
  /** Sends the form with the settings that are saved, changed by `more`. */
  const send = async (c: Client, more: FormValues) =>
    c.submit(await c.form('/alerts', 'token', 'webhook.url'), { ...formValues(showAlerts(await saved())), ...more })
  const hook = () => ({
    'webhook.enabled': '1',
    'webhook.url': url,
    'webhook.secret': SECRET,
    'webhook.allowLocal': '1',
  })

  test('nothing is set up: the form has the defaults, and no channel can be tried', async () => {
    const page = await (await world.user()).get('/alerts')
    expect(page.text.match(/>not set up</g)).toHaveLength(3)
    expect(page.text.match(/>Set it up below first/g)).toHaveLength(3)
    expect(page.text).toMatch(/name="repeat\.perSec"[^>]*value="3600"/)
  })

  test('every problem stands at its field, what was typed stays, a secret never comes back', async () => {
    const c = await world.user()
    const typed = { 'webhook.url': 'ftp://192.0.2.9/', 'mail.enabled': '1', 'mail.to': 'nobody', 'repeat.count': '0' }
    const page = await send(c, { ...hook(), ...typed })
    expect(page.status).toBe(200)
    for (const [name, says] of [
      ['webhook.url', 'A web address that begins with'],
      ['mail.from', 'This is needed'],
      ['mail.to', '“nobody” is no mail address'],
      ['mail.host', 'This is needed'],
      ['repeat.count', 'A whole number from 1 to 100'],
      ['webhook.secret', 'Type it again'],
    ])
      expect(page.text, name).toMatch(new RegExp(`href="#field-${name?.replace('.', '-')}"[\\s\\S]{0,80}${says}`))
    for (const value of ['ftp://192.0.2.9/', 'nobody']) expect(page.text).toContain(`value="${value}"`)
    expect(page.text).not.toContain(SECRET)
    expect(await saved()).toEqual(ALERT_DEFAULTS)
  })

  test('what is saved counts at once; the key is kept by an empty field, and shown nowhere', async () => {
    const c = await world.user()
    const done = await send(c, { ...hook(), 'on:up': '0' })
    expect(done.headers.location).toMatch(/^\/alerts\?saved=/)
    const page = await c.get(done.headers.location ?? '')
    expect(page.text).toContain('It counts from now on')
    expect(page.text).toContain('set; leave empty to keep')
    expect(page.text).not.toContain(SECRET)
    expect(await saved()).toMatchObject({ webhook: { enabled: true, url, secret: HIDDEN, allowLocal: true } })
    expect((await saved()).on).not.toContain('up')
    expect((await send(c, {})).headers.location).toMatch(/saved=same-/)
    await send(c, { 'webhook.timeoutSec': '7' })
    const tried = await c.submit(await c.form('/alerts', 'channel'), { channel: 'webhook' })
    const outcome = await c.get(tried.headers.location ?? '')
    expect(outcome.text).toContain('The test went out by the webhook')
    const [{ signature, body } = { signature: '', body: '' }] = heard
    const [, at = '', v1] = /^t=(\d+),v1=(\w+)$/.exec(signature) ?? []
    expect(v1).toBe(createHmac('sha256', SECRET).update(`${at}.${body}`).digest('hex'))
    expect(JSON.parse(body).kind).toBe('test')
  })

  test('a test that reaches nobody says why', async () => {
    const c = await world.user()
    await send(c, { 'webhook.allowLocal': '0' })
    const tried = await c.submit(await c.form('/alerts', 'channel'), { channel: 'webhook' })
    const page = await c.get(tried.headers.location ?? '')
    expect(page.text).toMatch(/reached nobody[\s\S]*127\.0\.0\.1 is 127\.0\.0\.1: this machine itself/)
  })

  test('somebody changed them meanwhile: nothing is overwritten, the next Accept takes both', async () => {
    const c = await world.user()
    const form = await c.form('/alerts', 'token', 'webhook.url')
    const opened = formValues(showAlerts(await saved()))
    await agent.loop.changeSettings({ alerts: { ...(await saved()), language: 'zh' } }, ACTOR)
    const page = await c.submit(form, { ...opened, 'digest.from': '9' })
    expect([page.status, page.text.includes('Somebody else changed these settings')]).toEqual([200, true])
    expect((await saved()).digest.from).toBe(5)
    const again = { ...form, fields: form.fields.filter(([name]) => name !== 'seen') }
    const seen: [string, string] = ['seen', JSON.stringify(formValues(showAlerts(await saved())))]
    again.fields.push(seen)
    const done = await c.submit(again, { ...opened, language: 'zh', 'digest.from': '9' })
    expect(done.headers.location).toMatch(/saved=/)
    expect(await saved()).toMatchObject({ language: 'zh', digest: { from: 9 } })
  })

  test('a session that ended: what was typed comes back, without the key', async () => {
    const c = await world.user()
    const form = await c.form('/alerts', 'token', 'webhook.url')
    await endSessionsOf(await world.folder(), USER)
    const typed = { ...formValues(showAlerts(await saved())), ...hook(), 'mail.from': 'lvs@example.com' }
    const sent = await c.submit(form, typed)
    const login = await c.form(sent.headers.location ?? '', 'user', 'password')
    const to = (await c.submit(login, { user: USER, password: PASSWORD })).headers.location ?? ''
    expect(to).toMatch(/^\/alerts\?draft=/)
    const page = await c.get(to)
    expect(page.text).toContain('value="lvs@example.com"')
    expect(page.text).not.toContain(SECRET)
  })

  test('in Chinese', async () => {
    const page = await world.client().send({ path: '/login', headers: { 'accept-language': 'zh' } })
    expect(page.text).toContain('登录')
    const c = await world.user()
    c.cookies.set('lang', 'zh')
    expect((await c.get('/alerts')).text).toMatch(/告警通知[\s\S]*网络回调/)
  })

  test('the agent is away: Accept says why, and a form that was open loses nothing', async () => {
    const c = await world.user()
    const form = await c.form('/alerts', 'token', 'webhook.url')
    const opened = formValues(showAlerts(await saved()))
    await agent.close()
    const page = await c.get('/alerts')
    expect(page.text).toMatch(/aria-disabled="true"[\s\S]*The agent keeps these settings/)
    expect(page.text).not.toContain('name="webhook.url"')
    const refused = await c.submit(form, { ...opened, 'mail.from': 'lvs@example.com' })
    expect(refused.text).toContain('value="lvs@example.com"')
    expect(refused.text).toMatch(/role="alert"/)
  })
})
