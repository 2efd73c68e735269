import { type Evidence, NO_EVIDENCE } from '@/lib/health/blast'
import { type Sources, sourcesOf } from '@/lib/health/source'
import type { KernelState, ServerKey } from '@/lib/kernel/state'

/** What checks need to know of this router's own network, from the last look at the kernel. */
export class Network {
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

  /** Whether the interfaces towards these servers have a link. Gateway and partner are not looked at here. */
  evidence(servers: readonly ServerKey[]): Evidence {
    const links = servers.map((server) => this.linkTowards(addressOf(server))).filter((link) => link !== 'unknown')
    if (links.length === 0) return NO_EVIDENCE
    return { ...NO_EVIDENCE, link: links.every((link) => link === 'down') ? 'down' : 'up' }
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
