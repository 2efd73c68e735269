import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fakeKernel } from '@/agent/kernel/fake'
import { applyPlan } from '@/agent/testing'
import { changePartnerSettings, partnerSettings } from '@/lib/sync'
import { agentFor } from '../testing/agent'
import { formsOf } from '../testing/client'
import { built, until, useConsole } from '../testing/console'

/** A router whose partner says nothing; the interface has a name that no machine has. */
const PORT = 26_000 + (process.pid % 500) * 10
const lvsCf = (port: number) => `serial_no = 1
primary = 127.0.0.1
backup = 127.0.0.2
backup_active = 1
heartbeat_port = ${port}
keepalive = 1
deadtime = 2
network = direct
virtual web {
     active = 1
     address = 192.0.2.10 nonet0:1
     port = 80
     server one {
         address = 10.0.0.2
         active = 1
     }
}
`

describe.skipIf(!built)('both routers as one, without a script', () => {
  const world = useConsole()
  let agent: Awaited<ReturnType<typeof agentFor>>
  const put = (port: number) => writeFile(join(world.running.top, 'etc', 'lvs.cf'), lvsCf(port))
  beforeAll(async () => {
    const kernel = fakeKernel({ links: { nonet0: ['127.0.0.1/8'] } })
    agent = await agentFor(world.running.top, { kernel, options: { role: null } })
    const partner = { address: '127.0.0.2', port: 1 }
    await changePartnerSettings(await world.folder(), partnerSettings.parse(partner))
    await put(PORT)
    await applyPlan(agent)
    await until(
      async () => (await agent.loop.status()).pulse.role === 'active',
      () => 'it serves',
    )
  }, 60_000)
  afterAll(() => agent?.close())

  test('no button while nothing changes that the heartbeats go by', async () => {
    const { text } = await (await world.user()).get('/review')
    expect(text).not.toContain('Change both routers as one')
  })

  test('the button stands beside Apply and says why not; sent all the same, the page says so and nothing is changed', async () => {
    await put(PORT + 1)
    const c = await world.user()
    const { text } = await c.get('/review')
    expect(text).toContain('id="cuts"')
    const button = /<button[^>]*>Change both routers as one<\/button><span[^>]*>([^<]*)/.exec(text)
    expect(button?.[0]).toContain('aria-disabled="true"')
    expect(button?.[1]).toContain('do not hear each other')
    const form = formsOf(text, '/review').find(
      ({ fields }) => !fields.some(([name]) => name === 'note') && fields.some(([name]) => name === 'plan'),
    )
    if (!form) throw new Error('no form')
    const stale = await c.submit(form, { plan: '0'.repeat(64) })
    expect(stale.headers.location).toBe('/review?problem=NOT_DONE')
    const { location = '' } = (await c.submit(form, {})).headers
    expect(location).toMatch(/^\/redundancy\/partner\/sync\?job=/)
    let page = ''
    await until(
      async () => {
        page = (await c.get(location)).text
        return page.includes('Not changed as one')
      },
      () => page,
    )
    expect(page).toContain('do not hear each other')
    expect((await agent.loop.status()).pair?.port).toBe(PORT)
  })

  test('a foreign page cannot press it', async () => {
    const c = await world.user()
    const { text } = await c.get('/review')
    const forms = formsOf(text, '/review').filter(({ fields }) => fields.some(([name]) => name === 'plan'))
    expect(forms).toHaveLength(2)
    for (const form of forms) expect((await c.submit(form, {}, { origin: 'http://evil.example' })).status).toBe(403)
    expect((await agent.loop.status()).pair?.port).toBe(PORT)
  })
})
