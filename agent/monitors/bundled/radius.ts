import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { shown } from '@/lib/health/shown'
import { askUdp } from './datagram'
import { type BundledCheck, type Outcome, word } from './types'

const STATUS_SERVER = 12
const MESSAGE_AUTHENTICATOR = 80
/** Access-Accept from an authentication port, Accounting-Response from an accounting port. RFC 5997, 3 */
const ALIVE = new Map([
  [2, 'Access-Accept'],
  [5, 'Accounting-Response'],
])

/** RADIUS: Status-Server (RFC 5997) with the secret that server and router share; an answer counts only if the secret signs it. */
export const radius: BundledCheck = {
  name: 'radius',
  port: 1812,
  options: { secret: { type: 'string' } },
  example: '/usr/lib/arapaima/checks/radius %h %p --secret testing123',
  refuse: (values) => (word(values, 'secret', '') === '' ? '--secret' : null),
  async run(input, values): Promise<Outcome> {
    const secret = Buffer.from(word(values, 'secret', ''), 'utf8')
    const authenticator = randomBytes(16)
    const request = statusServer(randomBytes(1)[0] ?? 0, authenticator, secret)
    const reply = await askUdp(input, request, (bytes) =>
      signed(bytes, request, authenticator, secret) ? bytes : null,
    )
    // the secret signs the request: its bytes stay out of what is shown
    const told = { got: shown(reply) }
    const kind = ALIVE.get(reply[0] ?? 0)
    if (kind) return { ok: true, line: `OK ${kind}`, ...told }
    return { ok: false, reason: 'answer', detail: `code ${reply[0]}`, ...told }
  },
}

function statusServer(id: number, authenticator: Buffer, secret: Buffer): Buffer {
  const packet = Buffer.concat([
    Buffer.from([STATUS_SERVER, id, 0, 38]),
    authenticator,
    Buffer.from([MESSAGE_AUTHENTICATOR, 18]),
    Buffer.alloc(16),
  ])
  createHmac('md5', secret).update(packet).digest().copy(packet, 22)
  return packet
}

/** RFC 2865, 3: MD5 over code, id, length, the request's authenticator, attributes and secret. */
function signed(reply: Buffer, request: Buffer, authenticator: Buffer, secret: Buffer): boolean {
  if (reply.length < 20 || reply[1] !== request[1] || reply.readUInt16BE(2) > reply.length) return false
  const whole = reply.subarray(0, reply.readUInt16BE(2))
  if (whole.length < 20) return false
  const hash = createHash('md5')
  hash.update(whole.subarray(0, 4)).update(authenticator).update(whole.subarray(20)).update(secret)
  return timingSafeEqual(hash.digest(), whole.subarray(4, 20))
}
