import type { Address } from '../kernel/state'
import { effectiveGlobal } from '../lvscf'
import type { LvsConfig } from '../lvscf/model'
import type { Saying } from '../plan/types'
import type { PulseConfig } from './types'

/** The two ends of a channel: own address and the partner's. */
export type Route = { from: string; to: string; device: string }

/** How this router takes part, and where its heartbeats go. */
export type Place = {
  config: PulseConfig
  port: number
  routes: { public: Route | null; private: Route | null }
  /** what keeps it from taking part (config.unable is the first), and what a person should know. Each with a remedy in its sentence. */
  faults: Saying[]
  warnings: Saying[]
}

const fault = (code: string, params: Saying['params'] = {}): Saying => ({ code: `pulse.start.${code}`, params })

/**
 * Primary is who owns the `primary` address as main address of a base interface; any other router is the backup (reference 2.2). What
 * Piranha said as "cannot create heartbeat socket. running as root?" or "backup is marked inactive" is found here by its true name.
 * @param addresses of this router, as the kernel has them (lo left out)
 */
export function placeOf(file: LvsConfig, addresses: readonly Address[], roleFrom: PulseConfig['roleFrom']): Place {
  const global = effectiveGlobal(file.global)
  const { primary, backup, primary_private: primaryPrivate, backup_private: backupPrivate } = global
  const own = (address: string | undefined) => addresses.find((a) => a.address === address)
  const active = global.backup_active && backup !== undefined
  // Alone there is nobody to tell apart from: a file that names no primary serves as well.
  const me = own(primary)?.base || (primary === undefined && !active) ? 'primary' : 'backup'
  const warnings = global.backup_active && backup === undefined ? [fault('no-backup')] : []
  if (primary === undefined && !active) warnings.push(fault('primary-unset'))
  const [mine, theirs] = me === 'primary' ? [primary, backup] : [backup, primary]
  const faults = faultsOf({ primary, backup, active, me }, addresses)
  const [minePrivate, theirsPrivate] =
    me === 'primary' ? [primaryPrivate, backupPrivate] : [backupPrivate, primaryPrivate]
  const separate = minePrivate !== mine && theirsPrivate !== theirs
  if (active && faults.length === 0 && separate && minePrivate && !own(minePrivate))
    faults.push(fault('private-not-here', { address: minePrivate }))
  const route = (from: string | undefined, to: string | undefined): Route | null => {
    const device = own(from)?.device
    return active && from && to && device ? { from, to, device } : null
  }
  const routes = { public: route(mine, theirs), private: separate ? route(minePrivate, theirsPrivate) : null }
  const config: PulseConfig = {
    me,
    partner: active && faults.length === 0,
    unable: faults[0] ?? null,
    keepaliveMs: global.keepalive * 1000,
    deadtimeMs: global.deadtime * 1000,
    monitorLinks: global.monitor_links,
    privateChannel: routes.private !== null,
    sync: global.syncdaemon,
    roleFrom,
  }
  return { config, port: global.heartbeat_port, routes, faults, warnings }
}

type Who = { primary: string | undefined; backup: string | undefined; active: boolean; me: 'primary' | 'backup' }

/** The faults of the questions that people asked about pulse, in the order in which they are to be mended. */
function faultsOf({ primary, backup, active, me }: Who, addresses: readonly Address[]): Saying[] {
  if (primary === undefined) return active ? [fault('no-primary')] : []
  const found = (address: string) => addresses.find((a) => a.address === address)
  if (me === 'primary') return []
  const alias = found(primary)
  // It is here, but as a second address or on an alias: the host would take itself for the backup.
  if (alias) return [fault('primary-on-alias', { address: primary, device: alias.label ?? alias.device })]
  const here = addresses.filter((a) => a.base).map((a) => a.address)
  if (!active) {
    const code = backup === undefined || !found(backup) ? 'not-primary' : 'backup-inactive'
    return [fault(code, { address: primary, here: here.join(', ') })]
  }
  const own = found(backup ?? '')
  if (!own) return [fault('not-here', { primary, backup: backup ?? '', here: here.join(', ') })]
  return own.base ? [] : [fault('backup-on-alias', { address: own.address, device: own.label ?? own.device })]
}

/** The heartbeat's socket could not be opened on an address. `code` is the system's: EADDRINUSE, EADDRNOTAVAIL, EACCES. */
export function socketFault(code: string, address: string, port: number): Saying {
  const known = { EADDRINUSE: 'port-taken', EADDRNOTAVAIL: 'address-gone', EACCES: 'not-allowed' }
  const name = known[code as keyof typeof known] ?? 'no-socket'
  return fault(name, { address, port, why: code })
}
