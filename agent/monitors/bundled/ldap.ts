import { shown } from '@/lib/health/shown'
import { Talk, TalkError } from './talk'
import type { BundledCheck, Outcome } from './types'

/** Anonymous simple bind, version 3, message 1. RFC 4511, 4.2 */
const BIND = Buffer.from([0x30, 12, 0x02, 1, 1, 0x60, 7, 0x02, 1, 3, 0x04, 0, 0x80, 0])
const UNBIND = Buffer.from([0x30, 5, 0x02, 1, 2, 0x42, 0])
/** busy, unavailable, other: the server speaks but does not serve. RFC 4511, A.2 */
const NOT_SERVING = new Set([51, 52, 80])

/** LDAP: an anonymous bind; a refusal (anonymous not allowed, TLS wanted) is an answer too. */
export const ldap: BundledCheck = {
  name: 'ldap',
  port: 389,
  options: {},
  example: '/usr/lib/arapaima/checks/ldap %h %p',
  async run(input): Promise<Outcome> {
    const talk = await Talk.open(input)
    const told = () => ({ sent: talk.sent.text(), got: talk.got.text() })
    try {
      talk.write(BIND)
      const message = await talk.read((bytes) => element(bytes, 0))
      const result = bindResult(message)
      if (result === null) throw new TalkError('protocol', shown(message, 40))
      if (NOT_SERVING.has(result)) return { ok: false, reason: 'error', detail: `resultCode ${result}`, ...told() }
      talk.write(UNBIND)
      return { ok: true, line: `OK resultCode ${result}`, ...told() }
    } finally {
      talk.end()
    }
  },
}

/** The content of the BER element at `at`; undefined while it is not whole. */
function element(bytes: Buffer, at: number): { value: Buffer; length: number } | undefined {
  const first = bytes[at + 1]
  if (first === undefined) return undefined
  const extra = first & 0x80 ? first & 0x7f : 0
  if (extra > 4) throw new TalkError('protocol', shown(bytes, 40))
  if (bytes.length < at + 2 + extra) return undefined
  const length = extra === 0 ? first : bytes.readUIntBE(at + 2, extra)
  const start = at + 2 + extra
  if (bytes.length < start + length) return undefined
  return { value: bytes.subarray(start, start + length), length: start + length - at }
}

/** resultCode of a BindResponse; null when the message is none. */
function bindResult(message: Buffer): number | null {
  const id = element(message, 0)
  if (!id || message[0] !== 0x02 || message[id.length] !== 0x61) return null
  const response = element(message, id.length)?.value
  return response && response[0] === 0x0a && response[1] === 1 ? (response[2] ?? null) : null
}
