import ipaddr from 'ipaddr.js'
import { addressKey } from '@/lib/kernel/address'
import { familyOf } from '@/lib/kernel/endpoint'
import { serviceKey } from '@/lib/kernel/ipvs'
import { type IpvsTable, runIpvsadm } from '@/lib/kernel/ipvs-table'
import { chainKey } from '@/lib/kernel/marks'
import type { Address, Chain, KernelState } from '@/lib/kernel/state'
import { argvOf } from './op'
import type { Op, Wanted } from './types'

/** A router in memory, with the rules of the real tools: what the property tests and the fake kernel run on. */
export type Machine = {
  table: IpvsTable
  chains: Map<string, Chain>
  sysctls: Map<string, string>
  addresses: Address[]
  links: KernelState['links']
  loopback: string[]
}

export function machineOf(state: KernelState): Machine {
  return {
    table: {
      services: new Map(state.services.map((service) => [serviceKey(service.id), service])),
      timeouts: state.timeouts,
    },
    chains: new Map(state.chains.map((chain) => [chainKey(chain), chain])),
    sysctls: new Map(Object.entries(state.sysctls)),
    addresses: [...state.addresses],
    links: state.links,
    loopback: state.loopback ?? [],
  }
}

export function stateOf(machine: Machine): KernelState {
  return {
    services: [...machine.table.services.values()],
    timeouts: machine.table.timeouts,
    chains: [...machine.chains.values()],
    sysctls: Object.fromEntries(machine.sysctls),
    addresses: [...machine.addresses],
    links: machine.links,
    loopback: machine.loopback,
  }
}

/** Runs one operation; gives the tool's message when it refuses. Table changes go through the printed ipvsadm line. */
export function runOp(machine: Machine, op: Op): string | null {
  switch (op.do) {
    case 'marks.setChain':
      machine.chains.set(chainKey(op.chain), { ...op.chain, jumps: 1 })
      return null
    case 'marks.removeChain':
      return machine.chains.delete(chainKey(op.chain)) ? null : 'iptables-restore: line 2 failed'
    case 'sysctl.set':
      machine.sysctls.set(op.key, op.value)
      return null
    case 'address.add':
      return addAddress(machine, op.address)
    case 'address.remove':
      return removeAddress(machine, op.address)
    case 'address.announce':
      return null
    default:
      return runIpvsadm(machine.table, argvOf(op).slice(1).join(' '))?.why ?? null
  }
}

function addAddress(machine: Machine, entry: Wanted['addresses'][number]): string | null {
  if (!machine.links[entry.device]) return `Cannot find device "${entry.device}"`
  const family = familyOf(entry.address)
  const taken = machine.addresses.some(
    (a) => a.device === entry.device && a.address === entry.address && (family === 6 || a.prefix === entry.prefix),
  )
  if (taken) return 'RTNETLINK answers: File exists'
  const first = !machine.addresses.some((a) => a.device === entry.device && a.base && familyOf(a.address) === family)
  machine.addresses.push({ ...entry, base: first && entry.label === undefined })
  return null
}

/**
 * Without promote_secondaries the removal of a subnet's first IPv4 address takes the later ones of that subnet along.
 * operations.md 7 (tried)
 */
function removeAddress(machine: Machine, entry: Address): string | null {
  const index = machine.addresses.findIndex((a) => addressKey(a) === addressKey(entry))
  if (index < 0) return 'RTNETLINK answers: Cannot assign requested address'
  const promote = machine.sysctls.get('net.ipv4.conf.all.promote_secondaries') === '1'
  const subnet = subnetOf(entry)
  const same = (a: Address) => a.device === entry.device && subnetOf(a) === subnet
  const isFirst = machine.addresses.findIndex(same) === index
  const takesAlong = isFirst && !promote && familyOf(entry.address) === 4
  machine.addresses = machine.addresses.filter((a, i) => i !== index && !(takesAlong && same(a)))
  return null
}

function subnetOf(entry: Address): string {
  if (familyOf(entry.address) === 6) return `${entry.address}/${entry.prefix}`
  return `${ipaddr.IPv4.networkAddressFromCIDR(`${entry.address}/${entry.prefix}`).toString()}/${entry.prefix}`
}

/** The state after the operations, and which of them were refused and why. Goes on after a refusal, as `ipvsadm -R` does. */
export function applyOps(
  state: KernelState,
  ops: readonly Op[],
): { state: KernelState; failed: { index: number; why: string }[] } {
  const machine = machineOf(state)
  const failed = ops.flatMap((op, index) => {
    const why = runOp(machine, op)
    return why === null ? [] : [{ index, why }]
  })
  return { state: stateOf(machine), failed }
}
