import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import type http from 'node:http'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants as zlib } from 'node:zlib'

const PREFIX = '/_next/static/'
/** Names as the build gives them: no folder above, no link, nothing encoded. */
const NAME = /^(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*\/)*[A-Za-z0-9_~-][A-Za-z0-9._~-]*\.(js|css)$/
const TYPES: Record<string, string> = { js: 'application/javascript; charset=UTF-8', css: 'text/css; charset=UTF-8' }
const compress = promisify(brotliCompress)

/**
 * The scripts and styles of the build as small as they get: a seventh less than the gzip that Next.js makes each time anew. Compressed when first asked
 * for and kept: the build's files never change and are few. Everything else, and who does not take Brotli, is left to the panels.
 * @param folder `.next/static` of the build
 */
export function withStaticFiles(panels: http.RequestListener, folder: string): http.RequestListener {
  const kept = new Map<string, Promise<Buffer | null>>()
  return (request, response) => {
    const name = wantedName(request)
    if (name === null || !takesBrotli(request.headers['accept-encoding'])) return panels(request, response)
    const packed = kept.get(name) ?? pack(join(folder, name))
    kept.set(name, packed)
    void packed.then((bytes) => {
      if (bytes !== null) return send(request, response, name, bytes)
      kept.delete(name)
      panels(request, response)
    })
  }
}

function wantedName({ method, url = '' }: http.IncomingMessage): string | null {
  if ((method !== 'GET' && method !== 'HEAD') || !url.startsWith(PREFIX)) return null
  const name = url.slice(PREFIX.length).split('?')[0] ?? ''
  return NAME.test(name) ? name : null
}

/** RFC 9110, 12.5.3: `br` is named and not refused with a weight of 0. */
export function takesBrotli(accepted: string | string[] | undefined): boolean {
  return String(accepted ?? '')
    .split(',')
    .some((part) => /^br(?:;q=(?:1(?:\.0{0,3})?|0\.(?!0+$)\d{1,3}))?$/.test(part.replace(/\s/g, '').toLowerCase()))
}

/** Null: there is no such file. */
async function pack(path: string): Promise<Buffer | null> {
  try {
    const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
    const bytes = await handle.readFile().finally(() => handle.close())
    const params = { [zlib.BROTLI_PARAM_QUALITY]: 11, [zlib.BROTLI_PARAM_SIZE_HINT]: bytes.length }
    return await compress(bytes, { params })
  } catch {
    return null
  }
}

function send(request: http.IncomingMessage, response: http.ServerResponse, name: string, bytes: Buffer): void {
  response.writeHead(200, {
    'Content-Type': TYPES[name.slice(name.lastIndexOf('.') + 1)],
    'Content-Encoding': 'br',
    'Content-Length': bytes.length,
    'Cache-Control': 'public, max-age=31536000, immutable',
    Vary: 'Accept-Encoding',
  })
  response.end(request.method === 'HEAD' ? undefined : bytes)
}
