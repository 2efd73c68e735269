import type { Status } from '../../lib/api/types'
import { bringIn, SshRouter } from '../lab/netns/sshd'
import type { Product } from '../lab/run/product'
import { untilWith } from '../lab/run/scenario'
import { look, lookEverywhere, lookInChinese } from './world/look'
import { becomes, holders, LIVE_PAIR, startPartner } from './world/pair'
import { api, become } from './world/session'
import { expect, test } from './world/test'

// What both routers have to agree on, changed from REVIEW AND APPLY on both as one: real heartbeats, real OpenSSH.

// A command over SSH starts a program in the guest: seconds, each time.
const LIMIT_MS = 240_000
test.setTimeout(LIMIT_MS)

let a: SshRouter
let b: SshRouter
let partner: Product | undefined

test.beforeAll(async ({ router }) => {
  test.setTimeout(LIMIT_MS)
  await router.fresh()
  await become(router, LIVE_PAIR)
  await becomes(router, 'active')
  partner = await startPartner(router)
  const hosts = { a: router.host, b: router.other, until: untilWith(async () => router.transcript.toString()) }
  a = await SshRouter.prepare(hosts, 'a')
  b = await SshRouter.prepare(hosts, 'b')
  await b.startSshd()
  await b.put(await b.read())
  await a.json('partner', 'set', 'everySec=5')
  await bringIn(a, b)
})
// Its sshd goes with the next fresh router: the console's connection keeps it from ending.
test.afterAll(async () => partner?.killAgent())

test('another heartbeat port on both, with one button', async ({ page, router }) => {
  const pairs = async () => {
    const { pair } = await api<Status>(router, 'GET', 'status')
    const { pair: there } = (await partner?.status()) ?? {}
    return [pair, there].map((one) => [one?.state, one?.port, one?.partner?.alive, one?.changes.length])
  }
  const before = await pairs()
  expect(before.map((one) => one.slice(0, 3))).toEqual([
    ['active', 539, true],
    ['standby', 539, true],
  ])
  await page.goto('/review')
  await expect(page.getByRole('button', { name: 'Change both routers as one' })).toHaveCount(0)

  expect((await a.console('set', 'heartbeat_port=541')).exit).toBe(0)
  await page.goto('/redundancy/partner?ask=1')
  await page.goto('/review')
  await expect(page.locator('#cuts')).toContainText('Change both routers as one')
  await lookEverywhere(page, 'together-review')
  await lookInChinese(page, 'together-review', async () => void (await page.goto('/review')))
  await page.goto('/review')
  await page.getByRole('button', { name: 'Change both routers as one' }).click()
  await expect(page.getByRole('status').getByText('Both routers have changed').first()).toBeVisible({ timeout: 90_000 })
  await look(page, 'together-done')
  expect(await pairs()).toEqual(before.map(([state, , ...more]) => [state, 541, ...more]))
  expect(await holders(router)).toEqual(['a'])
  expect(await b.read()).toBe(await router.file())
})
