import { addressKey } from '@/lib/kernel/address'
import { fieldText, serverDifferences, serverKey, serviceDifferences, serviceKey } from '@/lib/kernel/ipvs'
import type { CountedTable, IpvsServer, IpvsService } from '@/lib/kernel/state'
import { argvOf, inputOf, tableKeys } from './op'
import type { Effect, Op, Origin, PlanStep, Saying } from './types'

type Params = Saying['params']

/** What an operation does, as a sentence's code and parameters (lib/text, area plan). */
export function sayOf(op: Op): Saying {
  return { code: `plan.OP_${codeOf(op)}`, params: paramsOf(op) }
}

const CODES = {
  'ipvs.addService': 'ADD_SERVICE',
  'ipvs.editService': 'EDIT_SERVICE',
  'ipvs.removeService': 'REMOVE_SERVICE',
  'ipvs.addServer': 'ADD_SERVER',
  'ipvs.removeServer': 'REMOVE_SERVER',
  'ipvs.setTimeouts': 'SET_TIMEOUTS',
  'marks.setChain': 'SET_CHAIN',
  'marks.removeChain': 'REMOVE_CHAIN',
  'sysctl.set': 'SET_SYSCTL',
  'address.add': 'ADD_ADDRESS',
  'address.remove': 'REMOVE_ADDRESS',
  'address.announce': 'ANNOUNCE',
} as const

function codeOf(op: Op): string {
  if (op.do !== 'ipvs.editServer') return CODES[op.do]
  if (op.why === 'retire') return 'RETIRE_SERVER'
  const fields = serverDifferences(op.before, op.server)
  if (fields.join() !== 'weight') return 'EDIT_SERVER'
  return op.server.weight === 0 ? 'REST_SERVER' : 'WEIGH_SERVER'
}

/** `scheduler wlc → rr, persistentSec 0 → 300` */
function changes(fields: readonly string[], before: IpvsService | IpvsServer, after: IpvsService | IpvsServer): string {
  return fields.map((f) => `${f} ${fieldText(before, f) || '–'} → ${fieldText(after, f) || '–'}`).join(', ')
}

/** A server by the name of its block when it is known: `one (192.168.7.2:80)`. */
function serverName(server: IpvsServer, origin: Origin | undefined): string {
  const key = serverKey(server)
  return origin?.server ? `${origin.server} (${key})` : key
}

function paramsOf(op: Op): Params {
  switch (op.do) {
    case 'ipvs.addService':
    case 'ipvs.removeService':
      return { service: serviceKey(op.service.id), scheduler: op.service.scheduler, servers: op.service.servers.length }
    case 'ipvs.editService':
      return {
        service: serviceKey(op.service.id),
        changes: changes(serviceDifferences(op.before, op.service), op.before, op.service),
      }
    case 'ipvs.addServer':
    case 'ipvs.removeServer':
      return {
        service: serviceKey(op.service),
        server: serverName(op.server, op.origin),
        weight: op.server.weight,
        forward: op.server.forward,
      }
    case 'ipvs.editServer':
      return {
        service: serviceKey(op.service),
        server: serverName(op.server, op.origin),
        before: op.before.weight,
        weight: op.server.weight,
        changes: changes(serverDifferences(op.before, op.server), op.before, op.server),
      }
    case 'ipvs.setTimeouts':
      return { tcp: op.timeouts.tcpSec, fin: op.timeouts.tcpFinSec, udp: op.timeouts.udpSec }
    default:
      return otherParams(op)
  }
}

function otherParams(op: Exclude<Op, { do: `ipvs.${string}` }>): Params {
  switch (op.do) {
    case 'marks.setChain':
      return { chain: op.chain.name, family: op.chain.family, rules: op.chain.rules.length }
    case 'marks.removeChain':
      return { chain: op.chain.name, family: op.chain.family, rules: op.before.length }
    case 'sysctl.set':
      return { key: op.key, value: op.value, before: op.before ?? '?' }
    case 'address.add':
    case 'address.remove':
      return {
        address: `${op.address.address}/${op.address.prefix}`,
        device: op.address.device,
        entry: addressKey(op.address),
      }
    case 'address.announce':
      return { address: op.address, device: op.device }
  }
}

/** Connections that an operation is about, by the counters of now: established ones and those that are ending. */
function connectionsOf(op: Op, counters: CountedTable | undefined): { active: number; inactive: number } | null {
  const keys = tableKeys(op)
  if (!counters || !keys) return null
  const servers = counters[keys.service]?.servers ?? {}
  const counted = keys.server ? [servers[keys.server]] : Object.values(servers)
  const sum = (field: 'active' | 'inactive') => counted.reduce((total, server) => total + (server?.[field] ?? 0), 0)
  return { active: sum('active'), inactive: sum('inactive') }
}

/**
 * What clients feel. With counters, `cuts` stands only where connections exist now; without, wherever an operation could end
 * some.
 */
export function effectOf(op: Op, counters?: CountedTable): Effect {
  const effect = (level: Effect['level'], code: string, params: Params = {}): Effect => ({
    level,
    saying: { code: `plan.EFFECT_${code}`, params },
  })
  switch (op.do) {
    case 'ipvs.removeService':
    case 'ipvs.removeServer': {
      const now = connectionsOf(op, counters)
      if (!now) return effect('cuts', 'CUTS_UNCOUNTED')
      return now.active > 0 ? effect('cuts', 'CUTS', now) : effect('new-connections', 'NO_CONNECTIONS')
    }
    case 'ipvs.editServer':
      if (op.server.weight === 0 && op.before.weight > 0) return effect('new-connections', 'RESTS')
      return effect('new-connections', 'NEW_ONLY')
    case 'ipvs.editService':
    case 'ipvs.addServer':
      return effect('new-connections', 'NEW_ONLY')
    case 'ipvs.addService':
      return effect('new-connections', 'BEGINS')
    case 'ipvs.setTimeouts':
      return effect('none', 'TIMEOUTS')
    case 'marks.setChain':
    case 'marks.removeChain':
      return effect('new-connections', 'MARKS')
    case 'sysctl.set':
      return effect('none', 'SYSCTL')
    case 'address.add':
      return effect('new-connections', 'ADDRESS_HERE')
    case 'address.remove':
      return effect('cuts', 'ADDRESS_GONE')
    case 'address.announce':
      return effect('none', 'ANNOUNCE')
  }
}

/** Operations with all that the review page shows of each. */
export function planSteps(ops: readonly Op[], counters?: CountedTable): PlanStep[] {
  return ops.map((op) => {
    const input = inputOf(op)
    return {
      op,
      argv: argvOf(op),
      ...(input === undefined ? {} : { input }),
      say: sayOf(op),
      effect: effectOf(op, counters),
    }
  })
}

/** Established connections that the operations end, by the counters of now. */
export function cutsOf(ops: readonly Op[], counters: CountedTable): number {
  return ops.reduce((total, op) => {
    if (op.do !== 'ipvs.removeServer' && op.do !== 'ipvs.removeService') return total
    return total + (connectionsOf(op, counters)?.active ?? 0)
  }, 0)
}
