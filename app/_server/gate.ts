import type { IncomingHttpHeaders } from 'node:http'

/**
 * The gate before Next.js: judges each request by its verb, path, Host and origin before anything is read or run.
 * Pure, so that every rule has a test; main.ts acts on the verdict.
 */
export type Ask = { method: string; url: string; headers: IncomingHttpHeaders; rawHeaders: readonly string[] }
export type Refusal = {
  status: 400 | 403 | 405 | 411 | 413 | 414 | 421 | 501
  code: 'BAD_REQUEST' | 'FOREIGN_ORIGIN' | 'VERB' | 'LENGTH' | 'TOO_LARGE' | 'HOST'
  headers?: Record<string, string>
}

/** The caller's address, set by the entry after everything that came under this name was removed. */
export const CLIENT_HEADER = 'x-arapaima-client'
/** The form token for scripts that send neither Origin nor Sec-Fetch-Site. */
export const TOKEN_HEADER = 'x-arapaima-token'
/** Marks a request that a page makes by itself: it does not count as use of the session. Set by the entry; a client may set it too. */
export const QUIET_HEADER = 'x-arapaima-quiet'
/** Ties the forms of the log-in and claim pages to a browser before there is a session. */
export const VISITOR_COOKIE = 'arapaima-visitor'

const SAFE = new Set(['GET', 'HEAD'])
const UNSAFE = new Set(['POST', 'PUT', 'DELETE'])
const KNOWN_ELSEWHERE = new Set(['OPTIONS', 'TRACE', 'CONNECT', 'PATCH'])
const ALLOW = { Allow: 'GET, HEAD, POST, PUT, DELETE' }

export const MAX_URL = 4096
/** Bytes of a form; a configuration file may be larger. */
export const MAX_BODY = 1024 * 1024
export const MAX_CONFIG_BODY = 34 * 1024 * 1024
const CONFIG_PATH = '/api/v1/config'

const refuse = (status: Refusal['status'], code: Refusal['code'], headers?: Record<string, string>): Refusal => ({
  status,
  code,
  headers,
})

/** Null: let it through. `hosts` are the names that this console answers to; null = any well-formed one. */
export function judge(ask: Ask, hosts: ReadonlySet<string> | null): Refusal | null {
  return badVerb(ask) ?? badPath(ask.url) ?? badHeaders(ask, hosts) ?? foreign(ask) ?? badBody(ask)
}

function badVerb({ method }: Ask): Refusal | null {
  if (SAFE.has(method) || UNSAFE.has(method)) return null
  return refuse(KNOWN_ELSEWHERE.has(method) ? 405 : 501, 'VERB', ALLOW)
}

/** No way around a route's name: no dot segments (encoded or not), doubled slashes, backslashes, control characters, absolute forms. */
function badPath(url: string): Refusal | null {
  if (url.length > MAX_URL) return refuse(414, 'BAD_REQUEST')
  const path = url.split(/[?#]/)[0] ?? ''
  const bad =
    !path.startsWith('/') ||
    /\/\/|\\|[\x00-\x20\x7f-\uffff]/.test(path) ||
    path.split('/').some((part) => /^(?:\.|%2e){1,2}$/i.test(part)) ||
    /[\x00-\x20\x7f]/.test(url) ||
    !decodes(path)
  return bad ? refuse(400, 'BAD_REQUEST') : null
}

function decodes(text: string): boolean {
  try {
    return !/[\x00-\x1f\x7f]/.test(decodeURIComponent(text))
  } catch {
    return false
  }
}

const SINGLE = new Set(['host', 'origin', 'content-length', 'content-type', 'cookie', 'if-match', 'sec-fetch-site'])

function badHeaders(ask: Ask, hosts: ReadonlySet<string> | null): Refusal | null {
  const seen = new Set<string>()
  for (let i = 0; i < ask.rawHeaders.length; i += 2) {
    const name = (ask.rawHeaders[i] ?? '').toLowerCase()
    if (SINGLE.has(name) && seen.has(name)) return refuse(400, 'BAD_REQUEST')
    seen.add(name)
  }
  const host = hostOf(ask.headers.host)
  if (host === null) return refuse(400, 'HOST')
  // A name of somebody else that resolves to this machine (DNS rebinding) is not ours.
  return hosts === null || hosts.has(host.name) || host.literal ? null : refuse(421, 'HOST')
}

/** `host[:port]` taken apart; null if it is not one. */
export function hostOf(header: string | undefined): { name: string; literal: boolean } | null {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9._-]*[a-z0-9])?)(:\d{1,5})?$/i.exec(header ?? '')
  if (!match?.[1]) return null
  const name = match[1].toLowerCase()
  return { name, literal: name.startsWith('[') || /^\d+(\.\d+){3}$/.test(name) }
}

const foreign = (ask: Ask): Refusal | null => (isForeign(ask) ? refuse(403, 'FOREIGN_ORIGIN') : null)

/** contract.md, "Claim and log-in": a change comes from our own pages. Reading the API from elsewhere is refused too. */
export function isForeign({ method, url, headers }: Pick<Ask, 'method' | 'url' | 'headers'>): boolean {
  const site = headers['sec-fetch-site']
  const cross = site === 'cross-site' || site === 'same-site'
  if (SAFE.has(method)) return cross && url.startsWith('/api/')
  return cross || (headers.origin !== undefined && !isOwnOrigin(headers.origin, headers.host))
}

/** `Origin: null` is nobody's own. */
function isOwnOrigin(origin: string, host: string | undefined): boolean {
  try {
    const url = new URL(origin)
    const own = new URL(`${url.protocol}//${host}`)
    return (url.protocol === 'http:' || url.protocol === 'https:') && url.host === own.host
  } catch {
    return false
  }
}

function badBody({ method, url, headers }: Ask): Refusal | null {
  const length = headers['content-length']
  if (headers['transfer-encoding'] !== undefined) return refuse(411, 'LENGTH')
  if (SAFE.has(method)) return length !== undefined && length !== '0' ? refuse(400, 'BAD_REQUEST') : null
  if (length === undefined) return method === 'DELETE' ? null : refuse(411, 'LENGTH')
  const limit = url.split('?')[0] === CONFIG_PATH && method === 'PUT' ? MAX_CONFIG_BODY : MAX_BODY
  return Number(length) > limit ? refuse(413, 'TOO_LARGE') : null
}

/** Headers that come through; every other `x-…`, and what a proxy would say about the caller, is removed. */
const KEPT = new Set([TOKEN_HEADER, QUIET_HEADER])
export function strip(headers: IncomingHttpHeaders): void {
  for (const name of Object.keys(headers)) {
    if ((name.startsWith('x-') && !KEPT.has(name)) || name === 'forwarded' || name === 'via') delete headers[name]
  }
}

/** On every answer; the Content-Security-Policy with its nonce comes from proxy.ts. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  // Not no-referrer: Chromium would then send `Origin: null` with forms that need no script.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
}
