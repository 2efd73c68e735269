import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { setPassword } from '@/lib/store/accounts'
import { built, PASSWORD, until, useConsole } from '../testing/console'

const codesIn = (text: string): string[] => [...text.matchAll(/^ {4}([A-Z2-7-]{32})$/gm)].map((m) => m[1] ?? '')

describe.skipIf(!built)('before anybody has an account', () => {
  const world = useConsole({ account: false })
  let code = ''
  beforeAll(() => {
    code = codesIn(world.running.out())[0] ?? ''
  })

  test('a code is printed and every page leads to the claim', async () => {
    expect(code).toMatch(/^([A-Z2-7]{4}-){6}[A-Z2-7]{2}$/)
    expect((await world.client().get('/')).headers.location).toMatch(/^\/login/)
    expect((await world.client().get('/login')).headers.location).toBe('/claim')
  })

  test('wrong names, passwords and codes: all problems at once, what was typed stays, secrets do not come back', async () => {
    const c = world.client()
    const form = await c.form('/claim', 'code', 'user', 'password', 'repeat')
    const answer = await c.submit(form, { code, user: 'not a name', password: 'short77', repeat: 'other77' })
    expect(answer.status).toBe(200)
    expect(answer.text.includes('value="not a name"')).toBe(true)
    expect(answer.text.includes('at least 8 characters')).toBe(true)
    expect(answer.text.includes('differ')).toBe(true)
    for (const secret of ['short77', 'other77', code]) expect(answer.text.includes(secret)).toBe(false)
  })

  test('five wrong codes make a new one, printed again; the old one is worth nothing', async () => {
    const c = world.client()
    const values = { user: 'ann', password: PASSWORD, repeat: PASSWORD }
    for (let i = 0; i < 5; i++) {
      const form = await c.form('/claim', 'code')
      expect((await c.submit(form, { ...values, code: 'AAAA' })).status).toBe(200)
    }
    await until(() => codesIn(world.running.out()).length === 2, world.running.out)
    const late = await c.submit(await c.form('/claim', 'code'), { ...values, code })
    expect(late.status).toBe(200)
    code = codesIn(world.running.out()).at(-1) ?? ''
  })

  test('of several claims at once one wins', async () => {
    const names = ['ann', 'bob', 'cid']
    const forms = await Promise.all(
      names.map(async (user) => {
        const c = world.client()
        return { c, user, form: await c.form('/claim', 'code') }
      }),
    )
    const answers = await Promise.all(
      forms.map(({ c, user, form }) => c.submit(form, { user, code, password: PASSWORD, repeat: PASSWORD })),
    )
    const winners = names.filter((_, i) => answers[i]?.status === 303)
    const accounts = await readFile(join(world.running.top, 'state/console/accounts.json'), 'utf8')
    expect((JSON.parse(accounts) as { accounts: unknown[] }).accounts).toHaveLength(1)
    expect(winners.filter((name) => accounts.includes(`"name":"${name}"`))).toHaveLength(1)
    expect(existsSync(join(world.running.top, 'state/console/claim.json'))).toBe(false)
    await setPassword(await world.folder(), 'ann', PASSWORD)
    expect((await world.client().get('/claim')).headers.location).toBe('/login')
  })
})
