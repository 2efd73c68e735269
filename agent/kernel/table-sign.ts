import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'

/** The table of this network namespace as the kernel itself prints it, without starting a program. */
const FILE = '/proc/self/net/ip_vs'
/** A server's line up to its weight; what follows are the numbers of its connections. ip_vs_info_seq_show */
const SERVER = /^( {2}-> \S+ +\S+ +-?\d+).*$/gm
/** The kernel gives a page at a time, whatever is asked for. */
const PIECE = 64 * 1024
/** So many pages (some 3500 servers) are read in one go. A thread would take as long for each of them as this process has other work to do. */
const AT_ONCE = 64
const buffer = Buffer.allocUnsafe(PIECE)

/**
 * Changes when a service or a server of the IPVS table does: their number, order, scheduler, persistence, forwarding, weight. Null where there is no such
 * file: IPVS is not loaded, or the kernel was built without.
 */
export async function tableSign(file = FILE): Promise<string | null> {
  try {
    return createHash('sha1')
      .update((await textOf(file)).replace(SERVER, '$1'))
      .digest('base64')
  } catch {
    return null
  }
}

async function textOf(file: string): Promise<string> {
  const descriptor = openSync(file, 'r')
  try {
    const parts: string[] = []
    for (let pieces = 1; ; pieces++) {
      const bytes = readSync(descriptor, buffer)
      if (bytes === 0) return parts.join('')
      parts.push(buffer.toString('latin1', 0, bytes))
      if (pieces % AT_ONCE === 0) await setImmediate()
    }
  } finally {
    closeSync(descriptor)
  }
}
