import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

/** The table of this network namespace as the kernel itself prints it, without starting a program. */
const FILE = '/proc/self/net/ip_vs'
/** A server's line up to its weight; what follows are the numbers of its connections. ip_vs_info_seq_show */
const SERVER = /^( {2}-> \S+ +\S+ +-?\d+).*$/gm
/** The kernel gives a page at a time, whatever is asked for: few and short reads. */
const PIECE = 256 * 1024

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
  const handle = await open(file)
  try {
    const buffer = Buffer.allocUnsafe(PIECE)
    const parts: string[] = []
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, PIECE, null)
      if (bytesRead === 0) return parts.join('')
      parts.push(buffer.toString('latin1', 0, bytesRead))
    }
  } finally {
    await handle.close()
  }
}
