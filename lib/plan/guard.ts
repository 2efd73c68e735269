import { isDeviceName } from '@/lib/kernel/address'
import { canonicalAddress, familyOf } from '@/lib/kernel/endpoint'
import { MAX_MARK, MAX_PERSISTENT_SEC, MAX_WEIGHT, serviceKey } from '@/lib/kernel/ipvs'
import { CHAINS, isChainName } from '@/lib/kernel/marks'
import type { IpvsServer, IpvsService, ServiceId } from '@/lib/kernel/state'
import { isAllowedSysctl, isSysctlValue } from '@/lib/kernel/sysctl'
import { argvOf, inputOf, touched } from './op'
import type { Op, Saying } from './types'

/** An operation that must not run, and why. */
export type Refusal = { index: number; saying: Saying }

const WORD = /^[a-z0-9][a-z0-9-]{0,31}$/
const within = (value: number, min: number, max: number) => Number.isInteger(value) && value >= min && value <= max

/**
 * Looks at every operation before the first one runs: values in their bounds, no value that a tool could take for an option, no
 * line break in what becomes a line. Empty when all may run; otherwise none does.
 */
export function guard(ops: readonly Op[]): Refusal[] {
  return ops.flatMap((op, index) => {
    const fault = faultOf(op)
    if (!fault) return []
    return [{ index, saying: { code: `plan.GUARD_${fault.code}`, params: { entry: touched(op), value: fault.value } } }]
  })
}

type Fault = { code: 'WEIGHT' | 'BOUNDS' | 'WORD' | 'ADDRESS' | 'DEVICE' | 'SYSCTL' | 'RULE'; value: string }
const fault = (code: Fault['code'], value: unknown): Fault => ({ code, value: String(value) })

function faultOf(op: Op): Fault | null {
  const own = ownFault(op)
  // A setting may be several numbers; its name and value have been looked at.
  if (own || op.do === 'sysctl.set') return own
  const bad = argvOf(op).find((word) => !/^[^\s\u0000-\u001f\u007f"'\\`$;|&<>]+$/.test(word))
  if (bad !== undefined) return fault('WORD', bad)
  const input = inputOf(op)
  return input !== undefined && /[\u0000-\u0009\u000b-\u001f\u007f]/.test(input) ? fault('RULE', op.do) : null
}

function ownFault(op: Op): Fault | null {
  switch (op.do) {
    case 'ipvs.addService':
    case 'ipvs.editService':
    case 'ipvs.removeService':
      return serviceFault(op.service)
    case 'ipvs.addServer':
    case 'ipvs.editServer':
    case 'ipvs.removeServer':
      return idFault(op.service) ?? serverFault(op.server)
    case 'ipvs.setTimeouts': {
      const bad = Object.values(op.timeouts).find((value) => !within(value, 0, MAX_PERSISTENT_SEC))
      return bad === undefined ? null : fault('BOUNDS', bad)
    }
    case 'marks.setChain':
      return chainFault(op.chain) ?? rulesFault(op.chain.rules)
    case 'marks.removeChain':
      return chainFault(op.chain)
    case 'sysctl.set':
      if (!isAllowedSysctl(op.key)) return fault('SYSCTL', op.key)
      return isSysctlValue(op.value) ? null : fault('SYSCTL', op.value)
    case 'address.add':
    case 'address.remove':
      return addressFault(op.address)
    case 'address.announce':
      return isDeviceName(op.device) ? plainAddress(op.address) : fault('DEVICE', op.device)
  }
}

function plainAddress(address: string): Fault | null {
  return canonicalAddress(address) === address ? null : fault('ADDRESS', address)
}

function idFault(id: ServiceId): Fault | null {
  if (id.kind === 'mark') return within(id.mark, 1, MAX_MARK) ? null : fault('BOUNDS', id.mark)
  return plainAddress(id.address) ?? (within(id.port, 0, 65535) ? null : fault('BOUNDS', id.port))
}

function serviceFault(service: IpvsService): Fault | null {
  const { persistentSec, persistPrefix, scheduler, flags, engine } = service
  const words = [scheduler, ...flags, ...(engine === undefined ? [] : [engine])]
  const bad = words.find((word) => !WORD.test(word))
  if (bad !== undefined) return fault('WORD', bad)
  if (!within(persistentSec, 0, MAX_PERSISTENT_SEC)) return fault('BOUNDS', persistentSec)
  if (!within(persistPrefix, 1, 128)) return fault('BOUNDS', persistPrefix)
  const wildcard = service.id.kind === 'address' && service.id.port === 0 && persistentSec === 0
  return idFault(service.id) ?? (wildcard ? fault('BOUNDS', serviceKey(service.id)) : null)
}

function serverFault(server: IpvsServer): Fault | null {
  if (!within(server.weight, 0, MAX_WEIGHT)) return fault('WEIGHT', server.weight)
  if (!within(server.port, 0, 65535)) return fault('BOUNDS', server.port)
  const { upperThreshold: upper, lowerThreshold: lower } = server
  if (!within(upper, 0, 65535) || !within(lower, 0, 65535) || (upper > 0 && lower > upper))
    return fault('BOUNDS', `${upper}/${lower}`)
  if (server.tunnel?.port !== undefined && !within(server.tunnel.port, 0, 65535))
    return fault('BOUNDS', server.tunnel.port)
  return plainAddress(server.address)
}

function chainFault(chain: { table: string; name: string }): Fault | null {
  return isChainName(chain.name) && CHAINS[chain.name].table === chain.table ? null : fault('RULE', chain.name)
}

function rulesFault(rules: readonly string[]): Fault | null {
  const bad = rules.find((rule) => !/^(! )?-[a-z] /.test(rule) || /[\u0000-\u001f\u007f]/.test(rule))
  return bad === undefined ? null : fault('RULE', bad)
}

function addressFault(entry: { device: string; address: string; prefix: number; label?: string }): Fault | null {
  if (!isDeviceName(entry.device) || entry.device === 'lo') return fault('DEVICE', entry.device)
  const { label } = entry
  if (label !== undefined && !(isDeviceName(label) && label.startsWith(entry.device))) return fault('DEVICE', label)
  if (!within(entry.prefix, 1, familyOf(entry.address) === 6 ? 128 : 32)) return fault('BOUNDS', entry.prefix)
  return plainAddress(entry.address)
}
