import { canonicalAddress, familyOf } from '@/lib/kernel/endpoint'
import { MAX_WEIGHT, serverKey, serviceFamily, serviceKey } from '@/lib/kernel/ipvs'
import type { Forwarding, ServerKey, ServiceId, ServiceKey } from '@/lib/kernel/state'
import { type EffectiveVirtual, effectiveServer, effectiveVirtual } from '@/lib/lvscf'
import type { LvsConfig, RealServer, Virtual } from '@/lib/lvscf/model'

/** Which of the blocks of one name: as joinPath of lib/lvscf takes it. */
export type Ref = { name: string; index: number }

/** A virtual server that takes part: active, with an address, every default in place. */
export type Block = {
  virtual: Virtual
  /** `web`, and `web[2]` for the second of that name */
  name: string
  ref: Ref
  values: EffectiveVirtual
  vip: { address: string; device: string }
  protocol: EffectiveVirtual['protocol']['name']
  port: number
  /** 0 = none */
  mark: number
  forward: EffectiveVirtual['forward']
  id: ServiceId
  key: ServiceKey
}
/** An active real server as IPVS will know it. */
export type BlockServer = {
  server: RealServer
  name: string
  ref: Ref
  address: string
  port: number
  key: ServerKey
  weight: number
}

/** Each with its place among those of the same name. */
function numbered<T extends { name: string }>(items: readonly T[]): { item: T; name: string; ref: Ref }[] {
  const seen = new Map<string, number>()
  return items.map((item) => {
    const index = (seen.get(item.name) ?? 0) + 1
    seen.set(item.name, index)
    return { item, name: index > 1 ? `${item.name}[${index}]` : item.name, ref: { name: item.name, index } }
  })
}

/** Every block that takes part, in the file's order. Blocks that are inactive or have no address do not. */
export function activeBlocks(config: LvsConfig): Block[] {
  return numbered(config.virtuals).flatMap(({ item: virtual, name, ref }) => {
    const values = effectiveVirtual(virtual, config.global)
    const address = canonicalAddress(values.address?.address ?? '')
    if (!values.active || !values.address || address === null) return []
    const id = idOf(values, address)
    return [
      {
        virtual,
        name,
        ref,
        values,
        vip: { address, device: values.address.device },
        protocol: values.protocol.name,
        port: values.port,
        mark: values.fwmark,
        forward: values.forward,
        id,
        key: serviceKey(id),
      },
    ]
  })
}

function idOf(values: EffectiveVirtual, address: string): ServiceId {
  if (values.fwmark > 0) return { kind: 'mark', mark: values.fwmark, family: familyOf(address) }
  return { kind: 'address', protocol: values.protocol.name, address, port: values.port }
}

/**
 * The active servers of a block as IPVS will know them: port 0 under a mark, the service's port under direct routing and
 * tunnelling (the kernel takes no other), under NAT their own.
 */
export function blockServers(block: Block): readonly BlockServer[] {
  const found = known.get(block)
  if (found) return found
  const servers = serversOf(block)
  known.set(block, servers)
  return servers
}

const known = new WeakMap<Block, readonly BlockServer[]>()

function serversOf(block: Block): BlockServer[] {
  return numbered(block.virtual.servers).flatMap(({ item: server, name, ref }) => {
    const values = effectiveServer(server, block)
    const address = canonicalAddress(values.address ?? '')
    if (!values.active || address === null) return []
    const port = block.mark > 0 ? 0 : block.forward === 'nat' ? values.port : block.port
    const weight = Math.min(MAX_WEIGHT, Math.max(0, values.weight))
    return [{ server, name, ref, address, port, key: serverKey({ address, port }), weight }]
  })
}

/** Whether IPVS takes this server for this service: another family is possible under tunnelling only (tried on 6.1). */
export function fitsFamily(id: ServiceId, forward: Forwarding, address: string): boolean {
  return forward === 'tunnel' || familyOf(address) === serviceFamily(id)
}
