import { describe, expect, test } from 'vitest'
import { readPartnerSettings } from '@/lib/sync'
import { built, useConsole } from '../testing/console'

const HERE = '/redundancy/partner'

/** The partner's settings as a browser without JavaScript sends them. */
describe.skipIf(!built)('how the partner is reached', () => {
  const world = useConsole()
  const settings = async () => readPartnerSettings(await world.folder())

  test('every problem at once, at its field, with what was typed; nothing is kept', async () => {
    const client = await world.user()
    const before = await settings()
    const form = await client.form(HERE, 'everySec', 'folder')
    const wrong = { address: '-o x', port: '80x', user: 'a b', folder: '/etc/../root', everySec: '1' }
    const { status, text } = await client.submit(form, wrong)
    expect(status).toBe(200)
    for (const name of Object.keys(wrong)) expect(text).toContain(`href="#field-${name}"`)
    expect(text).toContain('value="/etc/../root"')
    expect(await settings()).toEqual(before)
  })

  test('kept as they are meant', async () => {
    const client = await world.user()
    const form = await client.form(HERE, 'everySec', 'folder')
    const right = { address: '192.0.2.12', port: '2222', command: " service  pulse restart it's", everySec: '60' }
    const { status, headers } = await client.submit(form, right)
    expect([status, headers.location]).toEqual([303, `${HERE}?done=saved`])
    expect(await settings()).toMatchObject({
      ...{ address: '192.0.2.12', port: 2222, everySec: 60 },
      command: ['service', 'pulse', 'restart', "it's"],
    })
  })

  test('no button of the pair does anything without the token of the session', async () => {
    const client = await world.user()
    const form = await client.form(HERE, 'everySec', 'folder')
    const { text } = await client.submit(form, { everySec: '90', token: 'of another session' })
    expect(text).toContain('role="alert"')
    expect((await settings()).everySec).toBe(60)
  })
})
