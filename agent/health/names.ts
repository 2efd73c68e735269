import type { AlertNames } from '@/lib/health/alert-events'
import type { ServerKey, ServiceKey } from '@/lib/kernel/state'
import type { LvsConfig, Virtual } from '@/lib/lvscf'
import { activeBlocks, type Block, blockServers } from '@/lib/plan/blocks'

/** Names of lvs.cf for the keys of the kernel, inactive servers included. */
export type Names = AlertNames & { virtuals(service: ServiceKey): string[] }

export function namesOf(config: LvsConfig | null): Names {
  const virtuals = new Map<ServiceKey, string[]>()
  const servers = new Map<string, string>()
  for (const block of config ? activeBlocks(config) : []) {
    virtuals.set(block.key, [...(virtuals.get(block.key) ?? []), block.name])
    for (const server of blockServers(everyServer(block))) {
      const key = `${block.key} ${server.key}`
      if (!servers.has(key)) servers.set(key, server.name)
    }
  }
  return {
    virtuals: (service) => virtuals.get(service) ?? [],
    virtual: (service) => virtuals.get(service)?.join(', ') ?? null,
    server: (service: ServiceKey, server: ServerKey) => servers.get(`${service} ${server}`) ?? null,
  }
}

/** The block as if all of its servers were active. */
export function everyServer(block: Block): Block {
  const active = block.virtual.servers.map((server) => ({ ...server, values: { ...server.values, active: true } }))
  const virtual: Virtual = { ...block.virtual, servers: active }
  return { ...block, virtual }
}
