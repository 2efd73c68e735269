import type { Address } from '../kernel/state'
import type { LvsConfig } from '../lvscf/model'
import { type Place, placeOf } from './start'
import { type VrrpSetup, vrrpOf } from './vrrp'
import type { RoleSettings } from './vrrp-settings'

/** How this router takes part, with what keepalived is to be told; `vrrp` null where pulse decides. */
export type RolePlace = Place & { vrrp: VrrpSetup | null }

/**
 * This router's place by its settings. Under VRRP the heartbeats of primary and backup stay, for what they tell; a router beside these two has none. With nobody
 * else there is nothing to elect, and it is as with pulse.
 */
export function placeUnder(file: LvsConfig, addresses: readonly Address[], role: RoleSettings): RolePlace {
  if (role.from === 'pulse') return { ...placeOf(file, addresses, 'pulse'), vrrp: null }
  const { setup, faults, warnings } = vrrpOf(file, addresses, role.vrrp)
  if (!setup && faults.length === 0) return { ...placeOf(file, addresses, 'pulse'), vrrp: null }
  const pair = placeOf(file, addresses, 'vrrp')
  const beside = setup !== null && pair.config.unable !== null && isOther(addresses, role)
  const own = beside ? [] : pair.faults
  const codes = new Set(own.map(({ code }) => code))
  const all = [...own, ...faults.filter(({ code }) => !codes.has(code))]
  const config = {
    ...pair.config,
    unable: all[0] ?? null,
    partner: pair.config.partner && all.length === 0,
    more: role.vrrp.others.length > 0,
  }
  const vrrp = all.length === 0 ? setup : null
  return { ...pair, config, faults: all, warnings: [...(beside ? [] : pair.warnings), ...warnings], vrrp }
}

/** It is one of those whom lvs.cf does not name. */
function isOther(addresses: readonly Address[], { vrrp }: RoleSettings): boolean {
  return vrrp.others.some((router) => addresses.some((entry) => entry.base && entry.address === router.public))
}
