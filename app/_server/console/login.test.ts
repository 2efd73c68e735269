import { readdir, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { setPassword } from '@/lib/store/accounts'
import { formsOf } from '../testing/client'
import { built, logIn, PASSWORD, useConsole } from '../testing/console'

describe.skipIf(!built)('log-in', () => {
  const world = useConsole()
  test('unknown user and wrong password get the same words; the name stays, the password does not', async () => {
    const page = async (user: string) => {
      const c = world.client()
      const answer = await c.submit(await c.form('/login', 'user'), { user, password: 'wrong-secret' })
      expect(answer.status).toBe(200)
      expect(c.cookies.has(world.cookie())).toBe(false)
      return answer.text
    }
    const [known, unknown] = [await page('ann'), await page('nobody')]
    for (const text of [known, unknown]) {
      expect(text).toContain('User name or password is wrong.')
      expect(text).not.toContain('wrong-secret')
    }
    expect(known).toContain('value="ann"')
    expect(unknown).toContain('value="nobody"')
  })

  test('the cookie: HttpOnly, SameSite, whole host, not Secure on plain HTTP, no name in it', async () => {
    const c = world.client()
    const answer = await c.submit(await c.form('/login', 'user'), { user: 'ann', password: PASSWORD })
    const line = answer.headers['set-cookie']?.find((one) => one.startsWith(`arapaima-${world.running.port}=`)) ?? ''
    expect(line).toMatch(/; HttpOnly/)
    expect(line).toMatch(/; SameSite=lax/i)
    expect(line).toMatch(/; Path=\//)
    expect(line).not.toMatch(/Secure|Domain|ann/)
  })

  test('without the hidden token, or with that of another visitor, nobody is logged in', async () => {
    const c = world.client()
    const form = await c.form('/login', 'user')
    const foreign = (await world.client().form('/login', 'user')).fields.find(([name]) => name === 'token')?.[1] ?? ''
    for (const token of ['', 'x', foreign]) {
      const answer = await c.submit(form, { user: 'ann', password: PASSWORD, token })
      expect([answer.status, c.cookies.has(world.cookie())]).toEqual([200, false])
    }
  })

  test('a page without cookies is answered with a form that will do', async () => {
    const c = world.client()
    const form = await c.form('/login', 'user')
    c.cookies.clear()
    const answer = await c.submit(form, { user: 'ann', password: PASSWORD })
    expect(answer.text.includes('too old')).toBe(true)
    const again = formsOf(answer.text, '/login').find((one) => one.fields.some(([name]) => name === 'password'))
    expect((await c.submit(again ?? form, { user: 'ann', password: PASSWORD })).status).toBe(303)
  })

  test('the id changes with each log-in, and the one before is over', async () => {
    const c = world.client()
    await logIn(c)
    const first = c.cookies.get(world.cookie()) ?? ''
    // A form of the log-in page fetched without the session, sent with it: a log-in over a session.
    const visitor = world.client()
    const form = await visitor.form('/login', 'user')
    visitor.cookies.set(world.cookie(), first)
    const token =
      formsOf((await c.get('/sign-out')).text, '/sign-out')[0]?.fields.find(([n]) => n === 'token')?.[1] ?? ''
    expect((await visitor.submit(form, { user: 'ann', password: PASSWORD, token })).status).toBe(303)
    const second = visitor.cookies.get(world.cookie()) ?? ''
    expect(second).not.toBe(first)
    expect((await visitor.get('/api/v1/config')).status).toBe(200)
    expect((await c.get('/api/v1/config')).status).toBe(401)
  })

  test('a planted or altered cookie is no session', async () => {
    const c = world.client()
    await logIn(c)
    const good = c.cookies.get(world.cookie()) ?? ''
    const turned = `${good.slice(0, 60)}${good[60] === 'A' ? 'B' : 'A'}${good.slice(61)}`
    for (const bad of ['x', '', turned, good.slice(0, -9), encodeURIComponent('{"id":"x"}')]) {
      c.cookies.set(world.cookie(), bad)
      expect((await c.get('/api/v1/config')).status).toBe(401)
    }
  })

  test('a signed-out cookie opens nothing when it is played back', async () => {
    const c = world.client()
    await logIn(c)
    const kept = c.cookies.get(world.cookie()) ?? ''
    const out = await c.submit(await c.form('/sign-out', 'token', 'back'), {})
    expect([out.status, out.headers.location]).toEqual([303, '/login?out=1'])
    c.cookies.set(world.cookie(), kept)
    expect((await c.get('/api/v1/config')).status).toBe(401)
    expect((await c.get('/sign-out')).headers.location).toMatch(/^\/login/)
  })

  test('a page that renews itself does not keep an idle session alive', async () => {
    const c = world.client()
    await logIn(c)
    const sessions = join(world.running.top, 'state/console/sessions')
    const times = async () => {
      const all = await readdir(sessions)
      return Promise.all(all.map(async (name) => [name, (await stat(join(sessions, name))).mtimeMs] as const))
    }
    const age = async (minutes: number) => {
      const at = new Date(Date.now() - minutes * 60_000)
      for (const name of await readdir(sessions)) await utimes(join(sessions, name), at, at)
    }
    await age(20)
    const before = await times()
    await c.get('/api/v1/status')
    await c.send({
      path: '/virtual-servers',
      headers: { referer: `http://127.0.0.1:${world.running.port}/virtual-servers` },
    })
    expect(await times()).toEqual(before)
    await c.get('/virtual-servers')
    expect(await times()).not.toEqual(before)
    await age(31)
    expect((await c.get('/api/v1/config')).status).toBe(401)
  })

  test('a new password ends the sessions of that user at once', async () => {
    const c = world.client()
    await logIn(c)
    expect((await c.get('/api/v1/config')).status).toBe(200)
    await setPassword(await world.folder(), 'ann', PASSWORD)
    expect((await c.get('/api/v1/config')).status).toBe(401)
  })
})
