import { FWMARK_MAX } from '../net'
import type { GlobalValues, ServerValues, VirtualValues } from './model'
import { SCHEDULER_WORDS } from './model'

/**
 * How a value is spelled. `address` also takes host names; `dotted` does not. `switch` is Piranha's integer that is really a yes or no.
 * `text` may hold blanks (the writer quotes it), `word` may not.
 */
export type KeyType =
  | 'integer'
  | 'boolean'
  | 'switch'
  | 'port'
  | 'mark'
  | 'address'
  | 'addressOnDevice'
  | 'dotted'
  | 'mask'
  | 'choice'
  | 'scheduler'
  | 'protocol'
  | 'interface'
  | 'word'
  | 'text'
  | 'list'

export type KeyInfo = {
  type: KeyType
  min?: number
  max?: number
  /** the words of a choice, a scheduler or a protocol */
  words?: readonly string[]
  /** every time in lvs.cf is in seconds */
  unit?: 's'
  /** what the daemons take when the key is absent, spelled as in the file; absent = nothing */
  default?: string
  /** the key whose value is the default */
  defaultFrom?: string
  /** what Piranha's GUI offered or wrote on ADD, where it differs from the daemons' default */
  guiDefault?: string
  /** always written in double quotes. Piranha hands those of the check's strings on with the value ('kept'), the others not */
  quoted?: 'kept' | 'dropped'
  /** the port may be a tcp name of /etc/services */
  serviceName?: true
  /** 0.0.0.0 is refused by Piranha's parser; elsewhere it means "not set" */
  zeroRefused?: true
  /** characters that Piranha has room for */
  piranhaLength?: number
  /** read by Piranha 0.8.6; false = beyond Piranha, which rejects the file */
  piranha: boolean
  /** `lvscf.key.…` in lib/text: its meaning in words */
  text: string
}

/** The largest number of seconds that the kernel takes for a timeout with HZ = 1000 (INT_MAX / HZ, ip_vs_ctl.c). */
export const SECONDS_MAX = 2147483
const INT_MAX = 2147483647
const DAY = 86400

type Rest = Omit<KeyInfo, 'type' | 'piranha' | 'text'>
const key =
  (scope: 'global' | 'virtual' | 'server') =>
  (name: string, type: KeyType, rest: Rest & { piranha?: false } = {}) =>
    ({ type, piranha: true, text: `lvscf.key.${scope}.${name}`, ...rest }) as KeyInfo
const g = key('global')
const v = key('virtual')
const s = key('server')

const YES_NO = { default: '0' } as const
const seconds = (min: number, max: number, rest: Rest = {}): Rest => ({ min, max, unit: 's', ...rest })

export type GlobalKey = keyof GlobalValues
export type VirtualKey = keyof VirtualValues
export type ServerKey = keyof ServerValues

/** Every global key, in the order in which Piranha's GUI writes them; those that it loses stand at the end. Reference 1.3. */
export const GLOBAL_KEYS: Readonly<Record<GlobalKey, KeyInfo>> = {
  serial_no: g('serial_no', 'integer', { min: 0, max: INT_MAX, default: '0', guiDefault: '1' }),
  primary: g('primary', 'address', { zeroRefused: true }),
  primary_private: g('primary_private', 'address', { zeroRefused: true, defaultFrom: 'primary' }),
  primary_shared: g('primary_shared', 'word'),
  service: g('service', 'choice', { words: ['lvs', 'fos'], default: 'lvs' }),
  rsh_command: g('rsh_command', 'word', { default: 'rsh' }),
  backup_active: g('backup_active', 'boolean', YES_NO),
  backup: g('backup', 'address', { default: '0.0.0.0' }),
  backup_private: g('backup_private', 'address', { zeroRefused: true, defaultFrom: 'backup' }),
  backup_shared: g('backup_shared', 'word'),
  heartbeat: g('heartbeat', 'boolean', { default: '0', guiDefault: '1' }),
  heartbeat_port: g('heartbeat_port', 'port', { min: 1, max: 65535, default: '539', serviceName: true }),
  keepalive: g('keepalive', 'integer', seconds(1, DAY, { default: '2', guiDefault: '6' })),
  deadtime: g('deadtime', 'integer', seconds(1, DAY, { default: '5', guiDefault: '18' })),
  network: g('network', 'choice', { words: ['nat', 'direct', 'tunnel'], default: 'nat', guiDefault: 'direct' }),
  nat_router: g('nat_router', 'addressOnDevice'),
  nat_nmask: g('nat_nmask', 'mask', { default: '0.0.0.0' }),
  reservation_conflict_action: g('reservation_conflict_action', 'choice', { words: ['nothing', 'preempt'] }),
  debug_level: g('debug_level', 'word', { default: 'NONE' }),
  active_cmd: g('active_cmd', 'text', { quoted: 'dropped' }),
  inactive_cmd: g('inactive_cmd', 'text', { quoted: 'dropped' }),
  monitor_links: g('monitor_links', 'switch', YES_NO),
  syncdaemon: g('syncdaemon', 'boolean', YES_NO),
  syncd_iface: g('syncd_iface', 'interface', { default: 'eth0' }),
  syncd_id: g('syncd_id', 'integer', { min: 0, max: 255, default: '0' }),
  tcp_timeout: g('tcp_timeout', 'integer', seconds(0, SECONDS_MAX, { default: '0' })),
  tcpfin_timeout: g('tcpfin_timeout', 'integer', seconds(0, SECONDS_MAX, { default: '0' })),
  udp_timeout: g('udp_timeout', 'integer', seconds(0, SECONDS_MAX, { default: '0' })),
  hard_shutdown: g('hard_shutdown', 'boolean', { default: '1' }),
  ipvsadm: g('ipvsadm', 'word', { default: '/sbin/ipvsadm' }),
  sync: g('sync', 'boolean', YES_NO),
}

/** Flags of `scheduler = NAME,FLAG`, in the order of ipvsadm's own list (ipvsadm(8), --sched-flags). */
export const SCHEDULER_FLAGS = ['sh-fallback', 'sh-port', 'mh-fallback', 'mh-port'] as const
/** The schedulers that Piranha knew; the others are beyond it. */
export const PIRANHA_SCHEDULERS: readonly string[] = ['lc', 'rr', 'wlc', 'wrr', 'lblc', 'lblcr', 'dh', 'sh']

/** Every key of a `virtual` block, in the GUI's order; `failover` blocks take the same. Reference 1.4. */
export const VIRTUAL_KEYS: Readonly<Record<VirtualKey, KeyInfo>> = {
  active: v('active', 'boolean', YES_NO),
  address: v('address', 'addressOnDevice', { guiDefault: '0.0.0.0 eth0:1' }),
  sorry_server: v('sorry_server', 'dotted', { default: '0.0.0.0' }),
  vip_nmask: v('vip_nmask', 'mask', { default: '0.0.0.0' }),
  fwmark: v('fwmark', 'mark', { min: 0, max: FWMARK_MAX, default: '0' }),
  port: v('port', 'port', { min: 0, max: 65535, default: '80', serviceName: true }),
  persistent: v('persistent', 'integer', seconds(0, SECONDS_MAX, { default: '0' })),
  pmask: v('pmask', 'mask', { default: '0.0.0.0' }),
  send: v('send', 'text', { guiDefault: 'GET / HTTP/1.0\\r\\n\\r\\n', quoted: 'kept', piranhaLength: 255 }),
  expect: v('expect', 'text', { guiDefault: 'HTTP', quoted: 'kept', piranhaLength: 255 }),
  use_regex: v('use_regex', 'boolean', YES_NO),
  send_program: v('send_program', 'text', { quoted: 'kept', piranhaLength: 254 }),
  load_monitor: v('load_monitor', 'word', { default: 'none' }),
  scheduler: v('scheduler', 'scheduler', { words: SCHEDULER_WORDS, default: 'wlc' }),
  protocol: v('protocol', 'protocol', { words: ['tcp', 'udp'], default: 'tcp' }),
  forward: v('forward', 'choice', { words: ['nat', 'direct', 'tunnel'], defaultFrom: 'network', piranha: false }),
  timeout: v('timeout', 'integer', seconds(1, DAY, { default: '10', guiDefault: '6' })),
  reentry: v('reentry', 'integer', seconds(0, SECONDS_MAX, { default: '180', guiDefault: '15' })),
  quiesce_server: v('quiesce_server', 'boolean', YES_NO),
  client_monitor: v('client_monitor', 'word', { default: '/usr/sbin/nanny' }),
  start_cmd: v('start_cmd', 'text', { guiDefault: '/etc/rc.d/init.d/httpd start', quoted: 'kept' }),
  stop_cmd: v('stop_cmd', 'text', { guiDefault: '/etc/rc.d/init.d/httpd stop', quoted: 'kept' }),
  master: v('master', 'address'),
  dirs: v('dirs', 'list'),
}

/** Every key of a `server` block, in the GUI's order. */
export const SERVER_KEYS: Readonly<Record<ServerKey, KeyInfo>> = {
  address: s('address', 'address', { guiDefault: '0.0.0.0' }),
  active: s('active', 'boolean', YES_NO),
  port: s('port', 'port', { min: 1, max: 65535, defaultFrom: 'port' }),
  weight: s('weight', 'integer', { min: 0, max: 65535, default: '1' }),
}

/** The order of the GUI in `failover` blocks, which differs; the keys that it never writes there follow. */
export const FAILOVER_ORDER: readonly VirtualKey[] = (() => {
  const first = 'address vip_nmask active port timeout send expect send_program start_cmd stop_cmd'.split(
    ' ',
  ) as VirtualKey[]
  return [...first, ...(Object.keys(VIRTUAL_KEYS) as VirtualKey[]).filter((name) => !first.includes(name))]
})()

/** Where a key can stand. */
export type Scope = 'global' | 'virtual' | 'failover' | 'server'

const TABLES: Record<Scope, Readonly<Record<string, KeyInfo>>> = {
  global: GLOBAL_KEYS,
  virtual: VIRTUAL_KEYS,
  failover: VIRTUAL_KEYS,
  server: SERVER_KEYS,
}

/** Keys that Piranha's GUI wrote although Piranha's own daemons reject them: kept with a warning, without meaning (reference 1.4). */
export const GUI_ONLY_KEYS: Readonly<Record<Scope, readonly string[]>> = {
  global: [],
  virtual: ['expect_program', 'deadtime'],
  failover: ['expect_program', 'heartbeat'],
  server: ['nmask'],
}

/** The schema of a key, or undefined when the scope has no such key. */
export function keyInfo(scope: Scope, name: string): KeyInfo | undefined {
  return Object.hasOwn(TABLES[scope], name) ? TABLES[scope][name] : undefined
}

/** The keys of a scope in the order in which they are written. */
export function keysOf(scope: Scope): readonly string[] {
  return ORDERS[scope]
}
const ORDERS: Record<Scope, readonly string[]> = {
  global: Object.keys(GLOBAL_KEYS),
  virtual: Object.keys(VIRTUAL_KEYS),
  failover: FAILOVER_ORDER,
  server: Object.keys(SERVER_KEYS),
}

/** How many words the value of a key has. */
export function arityOf(info: KeyInfo | undefined): 1 | 2 | 'list' {
  return info?.type === 'addressOnDevice' ? 2 : info?.type === 'list' ? 'list' : 1
}
