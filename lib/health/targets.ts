import type { ServerKey, ServiceKey } from '../kernel/state'
import type { EffectiveVirtual } from '../lvscf'
import type { LvsConfig, Virtual } from '../lvscf/model'
import { activeBlocks, type Block, type BlockServer, blockServers, fitsFamily } from '../plan/blocks'
import { HOLD_LIMIT_MS } from './blast'
import type { PoolRules } from './pool'
import { staysAtZero } from './quiesce'
import type { ServerRules } from './types'
import { LOAD_EVERY_MS } from './weight'

/** What a check does. `send` and `expect` are lvs.cf's texts, escapes and all; null = not given, or given as blank. */
export type Probe =
  | { kind: 'tcp' | 'udp'; send: string | null; expect: string | null; regex: boolean }
  | { kind: 'program'; program: string; expect: string | null; regex: boolean }

/** One check of one real server. */
export type Target = {
  /** stays the same over edits that do not change what is checked: `tcp 192.0.2.10:80 192.168.7.2:80 80/tcp` */
  id: string
  virtual: string
  server: string
  service: ServiceKey
  serverKey: ServerKey
  address: string
  /** the server's own port, whatever the forwarding method (nanny, --rport) */
  port: number
  /** `timeout` of lvs.cf: from start to start, and the limit of one check */
  intervalMs: number
  probe: Probe
}

/** Where the load of a server is read (`load_monitor`). */
export type LoadTarget = {
  service: ServiceKey
  serverKey: ServerKey
  address: string
  /** rup, ruptime, uptime, or a program */
  word: string
  /** the command that `uptime` is run through */
  rshCommand: string
  everyMs: number
}

export type PoolsRules = { [service: ServiceKey]: PoolRules }
export type HealthSettings = { expireQuiescentTemplate: boolean; holdLimitMs: number }
export const HEALTH_DEFAULTS: HealthSettings = { expireQuiescentTemplate: false, holdLimitMs: HOLD_LIMIT_MS }

/** What nanny does on port 80 when the block says nothing of a check. */
const WEB = { send: 'GET / HTTP/1.0\\r\\n\\r\\n', expect: 'HTTP' }

/** What is asked of a server on every port of the VIP, where there is no port to connect to. */
const PING = '/usr/lib/arapaima/checks/icmp %h'
type CheckValues = Pick<EffectiveVirtual, 'send' | 'expect' | 'send_program' | 'use_regex' | 'protocol'>

/** `port` is the check's: the server's own, whatever port IPVS keeps */
type Member = { block: Block; server: BlockServer; active: boolean; port: number }

/** Every check that a configuration asks for: active servers of active virtual servers. Blocks without an address are passed over. */
export function targetsOf(config: LvsConfig): Target[] {
  const taken = new Map<string, number>()
  return membersOf(config)
    .filter((member) => member.active)
    .map((member) => targetOf(member, taken))
}

/** The load readings that a configuration asks for, one per server and service. */
export function loadTargetsOf(config: LvsConfig): LoadTarget[] {
  const found = new Map<string, LoadTarget>()
  for (const { block, server, active } of membersOf(config)) {
    const { values } = block
    if (!active || !hasFeedback(values)) continue
    const timeoutMs = intervalOf(values)
    const everyMs = timeoutMs >= LOAD_EVERY_MS ? timeoutMs : Math.floor(LOAD_EVERY_MS / timeoutMs) * timeoutMs
    found.set(`${block.key} ${server.key}`, {
      service: block.key,
      serverKey: server.key,
      address: server.address,
      word: values.load_monitor,
      rshCommand: config.global.rsh_command ?? 'rsh',
      everyMs,
    })
  }
  return [...found.values()]
}

/** The rules of every pool: one per IPVS service of the active blocks, its inactive servers included. */
export function poolRulesOf(config: LvsConfig, settings: HealthSettings = HEALTH_DEFAULTS): PoolsRules {
  const pools: PoolsRules = {}
  for (const { key, values } of activeBlocks(config)) {
    const old = pools[key]
    pools[key] = {
      servers: {},
      sorry: old?.sorry || values.sorry_server !== undefined,
      intervalMs: Math.max(old?.intervalMs ?? 0, intervalOf(values)),
      holdLimitMs: settings.holdLimitMs,
    }
  }
  const checks = new Map<string, string[]>()
  for (const target of targetsOf(config)) {
    const at = `${target.service} ${target.serverKey}`
    checks.set(at, [...(checks.get(at) ?? []), target.id])
  }
  for (const member of membersOf(config)) {
    const pool = pools[member.block.key]
    const { key } = member.server
    const own = rulesOf(member, checks.get(`${member.block.key} ${key}`) ?? [], settings)
    if (pool) pool.servers[key] = merged(pool.servers[key], own)
  }
  return pools
}

/** Servers of the active blocks as IPVS knows them, the inactive ones too; those that IPVS cannot take are passed over. */
function membersOf(config: LvsConfig): Member[] {
  return activeBlocks(config).flatMap((block) => {
    const { servers } = block.virtual
    const all: Virtual = {
      ...block.virtual,
      servers: servers.map((s) => ({ ...s, values: { ...s.values, active: true } })),
    }
    return blockServers({ ...block, virtual: all })
      .filter(({ address }) => fitsFamily(block.id, block.forward, address))
      .map((server) => ({
        block,
        server,
        active: servers[all.servers.indexOf(server.server)]?.values.active === true,
        port: server.server.values.port ?? block.port,
      }))
  })
}

function targetOf({ block, server, port }: Member, taken: Map<string, number>): Target {
  const base = `${block.key} ${server.key} ${port}/${block.protocol}`
  const nth = (taken.get(base) ?? 0) + 1
  taken.set(base, nth)
  return {
    id: nth === 1 ? base : `${base} #${nth}`,
    virtual: block.name,
    server: server.name,
    service: block.key,
    serverKey: server.key,
    address: server.address,
    port,
    intervalMs: intervalOf(block.values),
    probe: probeOf(block.values, port),
  }
}

/**
 * The check that a block asks for. A program goes before send and expect. Nothing given at all: a web request on TCP port 80, else a
 * connect alone, as nanny. A blank value (`send = ""`) is given: it says that nothing is sent, so a port 80 with blanks is only connected.
 * A service over all ports (port 0) has no port to connect to: without a program its servers are pinged.
 */
export function probeOf(values: CheckValues, port: number): Probe {
  const { send, expect, use_regex: regex, send_program: program } = values
  if (program) return { kind: 'program', program, expect: expect || null, regex }
  if (port === 0) return { kind: 'program', program: PING, expect: null, regex: false }
  const kind = values.protocol.name
  const given = send !== undefined || expect !== undefined || program !== undefined
  if (!given && kind === 'tcp' && port === 80) return { kind, ...WEB, regex: false }
  return { kind, send: send || null, expect: expect || null, regex: regex && Boolean(expect) }
}

function intervalOf(values: EffectiveVirtual): number {
  return values.timeout * 1000
}

function hasFeedback(values: EffectiveVirtual): boolean {
  return values.load_monitor !== '' && values.load_monitor !== 'none'
}

function rulesOf({ block, server, active }: Member, checks: string[], settings: HealthSettings): ServerRules {
  const { values } = block
  return {
    life: active ? 'active' : 'inactive',
    weight: server.weight,
    checks,
    reentryMs: values.reentry * 1000,
    quiesce: staysAtZero({
      quiesceServer: values.quiesce_server,
      persistent: values.persistent > 0,
      expireQuiescentTemplate: settings.expireQuiescentTemplate,
    }),
    feedback: hasFeedback(values),
  }
}

/** The same server in several blocks of one mark: active if one says so, and the longest re-entry. */
function merged(one: ServerRules | undefined, two: ServerRules): ServerRules {
  if (!one) return two
  if (one.life !== two.life) return one.life === 'active' ? one : two
  return { ...one, reentryMs: Math.max(one.reentryMs, two.reentryMs), feedback: one.feedback || two.feedback }
}
