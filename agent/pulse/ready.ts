import { familyOf } from '@/lib/kernel/endpoint'
import type { KernelState } from '@/lib/kernel/state'
import type { Role } from '@/lib/plan'
import { BACKUP_ONLY } from '@/lib/plan/settings'
import type { Context } from '../context'
import { wantedOf } from '../planning'
import { leasedOf } from './leases'
import type { Ready } from './messages'

type Net = Pick<KernelState, 'addresses' | 'links'>

/**
 * What the heartbeat process brings up and takes down by itself when the role turns: the addresses of the running configuration, those that
 * retire with them, and the one setting that goes with the role. Null while nothing is running, or while somebody else manages this kernel
 * (operations.md 10). An address that is the router's own, or that would become an interface's first and so look like its own, is left to the agent.
 */
export function readyOf({ state }: Context, actual: Net): Ready | null {
  const { configuration, rivals, owned } = state
  if (!configuration || rivals.length > 0) return null
  const { wanted } = wantedOf(configuration, 'active')
  const retired = owned.retired.flatMap(({ address }) => address ?? [])
  const all = [
    ...wanted.addresses,
    ...retired.filter((old) => !wanted.addresses.some((a) => a.address === old.address)),
  ]
  const addresses = all.filter(({ address, device }) => {
    const bases = actual.addresses.filter((entry) => entry.base)
    const isOwn = bases.some((base) => base.address === address)
    const hasBase = bases.some((base) => base.device === device && familyOf(base.address) === familyOf(address))
    return actual.links?.[device] && hasBase && !isOwn
  })
  const settingsOf = (role: Role): Record<string, string> => {
    const only = wantedOf(configuration, role).wanted.sysctls[BACKUP_ONLY]
    return only !== undefined && Object.hasOwn(owned.sysctls, BACKUP_ONLY) ? { [BACKUP_ONLY]: only } : {}
  }
  const settings = { hold: settingsOf('active'), withdraw: settingsOf('standby') }
  return { addresses: addresses.map(leasedOf), settings }
}
