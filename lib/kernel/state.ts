/** Kernel state as data: what a router's kernel holds, in one shape for observing, planning and showing. All JSON-safe. */

export type Family = 4 | 6
export type IpvsProtocol = 'tcp' | 'udp' | 'sctp'

/** What IPVS knows a service by. Addresses are canonical text. A mark has one service per family. */
export type ServiceId =
  | { kind: 'address'; protocol: IpvsProtocol; address: string; port: number }
  | { kind: 'mark'; mark: number; family: Family }

/** `tcp 192.0.2.10:80` · `udp [2001:db8::1]:53` · `mark 80` · `mark6 80` (see serviceKey) */
export type ServiceKey = string
/** `192.168.7.2:80` · `[2001:db8::2]:80` (see serverKey) */
export type ServerKey = string

export type Forwarding = 'nat' | 'direct' | 'tunnel' | 'local'
export type TunnelOptions = { type: 'ipip' | 'gue' | 'gre'; port?: number; checksum?: 'nocsum' | 'csum' | 'remcsum' }

export type IpvsServer = {
  address: string
  port: number
  forward: Forwarding
  /** 0..65535 */
  weight: number
  /** 0 = none (ipvsadm -x / -y) */
  upperThreshold: number
  lowerThreshold: number
  tunnel?: TunnelOptions
}

export type IpvsService = {
  id: ServiceId
  scheduler: string
  /** sorted, as `ipvsadm -b` takes them: flag-1, sh-port, mh-fallback ... */
  flags: string[]
  /** one-packet scheduling (UDP) */
  ops: boolean
  /** 0 = not persistent */
  persistentSec: number
  /** prefix length of the persistence mask: 32 / 128 when every client counts alone */
  persistPrefix: number
  /** persistence engine, only `sip` exists */
  engine?: string
  servers: IpvsServer[]
}

/** ipvsadm --timeout */
export type IpvsTimeouts = { tcpSec: number; tcpFinSec: number; udpSec: number }

/** A chain that is ours by name: mangle LVS_MARK, nat LVS_MASQ, filter LVS_HANDOVER. `rules` are iptables-save texts after `-A CHAIN `. */
export type ChainName = 'LVS_MARK' | 'LVS_MASQ' | 'LVS_HANDOVER'
export type Chain = {
  family: Family
  table: 'mangle' | 'nat' | 'filter'
  name: ChainName
  rules: string[]
  /** how many jumps to it stand in its built-in chain (wanted: exactly 1) */
  jumps: number
}

export type Address = {
  device: string
  address: string
  prefix: number
  /** `eth0:1`; IPv4 only */
  label?: string
  /** seconds; undefined = forever */
  validSec?: number
  /** true for the first, non-secondary IPv4 address without a label of ours */
  base: boolean
}

export type KernelState = {
  services: IpvsService[]
  timeouts: IpvsTimeouts
  chains: Chain[]
  /** dotted names, e.g. `net.ipv4.ip_forward` → `1`; only those that were asked for */
  sysctls: Record<string, string>
  /** every address over all interfaces but lo */
  addresses: Address[]
  /** addresses that somebody put on lo: of a router that is a real server too. 127.0.0.0/8 and ::1 apart */
  loopback?: string[]
  /** interface name → exists and up; `carrier: false` = up, but nothing is at the other end */
  links: Record<string, { up: boolean; carrier?: false; mac?: string }>
}

/** Counters of one entry since it was made (ipvsadm --stats --exact) plus -Ln's connection counts. */
export type Counters = {
  connections: number
  inPackets: number
  outPackets: number
  inBytes: number
  outBytes: number
}
export type ServerCounters = Counters & { active: number; inactive: number }
export type CountedTable = {
  [service: ServiceKey]: { total: Counters; servers: { [server: ServerKey]: ServerCounters } }
}
/** Persistence entries that each server holds; servers without any may be absent. */
export type TemplateTable = { [service: ServiceKey]: { [server: ServerKey]: number } }
