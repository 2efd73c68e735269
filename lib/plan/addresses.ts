import type { FileProblem } from '@/lib/api/types'
import { baseDevice } from '@/lib/kernel/address'
import { canonicalAddress, familyOf } from '@/lib/kernel/endpoint'
import { effectiveGlobal, joinPath } from '@/lib/lvscf'
import type { LvsConfig } from '@/lib/lvscf/model'
import type { Block } from './blocks'
import type { Role, Wanted } from './types'

type Entry = Wanted['addresses'][number]
export type AddressWish = { addresses: Entry[]; absent: string[]; problems: FileProblem[] }

/** Longest interface label that Linux takes, the final NUL not counted. */
const LABEL_MAX = 15

/**
 * The virtual addresses and, where NAT is used, the gateway of the real servers. They stand on the active router; a standby has
 * them on no interface (operations.md 3). One entry per distinct address; the first block that names it decides, as in Piranha.
 */
export function wantedAddresses(config: LvsConfig, blocks: readonly Block[], role: Role): AddressWish {
  const wish: AddressWish = { addresses: [], absent: [], problems: [] }
  const entries = new Map<string, Entry>()
  const add = (address: string, device: string, prefix: number | undefined, path: string) => {
    if (entries.has(address)) return
    if (baseDevice(device) === 'lo') wish.problems.push(loopbackProblem(path, device))
    else entries.set(address, entryOf(address, device, prefix))
  }
  const gateway = natGateway(config, blocks)
  if (gateway) add(gateway.address, gateway.device, config.global.nat_nmask, 'nat_router')
  for (const block of blocks) {
    const path = joinPath(['virtual', block.ref, 'address'])
    add(block.vip.address, block.vip.device, block.values.prefix, path)
  }
  if (role === 'active') wish.addresses = [...entries.values()]
  else wish.absent = [...entries.keys()]
  return wish
}

/** `nat_router` when an active virtual server uses NAT; otherwise it is not brought up. */
function natGateway(config: LvsConfig, blocks: readonly Block[]): { address: string; device: string } | null {
  const router = effectiveGlobal(config.global).nat_router
  const address = canonicalAddress(router?.address ?? '')
  if (!router || address === null) return null
  return blocks.some((block) => block.forward === 'nat') ? { address, device: router.device } : null
}

/**
 * The entry under the device's base interface; no mask means the address alone (/32, /128). The alias is its label where Linux takes
 * one: IPv4, at most 15 characters (lvs.cf's reader warns of the others, LABEL_IGNORED).
 */
function entryOf(address: string, device: string, prefix: number | undefined): Entry {
  const full = familyOf(address) === 6 ? 128 : 32
  const entry: Entry = { device: baseDevice(device), address, prefix: Math.min(full, prefix || full) }
  const labelled = device !== entry.device && full === 32 && device.length <= LABEL_MAX
  return labelled ? { ...entry, label: device } : entry
}

function loopbackProblem(path: string, device: string): FileProblem {
  return { file: 'lvs.cf', code: 'plan.ADDRESS_ON_LO', severity: 'error', line: 1, column: 1, path, got: device }
}
