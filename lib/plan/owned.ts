import { addressKey } from '@/lib/kernel/address'
import { serverKey, serviceKey } from '@/lib/kernel/ipvs'
import type { KernelState, ServerKey, ServiceKey } from '@/lib/kernel/state'
import type { Foreign, Owned, Wanted } from './types'

/** The record of an agent that has put nothing into the kernel yet. */
export function emptyOwned(bootId: string): Owned {
  return { bootId, services: [], servers: {}, addresses: [], sysctls: {}, retired: [] }
}

/**
 * The record to write before an apply: what was ours and what will be. Takes the values of settings as they are now as the
 * former ones. A router's own base address that happens to be wanted does not become ours.
 */
export function ownedDuring(owned: Owned, wanted: Wanted, actual: KernelState): Owned {
  const ours = new Set(owned.addresses.map(addressKey))
  const bases = new Set(actual.addresses.filter((a) => a.base && !ours.has(addressKey(a))).map((a) => a.address))
  const added = wanted.addresses.filter((entry) => !bases.has(entry.address) && !ours.has(addressKey(entry)))
  const servers: { [service: ServiceKey]: ServerKey[] } = { ...owned.servers }
  for (const service of wanted.services) {
    const key = serviceKey(service.id)
    servers[key] = [...new Set([...(servers[key] ?? []), ...service.servers.map(serverKey)])]
  }
  const sysctls = { ...owned.sysctls }
  for (const key of Object.keys(wanted.sysctls)) {
    const now = actual.sysctls[key]
    if (!Object.hasOwn(sysctls, key) && now !== undefined) sysctls[key] = now
  }
  return {
    ...owned,
    services: [...new Set([...owned.services, ...wanted.services.map((s) => serviceKey(s.id))])],
    servers,
    addresses: [...owned.addresses, ...added.map(({ device, address, prefix }) => ({ device, address, prefix }))],
    sysctls,
  }
}

/** The record once the kernel equals `wanted`: of what ownedDuring held, only what is still wanted. */
export function ownedAfter(owned: Owned, wanted: Wanted): Owned {
  const services = wanted.services.map((service) => serviceKey(service.id))
  const addresses = new Set(wanted.addresses.map(addressKey))
  return {
    ...owned,
    services,
    servers: Object.fromEntries(wanted.services.map((s) => [serviceKey(s.id), s.servers.map(serverKey)])),
    addresses: owned.addresses.filter((entry) => addresses.has(addressKey(entry))),
    sysctls: Object.fromEntries(Object.entries(owned.sysctls).filter(([key]) => Object.hasOwn(wanted.sysctls, key))),
  }
}

/**
 * Entries of the kernel that are neither wanted nor ours: shown as not managed here, never touched. Of the addresses only those
 * that somebody added beside the router's own; link-local ones and such that run out (DHCP, router advertisements) are the
 * system's.
 */
export function foreignOf(actual: KernelState, wanted: Wanted, owned: Owned): Foreign[] {
  const services = new Set([...wanted.services.map((service) => serviceKey(service.id)), ...owned.services])
  const addresses = new Set([
    ...wanted.addresses.map((entry) => entry.address),
    ...owned.addresses.map((entry) => entry.address),
    ...(wanted.absent ?? []),
  ])
  const foreign: Foreign[] = []
  for (const service of actual.services) {
    const key = serviceKey(service.id)
    if (!services.has(key)) foreign.push({ what: 'service', key, detail: service.scheduler })
  }
  for (const entry of actual.addresses) {
    const system = entry.base || entry.validSec !== undefined || entry.address.startsWith('fe80:')
    if (!system && !addresses.has(entry.address)) foreign.push({ what: 'address', key: addressKey(entry) })
  }
  return foreign
}
