import { describe, expect, test } from 'vitest'
import { built, PASSWORD, routesOf, useConsole } from '../testing/console'

/** Open to everybody; all else needs a session. */
const PUBLIC = new Set(['/login', '/claim', '/language'])
const VERBS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND']

describe.skipIf(!built)('without a session', () => {
  const world = useConsole()
  test('each route and verb is refused and nothing changes', async () => {
    const before = await world.store().read()
    const routes = await routesOf()
    expect(routes.length).toBeGreaterThan(10)
    const wrong: string[] = []
    for (const { path, kind } of routes.filter((r) => !PUBLIC.has(r.path))) {
      for (const method of VERBS) {
        const body = ['POST', 'PUT', 'PATCH'].includes(method) ? '{}' : undefined
        const { status, headers } = await world.client().send({ method, path, body })
        const refused =
          kind === 'api'
            ? [401, 403, 405, 501].includes(status)
            : status === 405 ||
              status === 501 ||
              ([303, 307].includes(status) && /^\/login/.test(headers.location ?? ''))
        if (!refused) wrong.push(`${method} ${path}: ${status} ${headers.location ?? ''}`)
      }
    }
    expect(wrong).toEqual([])
    expect((await world.store().read()).hash).toBe(before.hash)
  }, 60_000)

  test('the API says 401 in JSON; a page comes back after the log-in', async () => {
    const api = await world.client().get('/api/v1/status')
    expect([api.status, api.headers['content-type']]).toEqual([401, 'application/json'])
    expect(JSON.parse(api.text)).toMatchObject({ code: 'login.needSession' })
    const c = world.client()
    const to = (await c.get('/virtual-servers')).headers.location ?? ''
    expect(to).toBe('/login?next=%2Fvirtual-servers')
    const form = await c.form(to, 'user')
    const back = await c.submit(form, { user: 'ann', password: PASSWORD })
    expect([back.status, back.headers.location]).toEqual([303, '/virtual-servers'])
    expect((await c.get('/virtual-servers')).status).toBe(200)
  })

  test('the log-in page does not lead elsewhere', async () => {
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
      const c = world.client()
      const form = await c.form(`/login?next=${encodeURIComponent(next)}`, 'user')
      const answer = await c.submit(form, { user: 'ann', password: PASSWORD, next })
      expect(answer.headers.location).toBe('/')
    }
  })

  test.each(['proxy:proxy:proxy:proxy:proxy', 'middleware', 'src/middleware:src/middleware', '1'])(
    'x-middleware-subrequest: %s opens nothing and leaves the policy on',
    async (value) => {
      const api = await world.client().send({ path: '/api/v1/config', headers: { 'x-middleware-subrequest': value } })
      expect(api.status).toBe(401)
      const page = await world.client().send({ path: '/login', headers: { 'x-middleware-subrequest': value } })
      expect(page.headers['content-security-policy']).toContain('strict-dynamic')
    },
  )

  test('path tricks lead nowhere', async () => {
    const paths = [
      '//api/v1/config',
      '/api//v1/config',
      '/./api/v1/config',
      '/login/../api/v1/config',
      '/%2e%2e/api/v1/config',
      '/api/v1/config%00',
      '/api/v1/config/',
      '/API/v1/config',
      '/_next/static/../../server/app/index.html',
      '/_next/data/x/index.json',
      '/.env',
      '/package.json',
      '/lib/store/store.ts',
    ]
    for (const path of paths) {
      const { status, text } = await world.client().send({ path })
      expect([308, 307, 400, 401, 404], path).toContain(status)
      expect(text).not.toContain('"hash"')
    }
  })

  test('static files need none, and are no more than files of the build', async () => {
    const page = await world.client().get('/login')
    const script = /src="(\/_next\/static\/[^"]+\.js)"/.exec(page.text)?.[1] ?? ''
    expect((await world.client().get(script)).status).toBe(200)
  })
})
