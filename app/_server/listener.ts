import { randomBytes } from 'node:crypto'
import http from 'node:http'
import type { Duplex } from 'node:stream'
import { languageOf, say } from '@/lib/text'
import { CLIENT_HEADER, judge, QUIET_HEADER, type Refusal, SECURITY_HEADERS, strip, VISITOR_COOKIE } from './gate'

/** The listener in front of the panels: judges, refuses, strips, and sets what every answer carries. */
export function makeListener(panels: http.RequestListener, hosts: ReadonlySet<string> | null): http.RequestListener {
  return (request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value)
    const { method = '', url = '', headers, rawHeaders } = request
    const refusal = judge({ method, url, headers, rawHeaders }, hosts)
    if (refusal) {
      refuse(request, response, refusal)
      return
    }
    strip(headers)
    headers[CLIENT_HEADER] = request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? 'unknown'
    if (method === 'GET' && refreshesItself(url, headers)) headers[QUIET_HEADER] = '1'
    if (url.startsWith('/login') || url.startsWith('/claim')) greet(request, response)
    if (method === 'POST') sayUpgraded(request, response)
    panels(request, response)
  }
}

/** What the panels ask for at an interval. */
const POLLED = new Set(['/api/v1/status', '/api/v1/table'])

/** A page left open renews itself for ever; that is nobody using the session. Such a request comes from the very page that it asks for. */
function refreshesItself(url: string, headers: http.IncomingHttpHeaders): boolean {
  const path = url.split('?')[0] ?? ''
  if (POLLED.has(path)) return true
  try {
    return headers.referer !== undefined && new URL(headers.referer).pathname === path
  } catch {
    return false
  }
}

/** A browser without a session gets a cookie that its forms are tied to; the page of this very request sees it already. */
function greet(request: http.IncomingMessage, response: http.ServerResponse): void {
  const cookie = request.headers.cookie ?? ''
  if (cookie.split(/;\s*/).some((pair) => pair.startsWith(`${VISITOR_COOKIE}=`))) return
  const visitor = `${VISITOR_COOKIE}=${randomBytes(16).toString('base64url')}`
  request.headers.cookie = cookie ? `${cookie}; ${visitor}` : visitor
  response.appendHeader('Set-Cookie', `${visitor}; Path=/; HttpOnly; SameSite=Lax`)
}

const MISSING_ACTION = 'x-nextjs-action-not-found'

/**
 * A form of an older build names an action that is not there any more; Next.js answers 409 in its own words. Without JavaScript this
 * answer is the page that a person sees.
 */
function sayUpgraded(request: http.IncomingMessage, response: http.ServerResponse): void {
  if (request.headers['next-action'] !== undefined) return
  const { writeHead, write, end } = response
  let upgraded = false
  response.writeHead = function (this: http.ServerResponse, ...rest: unknown[]) {
    upgraded = response.getHeader(MISSING_ACTION) === '1'
    if (upgraded) {
      response.removeHeader('Content-Length')
      response.setHeader('Content-Type', 'text/plain; charset=utf-8')
    }
    return Reflect.apply(writeHead, this, rest) as http.ServerResponse
  } as typeof response.writeHead
  response.write = function (this: http.ServerResponse, ...rest: unknown[]) {
    return upgraded || (Reflect.apply(write, this, rest) as boolean)
  } as typeof response.write
  response.end = function (this: http.ServerResponse, ...rest: unknown[]) {
    if (!response.headersSent && response.getHeader(MISSING_ACTION) === '1') response.writeHead(response.statusCode)
    const said = `${say(languageOf(request.headers['accept-language']), 'login.upgraded')}\n`
    return Reflect.apply(end, this, upgraded ? [said] : rest) as http.ServerResponse
  } as typeof response.end
}

const SENTENCES = {
  400: 'login.refused400',
  403: 'login.refused403',
  405: 'login.refused405',
  411: 'login.refused411',
  413: 'login.refused413',
  414: 'login.refused400',
  421: 'login.refused421',
  501: 'login.refused405',
} as const

function refuse(request: http.IncomingMessage, response: http.ServerResponse, refusal: Refusal): void {
  const message = say(languageOf(request.headers['accept-language']), SENTENCES[refusal.status])
  const api = (request.url ?? '').startsWith('/api/')
  const body = api ? `${JSON.stringify({ code: refusal.code, message })}\n` : `${message}\n`
  // The body of a refused request is not read: the connection ends with the answer.
  response.writeHead(refusal.status, {
    ...refusal.headers,
    'Content-Type': api ? 'application/json' : 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    Connection: 'close',
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** A refusal where there is no response object: broken requests, CONNECT, upgrades. */
export function refuseRaw(socket: Duplex, status: 400 | 405): void {
  if (!socket.writable) {
    socket.destroy()
    return
  }
  socket.end(`HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
