import { familyOf, fullPrefix, isUnspecified } from '../net'
import type {
  AddressOnDevice,
  ForwardWord,
  GlobalValues,
  ProtocolChoice,
  RealServer,
  SchedulerChoice,
  ServerValues,
  Virtual,
  VirtualValues,
} from './model'
import { GLOBAL_KEYS, type KeyInfo, SERVER_KEYS, VIRTUAL_KEYS } from './schema'
import { readValue } from './values'

/** Defaults of a table as values, once. Keys without a default (or with one that follows another key) are absent. */
function defaultsOf<T>(table: Readonly<Record<string, KeyInfo>>): T {
  const values: Record<string, unknown> = {}
  for (const [key, info] of Object.entries(table)) {
    if (info.default === undefined) continue
    values[key] = readValue(info, [{ text: info.default, at: 0, end: 0, quote: '' }], {}).value
  }
  return values as T
}

/** What the daemons take for keys that the file does not set (reference 1.3, 1.4). Times in seconds, masks as prefix length with 0 = not set. */
export const globalDefaults = defaultsOf<GlobalValues>(GLOBAL_KEYS)
export const virtualDefaults = defaultsOf<VirtualValues>(VIRTUAL_KEYS)
export const serverDefaults = defaultsOf<ServerValues>(SERVER_KEYS)

/** An address, or undefined where the file says 0.0.0.0 or nothing. */
function set(address: string | undefined): string | undefined {
  return address === undefined || isUnspecified(address) ? undefined : address
}

function setOnDevice(address: AddressOnDevice | undefined): AddressOnDevice | undefined {
  return address && !isUnspecified(address.address) ? address : undefined
}

type Filled<T, K extends keyof T> = Omit<T, K> & Required<Pick<T, K>>

export type EffectiveGlobal = Filled<
  GlobalValues,
  | 'serial_no'
  | 'service'
  | 'backup_active'
  | 'heartbeat_port'
  | 'keepalive'
  | 'deadtime'
  | 'network'
  | 'monitor_links'
  | 'syncdaemon'
  | 'syncd_iface'
  | 'syncd_id'
  | 'tcp_timeout'
  | 'tcpfin_timeout'
  | 'udp_timeout'
  | 'hard_shutdown'
>

/** The global values with every default in place; addresses that say 0.0.0.0 are absent, private ones follow the public ones. */
export function effectiveGlobal(global: GlobalValues): EffectiveGlobal {
  const all = { ...globalDefaults, ...global }
  const [primary, backup] = [set(all.primary), set(all.backup)]
  return {
    ...all,
    primary,
    backup,
    primary_private: set(all.primary_private) ?? primary,
    backup_private: set(all.backup_private) ?? backup,
    nat_router: setOnDevice(all.nat_router),
  } as EffectiveGlobal
}

export type EffectiveVirtual = {
  active: boolean
  /** absent: no VIP, the block cannot be run */
  address?: AddressOnDevice
  /** prefix of the VIP: vip_nmask, else 32 or 128 */
  prefix: number
  sorry_server?: string
  /** 0 = none */
  fwmark: number
  protocol: ProtocolChoice
  /** 0 = every port of the VIP */
  port: number
  scheduler: SchedulerChoice
  forward: ForwardWord
  /** seconds, 0 = off */
  persistent: number
  /** prefix by which clients are grouped: pmask, else 32 or 128 */
  persistPrefix: number
  use_regex: boolean
  send?: string
  expect?: string
  send_program?: string
  load_monitor: string
  /** seconds */
  timeout: number
  /** seconds */
  reentry: number
  quiesce_server: boolean
}

/** A virtual server with every default in place, `network` of the global part among them. */
export function effectiveVirtual(virtual: Virtual, global: GlobalValues): EffectiveVirtual {
  const all = { ...virtualDefaults, ...virtual.values } as Filled<
    VirtualValues,
    | 'active'
    | 'fwmark'
    | 'protocol'
    | 'port'
    | 'scheduler'
    | 'persistent'
    | 'use_regex'
    | 'load_monitor'
    | 'timeout'
    | 'reentry'
    | 'quiesce_server'
  >
  const address = setOnDevice(all.address)
  const full = fullPrefix(address ? familyOf(address.address) : 4)
  return {
    active: all.active,
    address,
    prefix: all.vip_nmask || full,
    sorry_server: set(all.sorry_server),
    fwmark: all.fwmark,
    protocol: all.protocol,
    port: all.port,
    scheduler: all.scheduler,
    forward: all.forward ?? global.network ?? globalDefaults.network ?? 'nat',
    persistent: all.persistent,
    persistPrefix: all.pmask || full,
    use_regex: all.use_regex,
    send: all.send,
    expect: all.expect,
    send_program: all.send_program,
    load_monitor: all.load_monitor,
    timeout: all.timeout,
    reentry: all.reentry,
    quiesce_server: all.quiesce_server,
  }
}

export type EffectiveServer = { address?: string; active: boolean; port: number; weight: number }

/** A real server with every default in place: its port is the virtual server's where it has none. An address of 0.0.0.0 is absent. */
export function effectiveServer(server: RealServer, virtual: Pick<EffectiveVirtual, 'port'>): EffectiveServer {
  const { address, active = false, port = virtual.port, weight = 1 } = server.values
  return { address: set(address), active, port, weight }
}
