import type { Address } from '../kernel/state'
import { effectiveGlobal } from '../lvscf'
import type { LvsConfig } from '../lvscf/model'
import { familyOf } from '../net'
import type { Saying } from '../plan/types'
import type { VrrpSettings } from './vrrp-settings'
import { advertSec, downMs } from './vrrp-times'

/** One VRRP instance: a channel of the heartbeat, to every other router. */
export type VrrpInstance = {
  name: 'public' | 'private'
  device: string
  from: string
  peers: string[]
  routerId: number
}

/** What keepalived is to be told. Times as it counts them. */
export type VrrpSetup = {
  instances: VrrpInstance[]
  priority: number
  advertSec: number
  /** an agent that has not said for so long that it lives is given up, seconds */
  deadSec: number
  /** a link that is down is a fault (monitor_links) */
  trackLinks: boolean
}

/** `setup` null with no faults: there is nobody else, and nothing to elect. */
export type VrrpPlace = { setup: VrrpSetup | null; faults: Saying[]; warnings: Saying[] }

type Router = { public: string; private: string | null }

/** By place: primary, backup, then the others. 50 apart as keepalived.conf(5) recommends, then as much as there is room for. */
const PRIORITIES = [150, 100, 90, 80, 70, 60, 50, 40, 30, 20]
/** What may stand in keepalived's file without a second meaning: it takes `!`, `#`, `{`, `$`, quotes and blanks for its own. */
const PLAIN_NAME = /^[A-Za-z0-9][A-Za-z0-9._@-]*$/

const fault = (code: string, params: Saying['params'] = {}): Saying => ({ code: `pulse.start.${code}`, params })

/**
 * This router's VRRP from lvs.cf, its addresses and its settings. Which of the routers it is it finds by its own addresses, as with pulse (reference
 * 2.2); all of them hold the same lvs.cf and the same list of others.
 * @param addresses of this router, as the kernel has them (lo left out)
 */
export function vrrpOf(file: LvsConfig, addresses: readonly Address[], settings: VrrpSettings): VrrpPlace {
  const global = effectiveGlobal(file.global)
  const routers = routersOf(global, settings)
  const base = (address: string | null) => addresses.find((a) => a.base && a.address === address)
  const me = routers.findIndex((router) => base(router.public))
  const own = routers[me]
  if (routers.length < 2) return { setup: null, faults: [], warnings: [] }
  if (!own) {
    const here = addresses.filter((a) => a.base).map((a) => a.address)
    return { setup: null, faults: [fault('vrrp-not-here', { here: here.join(', ') })], warnings: [] }
  }
  const rest = routers.filter((router) => router !== own)
  const faults = differences(routers)
  const channel = (name: VrrpInstance['name'], routerId: number): VrrpInstance[] => {
    const from = own[name]
    const peers = rest.flatMap((router) => router[name] ?? [])
    if (from === null || peers.length < rest.length) return []
    const device = base(from)?.device
    if (device === undefined) faults.push(fault('private-not-here', { address: from }))
    else if (!PLAIN_NAME.test(device)) faults.push(fault('vrrp-device', { device }))
    return device === undefined ? [] : [{ name, device, from, peers, routerId }]
  }
  const instances = [...channel('public', settings.publicId), ...channel('private', settings.privateId)]
  const deadtimeMs = global.deadtime * 1000
  const late = downMs(deadtimeMs) > deadtimeMs
  const warnings = late ? [fault('vrrp-slow', { deadtime: global.deadtime, after: downMs(deadtimeMs) / 1000 })] : []
  const setup: VrrpSetup = {
    instances,
    priority: settings.priority ?? PRIORITIES[me] ?? 1,
    advertSec: advertSec(deadtimeMs),
    deadSec: global.deadtime,
    trackLinks: global.monitor_links,
  }
  return { setup: faults.length === 0 ? setup : null, faults, warnings }
}

/** All that take part, in the order of their priority. A private address that is the public one is no second channel. */
function routersOf(global: ReturnType<typeof effectiveGlobal>, settings: VrrpSettings): Router[] {
  const router = (address: string | undefined, own: string | undefined): Router[] =>
    address === undefined ? [] : [{ public: address, private: own === undefined || own === address ? null : own }]
  const { primary, backup, backup_active: active } = global
  return [
    ...router(primary, global.primary_private),
    ...(active ? router(backup, global.backup_private) : []),
    ...settings.others,
  ]
}

/** Routers that would not elect together. */
function differences(routers: readonly Router[]): Saying[] {
  const found: Saying[] = []
  const all = routers.flatMap((router) => [router.public, ...(router.private === null ? [] : [router.private])])
  const twice = all.find((address, index) => all.indexOf(address) < index)
  if (twice !== undefined) found.push(fault('vrrp-twice', { address: twice }))
  // One that heard the public channel alone would take over where the others still hear each other.
  const without = routers.filter((router) => router.private === null)
  if (without.length > 0 && without.length < routers.length)
    found.push(fault('vrrp-private', { routers: without.map((router) => router.public).join(', ') }))
  // Version 3, which IPv6 needs, has no instance without addresses.
  for (const address of all) if (familyOf(address) === 6) found.push(fault('vrrp-ipv6', { address }))
  return found
}
