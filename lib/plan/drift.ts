import { addressKey } from '@/lib/kernel/address'
import { fieldText, serverDifferences, serverKey, serviceDifferences, serviceKey } from '@/lib/kernel/ipvs'
import { chainKey } from '@/lib/kernel/marks'
import type { IpvsServer, IpvsService, KernelState, ServerKey, ServiceKey } from '@/lib/kernel/state'
import { BACKUP_ONLY } from './settings'
import type { Drift, Health, Role, Wanted } from './types'

export type DriftInput = {
  /** what the last apply, or the last change of ours since, left in the kernel */
  lastApplied: Wanted
  actual: KernelState
  wanted: Wanted
  role: Role
  health?: Health
}
/** An entry of ours that is gone from the kernel and has to be back at once. */
export type Missing = { what: 'service' | 'address' | 'chain' | 'sysctl'; key: string }
export type DriftVerdict = { held: Drift[]; missing: Missing[] }

/**
 * What somebody changed by hand (operations.md 2). `held`: changed values, servers removed from or added to our services; kept
 * until Repair or the next apply, unless what we want has changed since the last apply, and never a weight above 0 for a server
 * that is down. `missing`: services, chains and on the active router virtual addresses that are gone, on a standby settings too.
 */
export function drift(input: DriftInput): DriftVerdict {
  const verdict: DriftVerdict = { held: [], missing: [] }
  tableDrift(verdict, input)
  chainDrift(verdict, input)
  settingDrift(verdict, input)
  const standing = new Set(input.actual.addresses.map((a) => (a.base ? a.address : addressKey(a))))
  for (const entry of input.wanted.addresses) {
    const key = addressKey(entry)
    if (!standing.has(key) && !standing.has(entry.address)) verdict.missing.push({ what: 'address', key })
  }
  return verdict
}

function tableDrift(verdict: DriftVerdict, { lastApplied, actual, wanted, health }: DriftInput): void {
  const standing = new Map(actual.services.map((service) => [serviceKey(service.id), service]))
  const applied = new Map(lastApplied.services.map((service) => [serviceKey(service.id), service]))
  for (const service of wanted.services) {
    const key = serviceKey(service.id)
    const now = standing.get(key)
    const last = applied.get(key)
    if (!now) {
      // Though it was not there before, too: a standby that carried its address on lo had to leave it out (loops.ts).
      verdict.missing.push({ what: 'service', key })
      continue
    }
    if (!last) continue
    held(verdict, key, serviceDifferences(service, now), [service, last, now])
    serverDrift(verdict, key, [service, last, now], health?.[key] ?? {})
  }
}

type Triple<T> = readonly [wanted: T, last: T, now: T]

/** Fields in which the kernel differs from what we want, and we want what we wanted then: somebody else's hand. */
function held<T extends IpvsService | IpvsServer>(
  verdict: DriftVerdict,
  key: string,
  fields: readonly string[],
  [wanted, last, now]: Triple<T>,
): void {
  for (const field of fields) {
    if (fieldText(wanted, field) !== fieldText(last, field)) continue
    verdict.held.push({ key, what: 'value', field, wanted: fieldText(wanted, field), actual: fieldText(now, field) })
  }
}

type Verdicts = { [server: ServerKey]: { up: boolean } }

function serverDrift(
  verdict: DriftVerdict,
  service: ServiceKey,
  [wanted, last, now]: Triple<IpvsService>,
  health: Verdicts,
): void {
  const servers = (of: IpvsService) => new Map(of.servers.map((server) => [serverKey(server), server]))
  const [wish, before, here] = [servers(wanted), servers(last), servers(now)]
  for (const [key, server] of wish) {
    const there = here.get(key)
    const was = before.get(key)
    const name = `${service} ${key}`
    const down = health[key]?.up === false
    if (!was) continue
    if (!there) verdict.held.push({ key: name, what: 'missing-server', field: 'weight', wanted: String(server.weight) })
    else {
      const fields = serverDifferences(server, there).filter((f) => !(f === 'weight' && down && there.weight > 0))
      held(verdict, name, fields, [server, was, there])
    }
  }
  for (const [key, server] of here) {
    const down = health[key]?.up === false && server.weight > 0
    if (wish.has(key) || before.has(key) || down) continue
    verdict.held.push({
      key: `${service} ${key}`,
      what: 'extra-server',
      field: 'weight',
      actual: String(server.weight),
    })
  }
}

function chainDrift(verdict: DriftVerdict, { lastApplied, actual, wanted }: DriftInput): void {
  const standing = new Map(actual.chains.map((chain) => [chainKey(chain), chain]))
  const applied = new Map(lastApplied.chains.map((chain) => [chainKey(chain), chain.rules.join('\n')]))
  for (const chain of wanted.chains) {
    const key = chainKey(chain)
    const now = standing.get(key)
    const rules = chain.rules.join('\n')
    if (!applied.has(key)) continue
    if (!now || now.jumps === 0) verdict.missing.push({ what: 'chain', key })
    else if (now.rules.join('\n') !== rules && applied.get(key) === rules)
      verdict.held.push({ key, what: 'value', field: 'rules', wanted: rules, actual: now.rules.join('\n') })
  }
}

const TIMEOUTS = ['tcpSec', 'tcpFinSec', 'udpSec'] as const

function settingDrift(verdict: DriftVerdict, { lastApplied, actual, wanted, role }: DriftInput): void {
  for (const [key, value] of Object.entries(wanted.sysctls)) {
    const now = actual.sysctls[key]
    // What goes with the role is no hand's: it is set right at once.
    if (now === value || key === BACKUP_ONLY || lastApplied.sysctls[key] !== value) continue
    if (role === 'standby' || now === undefined) verdict.missing.push({ what: 'sysctl', key })
    else verdict.held.push({ key, what: 'value', field: 'sysctl', wanted: value, actual: now })
  }
  for (const field of TIMEOUTS) {
    const value = wanted.timeouts[field]
    const now = actual.timeouts[field]
    if (value === undefined || now === value || lastApplied.timeouts[field] !== value) continue
    verdict.held.push({ key: 'timeouts', what: 'value', field, wanted: String(value), actual: String(now) })
  }
}

/**
 * `wanted` with the held changes put in, so that the loop between two applies leaves them alone: diff(actual, this) is what has to
 * be put back at once and what we ourselves want anew.
 */
export function withHeldChanges(wanted: Wanted, held: readonly Drift[], actual: KernelState): Wanted {
  if (held.length === 0) return wanted
  const byKey = new Map<string, Drift[]>()
  for (const entry of held) byKey.set(entry.key, [...(byKey.get(entry.key) ?? []), entry])
  const standing = new Map(actual.services.map((service) => [serviceKey(service.id), service]))
  const sysctls = { ...wanted.sysctls }
  for (const entry of held)
    if (entry.field === 'sysctl' && entry.actual !== undefined) sysctls[entry.key] = entry.actual
  const timeouts = { ...wanted.timeouts }
  for (const { field } of byKey.get('timeouts') ?? []) {
    const name = TIMEOUTS.find((t) => t === field)
    if (name) timeouts[name] = actual.timeouts[name]
  }
  const chains = wanted.chains.map((chain) => {
    const now = byKey.has(chainKey(chain)) && actual.chains.find((c) => chainKey(c) === chainKey(chain))
    return now ? { ...chain, rules: now.rules } : chain
  })
  const services = wanted.services.map((service) => heldService(service, standing.get(serviceKey(service.id)), byKey))
  return { ...wanted, services, sysctls, timeouts, chains }
}

function heldService(
  service: IpvsService,
  now: IpvsService | undefined,
  held: ReadonlyMap<string, Drift[]>,
): IpvsService {
  if (!now) return service
  const key = serviceKey(service.id)
  const fields = (held.get(key) ?? []).map((entry) => entry.field)
  const taken = Object.fromEntries(Object.entries(now).filter(([field]) => fields.includes(field)))
  const servers = service.servers.flatMap((server): IpvsServer[] => {
    const of = held.get(`${key} ${serverKey(server)}`) ?? []
    if (of.some((entry) => entry.what === 'missing-server')) return []
    const there = now.servers.find((s) => serverKey(s) === serverKey(server))
    const names = of.map((entry) => entry.field)
    return [
      { ...server, ...Object.fromEntries(Object.entries(there ?? {}).filter(([field]) => names.includes(field))) },
    ]
  })
  const extra = now.servers.filter((server) => {
    return held.get(`${key} ${serverKey(server)}`)?.some((entry) => entry.what === 'extra-server')
  })
  return { ...service, ...taken, servers: [...servers, ...extra] }
}
