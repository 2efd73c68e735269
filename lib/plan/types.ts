import type {
  Address,
  Chain,
  ChainName,
  Family,
  IpvsServer,
  IpvsService,
  IpvsTimeouts,
  KernelState,
  ServerKey,
  ServiceId,
  ServiceKey,
} from '../kernel/state'

export type Role = 'active' | 'standby'

/** Health of one real server of one service as the planner sees it; whatever is not named counts as up. */
export type Health = { [service: ServiceKey]: { [server: ServerKey]: { up: boolean; weight?: number } } }

/** What an operator said over the file: comes with the health issue; the shape is here so that desired() need not change. */
export type Overrides = { [service: ServiceKey]: { [server: ServerKey]: { weight?: number; remove?: boolean } } }

/** Where a wanted entry comes from, so that the panels can link back to the file. */
export type Origin = { virtual: string; server?: string }

/** What the kernel shall hold of ours, for one role. */
export type Wanted = {
  services: IpvsService[]
  /** undefined = leave the kernel's value (0 in lvs.cf) */
  timeouts: Partial<IpvsTimeouts>
  chains: { family: Family; table: Chain['table']; name: ChainName; rules: string[] }[]
  sysctls: Record<string, string>
  addresses: { device: string; address: string; prefix: number; label?: string }[]
  /** virtual addresses of the file that must stand on no interface (a standby's); never a router's own base address */
  absent?: string[]
  /** keys of services, or of a service and a server, that rest at weight 0 until their connections have ended */
  retiring?: string[]
  /** `tcp 192.0.2.10:80` or `tcp 192.0.2.10:80 192.168.7.2:80` → block names */
  origins: { [key: string]: Origin[] }
}

/** STATE/agent/owned: what this agent put into the kernel (operations.md section 1). Valid for one boot. */
export type Owned = {
  bootId: string
  services: ServiceKey[]
  servers: { [service: ServiceKey]: ServerKey[] }
  addresses: { device: string; address: string; prefix: number }[]
  /** sysctl → the value before we first wrote it */
  sysctls: Record<string, string>
  /** entries kept at weight 0 until their connections end or `untilMs` */
  retired: Retired[]
}
export type Retired = {
  service: ServiceId
  /** absent = the whole service retires */
  server?: ServerKey
  /** the block it belonged to */
  origin: Origin
  /** true when only the virtual address changed under a mark: the service goes on, the old address waits for the limit */
  addressOnly?: boolean
  /** the virtual address that its connections still come in on */
  address?: Wanted['addresses'][number]
  /** its mark rules */
  rules?: { family: Family; rule: string }[]
  /** epoch milliseconds of the limit */
  untilMs: number
}

/** One change of the machine, as data. argvOf prints it, sayOf says it, effectOf tells what clients feel, undoOf turns it back. */
export type Op =
  | { do: 'ipvs.addService'; service: IpvsService }
  | { do: 'ipvs.editService'; before: IpvsService; service: IpvsService }
  | { do: 'ipvs.removeService'; service: IpvsService }
  | { do: 'ipvs.addServer'; service: ServiceId; server: IpvsServer; origin?: Origin }
  | {
      do: 'ipvs.editServer'
      service: ServiceId
      before: IpvsServer
      server: IpvsServer
      origin?: Origin
      why?: 'retire'
    }
  | { do: 'ipvs.removeServer'; service: ServiceId; server: IpvsServer; origin?: Origin }
  | { do: 'ipvs.setTimeouts'; before: IpvsTimeouts; timeouts: IpvsTimeouts }
  /** `jumps`: how many jumps to the chain stand now; afterwards exactly one does */
  | { do: 'marks.setChain'; chain: Wanted['chains'][number]; before: string[] | null; jumps: number }
  | { do: 'marks.removeChain'; chain: Pick<Chain, 'family' | 'table' | 'name'>; before: string[]; jumps: number }
  | { do: 'sysctl.set'; key: string; value: string; before: string | undefined }
  | { do: 'address.add'; address: Wanted['addresses'][number] }
  | { do: 'address.remove'; address: Address }
  | { do: 'address.announce'; device: string; address: string }

/** A sentence as data: lib/text makes the words. */
export type Saying = { code: string; params: Record<string, string | number> }

/** What clients feel. `cuts` = established connections that end by this op. */
export type Effect = { level: 'none' | 'new-connections' | 'cuts'; saying: Saying }

/** A difference between the kernel and what we last applied that we hold (operations.md section 2). */
export type Drift = {
  key: string
  what: 'value' | 'missing-server' | 'extra-server'
  field?: string
  wanted?: string
  actual?: string
}

/** An entry that is not ours: shown, never touched. */
export type Foreign = { what: 'service' | 'address' | 'rule'; key: string; detail?: string }

/** `input`: what the command reads on standard input (iptables-restore) */
export type PlanStep = { op: Op; argv: string[]; input?: string; say: Saying; effect: Effect }
export type { KernelState }
