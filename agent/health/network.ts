import { type Evidence, NO_EVIDENCE } from '@/lib/health/blast'
import { type Sources, sourcesOf } from '@/lib/health/source'
import type { KernelState, ServerKey } from '@/lib/kernel/state'
import type { AskGateways } from '../kernel/gateway'
import { Gateways } from './gateways'

/** What checks need to know of this router's own network: addresses and links from the last look at the kernel, and what gateways say. */
export class Network {
  private gateways: Gateways | null = null
  private links: KernelState['links'] = {}
  private sources: Sources = sourcesOf([], new Set())
  private readonly known = new Map<string, string | undefined>()
  private made = ''

  /** @returns true when a link went up or down */
  look({ addresses, links }: Pick<KernelState, 'addresses' | 'links'>, vips: ReadonlySet<string>): boolean {
    const made = JSON.stringify([addresses, [...vips]])
    if (made !== this.made) {
      this.sources = sourcesOf(addresses, vips)
      this.known.clear()
    }
    this.made = made
    const moved = JSON.stringify(this.links) !== JSON.stringify(links)
    this.links = links
    return moved
  }

  /** The address that a check of this server is sent from (lib/health/source.ts). */
  sourceFor(server: string): string | undefined {
    // Asked for at every check.
    if (!this.known.has(server)) this.known.set(server, this.sources.sourceFor(server))
    return this.known.get(server)
  }

  /** From now on gateways are asked; `news` is called when one has answered, or has not. */
  askBy(ask: AskGateways | undefined, now: () => number, news: () => void): void {
    this.gateways = new Gateways(ask, (address) => this.sourceFor(address), now, news)
  }

  /** These fail: what the evidence about them will need is asked now. */
  prepare(servers: readonly ServerKey[]): void {
    this.gateways?.prepare(servers.map(addressOf))
  }

  /** Whether the interfaces towards these servers have a link, and their gateways are there. The partner is not asked here. */
  evidence(servers: readonly ServerKey[]): Evidence {
    const addresses = servers.map(addressOf)
    const links = addresses.map((server) => this.linkTowards(server)).filter((link) => link !== 'unknown')
    const gateway = this.gateways?.towards(addresses) ?? 'unknown'
    if (links.length === 0) return { ...NO_EVIDENCE, gateway }
    return { ...NO_EVIDENCE, gateway, link: links.every((link) => link === 'down') ? 'down' : 'up' }
  }

  private linkTowards(server: string): Evidence['link'] {
    const near = this.sources.near(server)
    const link = near && this.links[near.device]
    if (!link) return 'unknown'
    return link.up && link.carrier !== false ? 'up' : 'down'
  }
}

/** `10.0.0.2:80`, `[2001:db8::2]:80` → the address */
function addressOf(server: ServerKey): string {
  return server.slice(0, server.lastIndexOf(':')).replace(/^\[|\]$/g, '')
}
