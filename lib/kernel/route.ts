import { canonicalAddress } from './endpoint'

/** How packets leave for an address: through an interface, and through another router unless the address is in its own network. */
export type Route = {
  /** an address, a network, or `default` */
  to: string
  device: string
  gateway: string | null
}

/** Reads what `ip -j route get` and `ip -j route show` print, one array for each command of a batch. What has no way is not among them. */
export function parseRoutes(text: string): Route[] {
  return text.split('\n').flatMap((line) => entriesOf(line).flatMap(routeOf))
}

function entriesOf(line: string): unknown[] {
  if (!line.startsWith('[')) return []
  try {
    const parsed: unknown = JSON.parse(line)
    return Array.isArray(parsed) ? parsed : []
  } catch {
    return []
  }
}

function routeOf(entry: unknown): Route[] {
  if (typeof entry !== 'object' || entry === null) return []
  const { dst, dev, gateway } = entry as { dst?: unknown; dev?: unknown; gateway?: unknown }
  if (typeof dst !== 'string' || typeof dev !== 'string' || dev === '') return []
  return [{ to: dst, device: dev, gateway: typeof gateway === 'string' ? canonicalAddress(gateway) : null }]
}
