/**
 * The meaning of an lvs.cf: what the file says, key by key, in the file's own words. A key that the file does not set is
 * absent here; defaults.ts knows what the daemons take instead. Units are those of the file (seconds for every time).
 *
 * Property names are lvs.cf's keys on purpose: a form field, a CLI path, a problem's path and this model then share one name.
 */

/** `address = VIP DEV` and `nat_router = ADDR DEV`. `address` is canonical text (IPv4 dotted, IPv6 RFC 5952). */
export type AddressOnDevice = { address: string; device: string }

export type ForwardWord = 'nat' | 'direct' | 'tunnel'
export type ProtocolWord = 'tcp' | 'udp'
export const SCHEDULER_WORDS = [
  'lc',
  'rr',
  'wlc',
  'wrr',
  'lblc',
  'lblcr',
  'dh',
  'sh',
  'sed',
  'nq',
  'mh',
  'fo',
  'ovf',
] as const
export type SchedulerWord = (typeof SCHEDULER_WORDS)[number]
/** `scheduler = mh,mh-fallback,mh-port`: the flags are kept in the order of ipvsadm's own list. */
export type SchedulerChoice = { name: SchedulerWord; flags: string[] }
/** `protocol = udp,ops` */
export type ProtocolChoice = { name: ProtocolWord; ops: boolean }

export type GlobalValues = {
  serial_no?: number
  primary?: string
  primary_private?: string
  primary_shared?: string
  backup_shared?: string
  service?: 'lvs' | 'fos'
  rsh_command?: string
  backup_active?: boolean
  backup?: string
  backup_private?: string
  heartbeat?: boolean
  heartbeat_port?: number
  keepalive?: number
  deadtime?: number
  network?: ForwardWord
  nat_router?: AddressOnDevice
  nat_nmask?: number
  reservation_conflict_action?: 'nothing' | 'preempt'
  debug_level?: string
  active_cmd?: string
  inactive_cmd?: string
  monitor_links?: boolean
  syncdaemon?: boolean
  syncd_iface?: string
  syncd_id?: number
  tcp_timeout?: number
  tcpfin_timeout?: number
  udp_timeout?: number
  hard_shutdown?: boolean
  ipvsadm?: string
  sync?: boolean
}

/** Masks (`vip_nmask`, `pmask`, `nat_nmask`) are prefix lengths here, whichever way the file spells them. */
export type VirtualValues = {
  active?: boolean
  address?: AddressOnDevice
  sorry_server?: string
  vip_nmask?: number
  fwmark?: number
  protocol?: ProtocolChoice
  port?: number
  forward?: ForwardWord
  scheduler?: SchedulerChoice
  persistent?: number
  pmask?: number
  client_monitor?: string
  send_program?: string
  send?: string
  expect?: string
  use_regex?: boolean
  load_monitor?: string
  timeout?: number
  reentry?: number
  quiesce_server?: boolean
  start_cmd?: string
  stop_cmd?: string
  master?: string
  dirs?: string[]
}

export type ServerValues = { address?: string; active?: boolean; weight?: number; port?: number }

export type RealServer = { name: string; values: ServerValues }
export type Virtual = { name: string; values: VirtualValues; servers: RealServer[] }
/** A `failover` block: read and kept, never run. */
export type Failover = Virtual
export type LvsConfig = { global: GlobalValues; virtuals: Virtual[]; failovers: Failover[] }

/** One finding about a file: a value, never an exception. `code` is stable; sentences come from lib/text (`lvscf.CODE`). */
export type Problem = {
  code: string
  severity: 'error' | 'warning'
  /** 1-based; column counts bytes, a tab is one. 1:1 stands for the whole file. */
  line: number
  column: number
  /** e.g. `keepalive`, `virtual.web.port`, `virtual.web[2].server."sql1.example.com".weight`; '' for the whole file */
  path: string
  /** what stands there, as UTF-8 where it is */
  got?: string
  /** parameters of the sentence (range bounds, other line, did-you-mean as `suggestion`) */
  params?: Record<string, string | number>
}

/** What the pure reader needs to know of the world: /etc/services (tcp) and host names. Both may be empty. */
export type World = { tcpPorts?: Readonly<Record<string, number>>; hosts?: Readonly<Record<string, string>> }
