import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ALERT_DEFAULTS, HIDDEN } from '@/lib/health/alert-settings'
import type { Agent } from '../main'
import { type Bench, bench } from '../testing'
import type { Io } from './io'
import { envOf, runCli } from './testing'

const SECRET = 'correct horse battery'
const kinds: string[] = []
const receiver = createServer((request, response) => {
  let body = ''
  request.on('data', (part) => {
    body += part
  })
  request.on('end', () => {
    kinds.push(JSON.parse(body).kind)
    response.end()
  })
})
let b: Bench
let agent: Agent
let url = ''
beforeAll(async () => {
  b = bench()
  agent = await b.start()
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/token`
})
// The last test ends the agent.
afterAll(() => receiver.close())

const run = (words: string[], stdin = '', ask: Io['ask'] = null) =>
  runCli(['alerts', ...words], { env: envOf(b), stdin, ask })
const saved = async () => (await agent.loop.settings()).alerts

test('nothing set up: each channel says so, and a test says why', async () => {
  const { status, out } = await run([])
  expect([status, out.split('\n').slice(0, 3)]).toEqual([
    0,
    ['Webhook: not set up', 'Mail: not set up', 'Program: not set up'],
  ])
  expect(await run(['test', 'mail'])).toMatchObject({ status: 1, err: expect.stringContaining('not set up') })
  expect((await run(['show'])).out).not.toContain('webhook.')
})

test('a secret comes from standard input or unseen from the terminal, never from an argument', async () => {
  const setUrl = `webhook.url=${url}`
  const refused = await run(['set', setUrl, `webhook.secret=${SECRET}`])
  expect([refused.status, refused.err.includes(SECRET)]).toEqual([2, false])
  expect((await run(['set', setUrl, 'webhook.secret=-'])).status).toBe(2)
  expect(await saved()).toEqual(ALERT_DEFAULTS)
  const done = await run(['set', setUrl, 'webhook.secret=-', 'webhook.allowLocal=1'], `${SECRET}\n`)
  expect(done).toMatchObject({ status: 0, err: '' })
  expect(await saved()).toMatchObject({ webhook: { enabled: true, url, secret: HIDDEN } })
  const asked: [string, boolean][] = []
  const smtp = ['mail.from=a@example.com', 'mail.to=b@example.com,c@example.com', 'mail.host=mail.example.com']
  await run(['set', ...smtp, 'mail.user=lvs', 'mail.password=-'], '', async (...question) => {
    asked.push(question)
    return 'mail-secret'
  })
  expect(asked).toEqual([['mail.password: ', true]])
  expect((await saved()).mail).toMatchObject({
    to: ['b@example.com', 'c@example.com'],
    via: { login: { user: 'lvs' } },
  })
})

test('show gives lines that set takes, without secrets; json has everything but them', async () => {
  const before = await saved()
  const { out } = await run(['show'])
  const lines = out.trimEnd().split('\n')
  expect(lines).toContain(`webhook.url=${url}`)
  expect(lines.some((text) => /secret|password|program/.test(text))).toBe(false)
  expect((await run(['set', ...lines])).status).toBe(0)
  expect(await saved()).toEqual(before)
  expect(JSON.parse((await run(['show', '--json'])).out)).toEqual(before)
  expect((await run(['--json'])).out).not.toMatch(new RegExp(`${SECRET}|mail-secret`))
})

test('every problem at its path, nothing changed; an unknown path and a missing value are usage', async () => {
  const before = await saved()
  const bad = await run([
    'set',
    'repeat.count=0',
    'webhook.url=ftp://x',
    'on=down sideways',
    'mail.host=other.example.com',
  ])
  expect(bad.status).toBe(1)
  const paths = bad.err.trimEnd().split('\n')
  expect(paths.map((text) => text.split(': ')[1]).sort()).toEqual(['on', 'repeat.count', 'webhook.url'])
  expect((await run(['set', 'mail.host=other.example.com'])).err).toContain('Type the password again')
  expect(await run(['set', 'webhok.url=x'])).toMatchObject({ status: 2, err: expect.stringContaining('webhook.url') })
  for (const words of [['set', 'webhook.url'], ['set'], ['sett'], ['test'], ['test', 'pigeon'], ['show', 'x']])
    expect((await run(words)).status, words.join(' ')).toBe(2)
  expect(await saved()).toEqual(before)
})

test('test sends one; a channel that fails is exit 1; off keeps it, remove forgets it', async () => {
  expect(await run(['test', 'webhook'])).toMatchObject({ status: 0, out: expect.stringContaining('The test went out') })
  expect(kinds).toEqual(['test'])
  await run(['set', 'webhook.allowLocal=0'])
  const refused = await run(['test', 'webhook', '--json'])
  expect([refused.status, JSON.parse(refused.out).why.code]).toEqual([1, 'alerts.fail.refused'])
  await run(['set', 'webhook.enabled=0'])
  expect((await run([])).out).toContain('Webhook: switched off')
  expect((await saved()).webhook).toMatchObject({ enabled: false, secret: HIDDEN })
  expect((await run(['remove', 'webhook'])).status).toBe(0)
  expect((await saved()).webhook).toBeNull()
})

test('without an agent: exit 5', async () => {
  await agent.close()
  for (const words of [[], ['show'], ['set', 'language=zh'], ['test', 'mail']])
    expect((await run(words)).status, words.join(' ')).toBe(5)
})
