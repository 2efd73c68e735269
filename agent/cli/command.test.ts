import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { authenticate, listAccounts } from '@/lib/store/accounts'
import { consoleFolder } from '@/lib/store/private'
import { catalogue, hasText } from '@/lib/text'
import type { Agent } from '../main'
import { type Bench, bench, dump, lvsCf } from '../testing'
import { VERBS } from './help'
import type { Io } from './io'
import { envOf, runCli } from './testing'

const ONE = lvsCf([{ servers: ['one 10.0.0.2 1', 'two 10.0.0.3 2'] }])
let b: Bench
let agent: Agent
beforeAll(async () => {
  b = bench()
  agent = await b.start()
})
beforeEach(() => b.put('lvs.cf', ONE))
afterAll(() => agent.close())

type Given = { answers?: string[]; stdin?: string; zh?: boolean; away?: boolean }
async function run(words: string[], { answers, stdin, zh = false, away = false }: Given = {}) {
  const asked: string[] = []
  const ask: Io['ask'] = async (question, hidden) => {
    asked.push(`${hidden ? 'hidden ' : ''}${question}`)
    return answers?.shift() ?? ''
  }
  const env = { ...envOf(b), ...(away ? { ARAPAIMA_RUN: '/nonexistent' } : {}) }
  const said = await runCli(words, { env, stdin, ask: answers ? ask : null, language: zh ? 'zh' : 'en' })
  return { ...said, asked }
}

test('no verb, an unknown verb, an unknown option: what is meant, exit 2', async () => {
  expect((await run([])).status).toBe(2)
  expect(await run(['aply'])).toMatchObject({ status: 2, err: expect.stringContaining('Did you mean “apply”?') })
  expect(await run(['plan', '--actaul', 'x'])).toMatchObject({ status: 2, err: expect.stringContaining('--actual') })
  expect((await run(['plan', '--role', 'primary'])).status).toBe(2)
  expect((await run(['plan', '--actual'])).status).toBe(2)
  expect((await run(['status', 'now'])).status).toBe(2)
  expect((await run(['status', '--json=1'])).status).toBe(2)
  expect((await run(['log', '-n', '0'])).status).toBe(2)
  expect((await run(['help'])).status).toBe(0)
})

test('every verb has help, in both languages', async () => {
  for (const verb of VERBS) {
    for (const zh of [false, true]) {
      const shown = await run([verb, '--help'], { zh })
      expect([verb, shown.status, shown.err]).toEqual([verb, 0, ''])
      expect(shown.out).toContain(verb)
    }
  }
})

test('a plan without an agent: argv in order, 6 when there is something to do, 0 when not', async () => {
  const cf = join(b.options.paths.etc, 'lvs.cf')
  const empty = await run(['plan', cf, '--actual', '/dev/null'], { away: true })
  expect(empty.status).toBe(6)
  expect(empty.out.split('\n').filter((l) => l.startsWith('ipvsadm'))).toEqual([
    'ipvsadm -A -t 192.0.2.10:80 -s wrr',
    'ipvsadm -a -t 192.0.2.10:80 -r 10.0.0.2:80 -m -w 1',
    'ipvsadm -a -t 192.0.2.10:80 -r 10.0.0.3:80 -m -w 2',
  ])
  // Chains, settings and addresses count as wanted: nothing but the table is in the plan.
  expect(empty.out.split('\n').filter((l) => /^[a-z]/.test(l) && !l.startsWith('ipvsadm'))).toEqual([])
  const save = join(b.folder, 'save')
  writeFileSync(
    save,
    '-A -t 192.0.2.10:80 -s wrr\n-a -t 192.0.2.10:80 -r 10.0.0.2:80 -m -w 1\n-a -t 192.0.2.10:80 -r 10.0.0.3:80 -m -w 2\n',
  )
  expect((await run(['plan', cf, '--actual', save], { away: true })).status).toBe(0)
  expect(
    (await run(['plan', '-', '--actual', save], { away: true, stdin: ONE.replace('weight = 2', 'weight = 7') })).out,
  ).toContain('-e -t 192.0.2.10:80 -r 10.0.0.3:80 -m -w 7')
  const json = await run(['plan', cf, '--actual', '/dev/null', '--json'], { away: true })
  expect(JSON.parse(json.out)).toMatchObject({
    role: 'active',
    steps: [{ argv: ['ipvsadm', '-A', '-t', '192.0.2.10:80', '-s', 'wrr'] }, {}, {}],
  })
  expect((await run(['plan', cf, '--actual', '/nonexistent'], { away: true })).status).toBe(3)
  expect((await run(['plan', '/nonexistent', '--actual', '/dev/null'], { away: true })).status).toBe(3)
  expect((await run(['plan', cf], { away: true })).status).toBe(2)
  expect(await run(['plan', '-', '--actual', '/dev/null'], { stdin: 'port = 1\n' })).toMatchObject({
    status: 1,
    err: expect.stringMatching(/^lvs\.cf:1:1: error KEY_ELSEWHERE: /),
  })
})

test('an agent that is away: exit 5, in the reader’s language', async () => {
  for (const verb of ['plan', 'status', 'apply', 'repair', 'log'])
    expect(await run([verb], { away: true })).toMatchObject({
      status: 5,
      err: expect.stringContaining('does not answer'),
    })
  expect((await run(['status'], { away: true, zh: true })).err).toContain('没有响应')
})

test('apply shows the plan, asks, does it; without a terminal only with --yes', async () => {
  expect(await run(['plan'])).toMatchObject({ status: 6 })
  expect(await run(['apply'])).toMatchObject({ status: 2, err: expect.stringContaining('--yes') })
  const no = await run(['apply'], { answers: ['n'] })
  expect(no).toMatchObject({ status: 1, asked: ['Do this? [y/N] '], out: expect.stringContaining('ipvsadm -A -t') })
  expect(b.kernel.ran).toEqual([])
  const yes = await run(['apply', '--note', 'from the shell'], { answers: ['y'] })
  expect(yes).toMatchObject({ status: 0, out: expect.stringContaining('revision 1') })
  expect(dump(b.kernel)).toContain('10.0.0.3:80')
  expect(await run(['apply', '--yes', '--json'])).toMatchObject({
    status: 0,
    out: expect.stringContaining('"applied": 0'),
  })
  expect(await run(['plan'])).toMatchObject({ status: 0, out: 'Nothing to do.\n' })
  expect(await run(['status'])).toMatchObject({ status: 0 })
  const log = await run(['log', '-n', '3'])
  expect(log).toMatchObject({ status: 0, out: expect.stringContaining('“from the shell”') })
})

test('apply says which line is wrong and does nothing', async () => {
  b.put('lvs.cf', ONE.replace('port = 80', 'port = 80x'))
  const wrong = await run(['apply', '--yes'])
  expect(wrong).toMatchObject({ status: 1, err: expect.stringMatching(/^lvs\.cf:9:\d+: error /) })
  expect(await run(['status'])).toMatchObject({ status: 1 })
})

test('a plan that changes between question and answer: exit 4', async () => {
  b.put('lvs.cf', ONE.replace('weight = 2', 'weight = 3'))
  const io = run(['apply'], { answers: [] })
  expect((await io).status).toBe(1)
  let first = true
  const answers = {
    shift: () => {
      if (first) b.put('lvs.cf', ONE.replace('weight = 2', 'weight = 4'))
      first = false
      return 'y'
    },
  } as unknown as string[]
  expect(await run(['apply'], { answers })).toMatchObject({ status: 4 })
})

test('drift is said by status and put back by repair', async () => {
  await run(['apply', '--yes'])
  b.kernel.ipvsadm('-e -t 192.0.2.10:80 -r 10.0.0.3:80 -m -w 0')
  await agent.loop.look()
  expect(await run(['status'])).toMatchObject({
    status: 1,
    out: expect.stringContaining('changed by hand: tcp 192.0.2.10:80 10.0.0.3:80 weight: 2 → 0'),
  })
  expect(await run(['repair'], { answers: ['n'] })).toMatchObject({ status: 1 })
  expect(dump(b.kernel)).toContain('10.0.0.3:80 -m -w 0')
  expect(await run(['repair'])).toMatchObject({ status: 0 })
  expect(dump(b.kernel)).toContain('10.0.0.3:80 -m -w 2')
})

test('log says when the journal was tampered with', async () => {
  const file = join(b.options.paths.state, 'agent', 'journal', 'current.jsonl')
  const { readFileSync } = await import('node:fs')
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace('from the shell', 'from the attic'))
  expect(await run(['log'])).toMatchObject({ status: 1, err: expect.stringContaining('tampered') })
  writeFileSync(file, text)
  expect(await run(['log'])).toMatchObject({ status: 0 })
})

test('passwd reads no password from its arguments', async () => {
  const folder = await consoleFolder(b.options.paths)
  expect((await run(['passwd', 'anna', 'secret-in-ps'])).status).toBe(2)
  expect(await listAccounts(folder)).toEqual([])
  expect((await run(['passwd', 'anna'], { stdin: 'short\n' })).status).toBe(1)
  expect((await run(['passwd', 'an na'], { stdin: 'long enough\n' })).status).toBe(2)
  expect(await run(['passwd', 'anna'], { stdin: 'long enough\nrest\n' })).toMatchObject({ status: 0 })
  expect(await authenticate(folder, 'anna', 'long enough')).toMatchObject({ name: 'anna' })
  const typed = await run(['passwd', 'anna'], { answers: ['typed twice', 'typed twice'] })
  expect(typed.status).toBe(0)
  expect(typed.asked.every((question) => question.startsWith('hidden '))).toBe(true)
  expect(await authenticate(folder, 'anna', 'typed twice')).not.toBeNull()
  expect((await run(['passwd', 'anna'], { answers: ['one password', 'other password'] })).status).toBe(1)
})

test('verbs on files come through: check, get, set', async () => {
  expect((await run(['check'])).status).toBe(0)
  expect(await run(['get', 'virtual.web.port'])).toMatchObject({ status: 0, out: '80\n' })
  expect((await run(['set', 'virtual.web.port=8080'])).status).toBe(0)
  expect(await run(['get', 'virtual.web.port'])).toMatchObject({ out: '8080\n' })
})

test('hostile text in a file cannot play with the terminal', async () => {
  b.put('lvs.cf', ONE.replace('virtual web {', 'virtual we\u001b[31mb {').replace('port = 80', 'port = 8\u001b]0;x'))
  const { out, err } = await run(['plan', join(b.options.paths.etc, 'lvs.cf'), '--actual', '/dev/null'])
  expect(`${out}${err}`).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/)
})

test('what the agent can say has a sentence', () => {
  const kinds = ['apply', 'repair', 'restore', 'put-back', 'cut', 'adopt']
  const codes = kinds.flatMap((kind) => ['', 'Failed', 'Refused'].map((end) => `agent.${kind}${end}`))
  expect(codes.filter((code) => !hasText(code))).toEqual([])
  expect(Object.keys(catalogue).filter((key) => key.startsWith('cli.verb.'))).toHaveLength(VERBS.length)
})
