import { describe, expect, test } from 'vitest'
import { endSessionsOf } from '@/lib/store/sessions'
import { formsOf } from '../testing/client'
import { built, PASSWORD, USER, useConsole } from '../testing/console'

/** design.md section 8, 6: whatever a user typed is still there when the session was over, without a script, too. */
describe.skipIf(!built)('a session that ended while a form was filled in', () => {
  const world = useConsole()
  const typed = { primary: '192.0.2.77', primary_private: 'not an address' }

  test('the form comes back after the log-in with what was typed; nothing is saved until it is sent again', async () => {
    const c = await world.user()
    const form = await c.form('/global', 'token', 'primary')
    await endSessionsOf(await world.folder(), USER)
    const sent = await c.submit(form, typed)
    expect([sent.status, sent.headers.location]).toEqual([303, expect.stringMatching(/^\/login\?next=%2Fglobal/)])
    const login = await c.form(sent.headers.location ?? '', 'user', 'password')
    expect(JSON.stringify(login.fields)).not.toContain(typed.primary)
    const back = await c.submit(login, { user: USER, password: PASSWORD })
    expect(back.headers.location).toMatch(/^\/global\?/)
    const page = await c.get(back.headers.location ?? '')
    for (const value of Object.values(typed)) expect(page.text).toContain(`value="${value}"`)
    expect(page.text).toMatch(/role="alert"/)
    expect((await world.store().read()).revision).toBeNull()

    const again = formsOf(page.text, '/global').find((one) => one.fields.some(([name]) => name === 'primary'))
    if (!again) throw new Error('no form')
    expect((await c.submit(again, { primary_private: '' })).headers.location).toMatch(/^\/global\?saved=1/)
    expect((await world.store().read()).files['lvs.cf'].toString()).toContain(`primary = ${typed.primary}`)
  })

  test('no other browser gets it, nor another page', async () => {
    const c = await world.user()
    const form = await c.form('/global', 'token', 'primary')
    await endSessionsOf(await world.folder(), USER)
    const to = new URL((await c.submit(form, typed)).headers.location ?? '', 'http://x').searchParams.get('next') ?? ''
    const other = await world.user()
    expect((await other.get(to)).text).not.toContain(typed.primary_private)
    expect((await other.get(to.replace('/global', '/redundancy'))).text).not.toContain(typed.primary_private)
  })

  test('what another site sends in the place of a form is not kept', async () => {
    const c = await world.user()
    const form = await c.form('/global', 'token', 'primary')
    await endSessionsOf(await world.folder(), USER)
    expect((await c.submit(form, typed, { origin: 'http://evil.example' })).status).toBe(403)
  })
})
