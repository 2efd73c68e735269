import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { TLSSocket } from 'node:tls'
import { shown } from '@/lib/health/shown'
import type { CheckInput } from '../check'
import { TalkError } from './talk'
import { type BundledCheck, type Outcome, type Values, word } from './types'

/** How much of a page is looked at for --body. */
const BODY_MAX = 65_536
const DAY_MS = 86_400_000

const OPTIONS = {
  path: { type: 'string' },
  host: { type: 'string' },
  method: { type: 'string' },
  status: { type: 'string' },
  header: { type: 'string' },
  body: { type: 'string' },
} as const

/** Web server: status (200-399 unless --status), a header, a text in the page, as the virtual host --host. */
export const http: BundledCheck = {
  name: 'http',
  port: 80,
  options: OPTIONS,
  example: '/usr/lib/arapaima/checks/http %h %p --host www.example.com --path /health --status 200 --body ok',
  refuse,
  run: (input, values) => ask(input, values, false),
}

/**
 * The same over TLS. The certificate must be valid for --days more days (0 unless given); its chain and name are checked only with --verify, since
 * real servers are asked by address.
 */
export const https: BundledCheck = {
  name: 'https',
  port: 443,
  options: { ...OPTIONS, days: { type: 'string' }, verify: { type: 'boolean' } },
  example: '/usr/lib/arapaima/checks/https %h %p --host www.example.com --verify --days 14',
  refuse: (values) => (/^\d{1,4}$/.test(word(values, 'days', '0')) ? refuse(values) : '--days'),
  run: (input, values) => ask(input, values, true),
}

function refuse(values: Values): string | null {
  if (!/^\/[\x21-\x7e]*$/.test(word(values, 'path', '/'))) return '--path'
  if (!/^[\w.:[\]-]{1,255}$/.test(word(values, 'host', 'h'))) return '--host'
  if (!/^(GET|HEAD|OPTIONS)$/.test(word(values, 'method', 'GET'))) return '--method'
  if (!/^\d{3}(-\d{3})?(,\d{3}(-\d{3})?)*$/.test(word(values, 'status', '200'))) return '--status'
  return /^[\w-]+(:[\x21-\x7e]*)?$/.test(word(values, 'header', 'h')) ? null : '--header'
}

async function ask(input: CheckInput, values: Values, tls: boolean): Promise<Outcome> {
  const host = word(values, 'host', input.address.includes(':') ? `[${input.address}]` : input.address)
  const path = word(values, 'path', '/')
  const method = word(values, 'method', 'GET')
  const options = {
    host: input.address,
    port: input.port,
    localAddress: input.source,
    path,
    method,
    agent: false as const,
    signal: input.signal,
    maxHeaderSize: 16_384,
    headers: { Host: host, 'User-Agent': 'arapaima-check', Accept: '*/*', Connection: 'close' },
  }
  const verify = values.verify === true
  const servername = 'host' in values && typeof values.host === 'string' ? values.host.replace(/:\d+$/, '') : ''
  const request = tls ? requestHttps({ ...options, servername, rejectUnauthorized: verify }) : requestHttp(options)
  const sent = `${method} ${path} HTTP/1.1\\r\\nHost: ${host}\\r\\n`
  input.listen?.({ who: 'sent', bytes: Buffer.from(`${method} ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`), afterMs: 0 })
  try {
    const began = performance.now()
    const response = await answered(request)
    const head = headOf(response)
    input.listen?.({ who: 'got', bytes: Buffer.from(head, 'latin1'), afterMs: performance.now() - began })
    const status = head.split('\r\n')[0] ?? ''
    const told = { sent, got: shown(Buffer.from(head, 'latin1')) }
    const problem = (await wrong(response, values, tls)) ?? null
    if (problem) return { ok: false, ...problem, ...told }
    return { ok: true, line: `OK ${status}`, ...told }
  } finally {
    request.destroy()
  }
}

function answered(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('response', resolve)
    request.on('error', (error) => {
      const code = 'code' in error ? String(error.code) : ''
      if (code.startsWith('HPE_')) reject(new TalkError('protocol', code, error))
      else if (code === 'ECONNRESET' && error.message === 'socket hang up') reject(new TalkError('closed', '', error))
      else
        reject(
          new TalkError(
            /^(ERR_SSL|ERR_TLS|CERT_|UNABLE_|DEPTH_|SELF_|EPROTO)/.test(code) ? 'tls' : 'socket',
            code,
            error,
          ),
        )
    })
    request.end()
  })
}

function headOf(response: IncomingMessage): string {
  const lines: string[] = []
  for (let i = 0; i + 1 < response.rawHeaders.length; i += 2)
    lines.push(`${response.rawHeaders[i]}: ${response.rawHeaders[i + 1]}`)
  return [`HTTP/${response.httpVersion} ${response.statusCode} ${response.statusMessage}`, ...lines, '', ''].join(
    '\r\n',
  )
}

/** The first thing that is not as asked; null when all is well. */
async function wrong(
  response: IncomingMessage,
  values: Values,
  tls: boolean,
): Promise<Pick<Outcome & { ok: false }, 'reason' | 'detail'> | null> {
  const days = Number(word(values, 'days', '0'))
  if (tls) {
    const until = (response.socket as TLSSocket).getPeerCertificate().valid_to
    const left = (Date.parse(until) - Date.now()) / DAY_MS
    if (!(left >= days)) return { reason: 'expires', detail: until ?? '' }
  }
  const status = response.statusCode ?? 0
  if (!inRanges(status, word(values, 'status', '200-399')))
    return { reason: 'status', detail: `${status} ${shown(Buffer.from(response.statusMessage ?? '', 'latin1'), 80)}` }
  const [name = '', text = ''] = word(values, 'header', '').split(/:(.*)/s)
  if (name) {
    const value = String(response.headers[name.toLowerCase()] ?? '')
    if (!(name.toLowerCase() in response.headers) || !value.includes(text))
      return { reason: 'header', detail: `${name}: ${shown(Buffer.from(value, 'latin1'), 80)}` }
  }
  const wanted = word(values, 'body', '')
  if (!wanted) return null
  const body = await bodyOf(response)
  return body.includes(Buffer.from(wanted, 'utf8')) ? null : { reason: 'body', detail: shown(body, 80) }
}

async function bodyOf(response: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      parts.push(part)
      length += part.length
      if (length >= BODY_MAX) break
    }
  } catch (error) {
    throw new TalkError('closed', '', error)
  }
  return Buffer.concat(parts).subarray(0, BODY_MAX)
}

/** `200-299,304` */
function inRanges(status: number, ranges: string): boolean {
  return ranges.split(',').some((range) => {
    const [from = 0, to = from] = range.split('-').map(Number)
    return status >= from && status <= to
  })
}
