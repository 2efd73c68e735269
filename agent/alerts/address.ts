import { lookup as resolve } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { refusedTarget } from '@/lib/health/alert-target'
import { failed, type Sent } from './types'

/** All addresses of a name. @throws the resolver's error */
export type Lookup = (host: string) => Promise<{ address: string; family: number }[]>
export const systemLookup: Lookup = (host) => resolve(host, { all: true, verbatim: true })

/** Where to connect: `lookup` gives net.connect exactly the addresses that were judged, so that a second answer of DNS changes nothing. */
export type Reached = { ok: true; lookup: LookupFunction }

/**
 * Resolves a host once and judges what came. One refused address among several refuses them all: an honest name does not mix this machine
 * with others. Decimal, octal and short spellings of an address are read by the resolver, and judged as what they mean.
 * @param host name or address; an IPv6 address may stand in brackets
 */
export async function reach(
  host: string,
  allowLocal: boolean,
  lookup: Lookup,
): Promise<Reached | Exclude<Sent, { ok: true }>> {
  const name = host.replace(/^\[(.*)\]$/, '$1')
  const family = isIP(name)
  let found: { address: string; family: number }[]
  try {
    found = family ? [{ address: name, family }] : await lookup(name)
  } catch (error) {
    return failure(true, 'resolve', { host, error: codeOf(error) })
  }
  if (found.length === 0) return failure(true, 'resolve', { host, error: 'ENOTFOUND' })
  for (const { address } of found) {
    const refused = allowLocal ? null : refusedTarget(address)
    if (refused) return failure(false, 'refused', { host, address, reason: refused })
  }
  return { ok: true, lookup: pinned(found) }
}

function failure(again: boolean, code: string, params: Record<string, string | number>) {
  return failed(again, code, params) as Exclude<Sent, { ok: true }>
}

function pinned(found: { address: string; family: number }[]): LookupFunction {
  const [first = { address: '', family: 0 }] = found
  return (_, options, done) => {
    if (options.all) done(null, found)
    else done(null, first.address, first.family)
  }
}

/** The code of a system's or library's error; its text may hold what nobody else shall read. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : 'UNKNOWN'
}

/** A resolver's call cannot be ended; what it says after the time limit counts no more. */
export function unless<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const give = () => reject(signal.reason)
    if (signal.aborted) give()
    signal.addEventListener('abort', give, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', give))
  })
}
