import { expect } from '@playwright/test'
import type { Status } from '../../../lib/api/types'
import { foldersOf, GUEST_TREE } from '../../lab/router'
import { Product } from '../../lab/run/product'
import { untilWith } from '../../lab/run/scenario'
import { addressOf, VIP } from '../../lab/topology'
import type { RouterA } from './router'
import { api } from './session'
import { site, WEB } from './site'

/** Router a as the primary of a pair with both channels. Long times: the browser shares the guest's processor. */
export const LIVE_PAIR = {
  text: site(WEB).replace(
    'service = lvs\n',
    `primary_private = ${addressOf('a', 'prv')}
backup_active = 1
backup = ${addressOf('b', 'pub')}
backup_private = ${addressOf('b', 'prv')}
heartbeat_port = 539
keepalive = 1
deadtime = 6
syncdaemon = 1
syncd_iface = eth1
service = lvs
`,
  ),
  up: 3,
}

export const stateOf = async (router: RouterA) => (await api<Status>(router, 'GET', 'status')).pair?.state

/** Waits until router a is this, as its agent says. */
export const becomes = (router: RouterA, state: string) =>
  expect.poll(() => stateOf(router), { message: 'the state of router a', timeout: 40_000 }).toBe(state)

/** Starts an agent on router b with a's files and a's key, applied; gives it back when a could hand over to it. */
export async function startPartner(router: RouterA): Promise<Product> {
  // Refused where there is one already.
  await router.host.attempt([`${GUEST_TREE}/bin/arapaima`, 'key', '--make'])
  // Shown in groups of eight.
  const key = (await router.host.arapaima('key')).replaceAll(/\s/g, '')
  expect(key).toMatch(/^[0-9a-f]{64}$/)
  const memory = `${foldersOf('b').state}/agent/pulse.json`
  await router.other.run(['mkdir', '-p', '-m', '0700', `${foldersOf('b').state}/agent`])
  await router.other.write(memory, JSON.stringify({ keys: [key], latched: false, term: 0, stopped: false }))
  await router.other.run(['chmod', '0600', memory])
  const until = untilWith(async () => router.transcript.toString())
  const partner = await Product.start(router.other, until, await router.file(), null)
  const { exit, stderr, stdout } = await partner.attempt('apply', '--yes')
  expect(exit, stderr + stdout).toBe(0)
  await ready(router)
  return partner
}

/** Nothing stands between now and a hand-over. */
export const ready = (router: RouterA) =>
  expect
    .poll(async () => (await api<Status>(router, 'GET', 'status')).pair?.can.handover, {
      message: 'why router a cannot hand over',
      timeout: 60_000,
    })
    .toBeNull()

/** On the standby: the active partner finds nothing in the way of giving the service back. */
export const settled = (router: RouterA) =>
  expect
    .poll(
      async () => {
        const { pair } = await api<Status>(router, 'GET', 'status')
        const open = pair?.readiness.filter(({ item, state }) => item !== 'standby' && state !== 'ok') ?? []
        return [pair?.can.take, ...open]
      },
      { message: 'why router a cannot take over', timeout: 60_000 },
    )
    .toEqual([null])

/** Waits until this router alone holds the virtual address: a partner says that it serves a moment before its addresses stand. */
export const heldBy = (router: RouterA, name: 'a' | 'b') =>
  expect.poll(() => holders(router), { message: 'who holds the virtual address', timeout: 20_000 }).toEqual([name])

/** The routers that hold it now. */
export async function holders(router: RouterA): Promise<string[]> {
  const found: string[] = []
  for (const host of [router.host, router.other])
    if ((await host.run(['ip', '-o', '-4', 'addr'])).includes(` ${VIP.nat}/`)) found.push(host.name)
  return found
}
