import { createHmac } from 'node:crypto'
import { type IncomingMessage, request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { WebhookSettings } from '@/lib/health/alert-settings'
import { codeOf, type Lookup, reach, unless } from './address'
import { type AlertMessage, failed, type Send, type Sent } from './types'

export type WebhookWorld = {
  lookup: Lookup
  version: string
  /** wall clock, epoch ms: receivers compare it with theirs */
  wallMs: () => number
  /** certificates to trust instead of the system's */
  ca?: string
}

/** The statuses after which another try may do better, beside 5xx. RFC 9110, RFC 6585 */
const AGAIN = new Set([408, 425, 429])

/**
 * The value of the header `Arapaima-Signature`: HMAC-SHA256 over the time in seconds, a dot, and the body. A receiver computes it anew, compares in
 * constant time, and refuses what is older than a few minutes.
 */
export function signature(secret: string, atSec: number, body: string): string {
  const v1 = createHmac('sha256', secret).update(`${atSec}.${body}`).digest('hex')
  return `t=${atSec},v1=${v1}`
}

/** Sends alerts by POST. Redirects are refused: they would lead to an address that nobody judged. */
export function webhook(settings: WebhookSettings, world: WebhookWorld): Send {
  return async (message, signal) => {
    const url = new URL(settings.url)
    const ending = AbortSignal.any([signal, AbortSignal.timeout(settings.timeoutSec * 1000)])
    try {
      const reached = await unless(ending, reach(url.hostname, settings.allowLocal, world.lookup))
      if (!reached.ok) return reached
      return judged(await post(url, message, settings, world, reached.lookup, ending), url.hostname)
    } catch (error) {
      if (ending.aborted) return failed(true, 'timeout', { host: url.hostname, seconds: settings.timeoutSec })
      return failed(true, 'connection', { host: url.hostname, error: codeOf(error) })
    }
  }
}

function post(
  url: URL,
  message: AlertMessage,
  { secret }: WebhookSettings,
  { version, wallMs, ca }: WebhookWorld,
  lookup: LookupFunction,
  signal: AbortSignal,
): Promise<number> {
  const body = JSON.stringify(message.event)
  const headers = {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'User-Agent': `Arapaima/${version}`,
    'Arapaima-Delivery': message.id,
    'Arapaima-Signature': signature(secret, Math.floor(wallMs() / 1000), body),
  }
  const send = url.protocol === 'https:' ? tlsRequest : plainRequest
  return new Promise((resolve, reject) => {
    // No agent: each request has a connection of its own, to an address that was judged for it.
    const request = send(url, { method: 'POST', headers, lookup, signal, agent: false, ca })
    request.on('error', reject)
    request.on('response', (response: IncomingMessage) => {
      resolve(response.statusCode ?? 0)
      // The status is all that counts: a body without end is not read.
      response.on('error', () => {})
      response.destroy()
    })
    request.end(body)
  })
}

function judged(status: number, host: string): Sent {
  if (status >= 200 && status < 300) return { ok: true }
  if (status >= 300 && status < 400) return failed(false, 'redirect', { host, status })
  return failed(status >= 500 || AGAIN.has(status), 'status', { host, status })
}
