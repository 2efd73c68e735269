import ipaddr from 'ipaddr.js'
import { type Evidence, NO_EVIDENCE } from '@/lib/health/blast'
import { sourceFor } from '@/lib/health/source'
import { familyOf } from '@/lib/kernel/endpoint'
import type { KernelState, ServerKey } from '@/lib/kernel/state'

/** What checks need to know of this router's own network, from the last look at the kernel. */
export class Network {
  private seen: Pick<KernelState, 'addresses' | 'links'> = { addresses: [], links: {} }
  private vips: ReadonlySet<string> = new Set()
  private made = ''
  private readonly sources = new Map<string, string | undefined>()

  /** @returns true when a link went up or down */
  look(actual: Pick<KernelState, 'addresses' | 'links'>, vips: ReadonlySet<string>): boolean {
    const made = JSON.stringify([actual.addresses, [...vips]])
    const moved = JSON.stringify(this.seen.links) !== JSON.stringify(actual.links)
    this.seen = actual
    this.vips = vips
    if (made !== this.made) this.sources.clear()
    this.made = made
    return moved
  }

  /** The address that a check of this server is sent from (lib/health/source.ts). */
  sourceFor(server: string): string | undefined {
    if (!this.sources.has(server)) this.sources.set(server, sourceFor(server, this.seen.addresses, this.vips))
    return this.sources.get(server)
  }

  /** Whether the interfaces towards these servers have a link. Gateway and partner are not looked at here. */
  evidence(servers: readonly ServerKey[]): Evidence {
    const links = servers.map((server) => this.linkTowards(addressOf(server))).filter((link) => link !== 'unknown')
    if (links.length === 0) return NO_EVIDENCE
    return { ...NO_EVIDENCE, link: links.every((link) => link === 'down') ? 'down' : 'up' }
  }

  private linkTowards(server: string): Evidence['link'] {
    const near = this.seen.addresses.find(
      (own) =>
        familyOf(own.address) === familyOf(server) &&
        ipaddr.parse(server).match(ipaddr.parseCIDR(`${own.address}/${own.prefix}`)),
    )
    const link = near && this.seen.links[near.device]
    if (!link) return 'unknown'
    return link.up && link.carrier !== false ? 'up' : 'down'
  }
}

/** `10.0.0.2:80`, `[2001:db8::2]:80` → the address */
function addressOf(server: ServerKey): string {
  return server.slice(0, server.lastIndexOf(':')).replace(/^\[|\]$/g, '')
}
