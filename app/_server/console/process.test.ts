import net from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { built, logIn, start, stop, until, useConsole } from '../testing/console'

describe.skipIf(!built)('language, start and end', () => {
  const world = useConsole()
  test('cookie, then Accept-Language; the link goes back and only back', async () => {
    const c = world.client()
    const zh = await c.send({ path: '/login', headers: { 'accept-language': 'zh-CN,zh;q=0.9' } })
    expect(zh.text.includes('lang="zh-CN"')).toBe(true)
    const chosen = await c.get('/language?to=zh&next=/login')
    expect([chosen.status, chosen.headers.location]).toEqual([303, '/login'])
    expect((await c.get('/login')).text).toContain('用户名')
    expect((await c.get('/language?to=xx&next=//evil.example')).headers.location).toBe('/')
    expect(c.cookies.get('lang')).toBe('zh')
  })

  test('a taken port is said plainly', async () => {
    const second = await start(world.running.top, { ARAPAIMA_PORT: String(world.running.port) })
    await until(() => second.child.exitCode !== null, second.out)
    expect(second.child.exitCode).toBe(1)
    expect(second.out()).toContain(`Port ${world.running.port} on 127.0.0.1 is already taken`)
    expect(second.out()).not.toContain('at ')
  })

  test('a state folder that cannot be used is said plainly', async () => {
    const other = await start(world.running.top, {
      ARAPAIMA_STATE: join(world.running.top, 'state/console/accounts.json'),
    })
    await until(() => other.child.exitCode !== null, other.out)
    expect(other.child.exitCode).toBe(3)
    expect(other.out()).toContain('cannot be used')
  })

  test('TERM ends it at once with 0, idle connections or not; sessions go on after the next start', async () => {
    const c = world.client()
    await logIn(c)
    const idle = net.connect(world.running.port, '127.0.0.1')
    await new Promise((resolve) => idle.once('connect', resolve))
    const began = Date.now()
    await stop(world.running)
    idle.destroy()
    expect(world.running.child.exitCode).toBe(0)
    expect(Date.now() - began).toBeLessThan(2_000)
    world.running = await start(world.running.top, { ARAPAIMA_PORT: String(world.running.port) })
    expect(world.running.out()).not.toMatch(/^ {4}[A-Z2-7-]{32}$/m)
    expect((await c.get('/api/v1/config')).status).toBe(200)
  }, 30_000)
})
