import { shown } from '@/lib/health/shown'
import { Talk, TalkError } from './talk'
import { type BundledCheck, type Outcome, word } from './types'

/** Replies that say that the server lives although this user may not in. mysqld: ER_DBACCESS_DENIED, ER_ACCESS_DENIED, plugin and TLS demands */
const MYSQL_ALIVE = new Set([1044, 1045, 1049, 1251, 1698, 3118, 3159, 4151])

/**
 * MySQL, MariaDB: greeting (protocol 10), then a log-in without a password that ends the handshake properly. A connection that only reads the
 * greeting counts as an error of this host, and after max_connect_errors of them the server blocks the router (ER_HOST_IS_BLOCKED).
 */
export const mysql: BundledCheck = {
  name: 'mysql',
  port: 3306,
  options: { user: { type: 'string' } },
  example: '/usr/lib/arapaima/checks/mysql %h %p --user monitor',
  refuse: (values) => (/^[\x21-\x7e]{1,80}$/.test(word(values, 'user', 'arapaima')) ? null : '--user'),
  async run(input, values): Promise<Outcome> {
    const talk = await Talk.open(input)
    const told = () => ({ sent: talk.sent.text(), got: talk.got.text() })
    try {
      const greeting = await mysqlPacket(talk)
      if (greeting.body[0] === 0xff) return { ok: false, reason: 'error', detail: mysqlError(greeting.body), ...told() }
      if (greeting.body[0] !== 10) throw new TalkError('protocol', shown(greeting.body, 40))
      const end = greeting.body.indexOf(0, 1)
      const version = shown(greeting.body.subarray(1, end < 0 ? 40 : end), 40)
      talk.write(mysqlLogin(word(values, 'user', 'arapaima'), greeting.sequence + 1))
      const { body } = await mysqlPacket(talk)
      const refused = body[0] === 0xff && !MYSQL_ALIVE.has(body.length >= 3 ? body.readUInt16LE(1) : 0)
      if (refused) return { ok: false, reason: 'error', detail: mysqlError(body), ...told() }
      return { ok: true, line: `OK ${version}`, ...told() }
    } finally {
      talk.end()
    }
  },
}

async function mysqlPacket(talk: Talk): Promise<{ sequence: number; body: Buffer }> {
  const head = await talk.bytes(4)
  const length = head.readUIntLE(0, 3)
  if (length === 0) throw new TalkError('protocol', shown(head))
  return { sequence: head[3] ?? 0, body: await talk.bytes(length) }
}

/** HandshakeResponse41 with an empty answer: CLIENT_LONG_PASSWORD, PROTOCOL_41, SECURE_CONNECTION, PLUGIN_AUTH. */
function mysqlLogin(user: string, sequence: number): Buffer {
  const fixed = Buffer.alloc(32)
  fixed.writeUInt32LE(0x1 | 0x200 | 0x8000 | 0x80000, 0)
  fixed.writeUInt32LE(0x1000000, 4)
  fixed[8] = 33
  const body = Buffer.concat([fixed, Buffer.from(`${user}\0\0mysql_native_password\0`, 'latin1')])
  const head = Buffer.alloc(4)
  head.writeUIntLE(body.length, 0, 3)
  head[3] = sequence & 0xff
  return Buffer.concat([head, body])
}

function mysqlError(body: Buffer): string {
  const code = body.length >= 3 ? body.readUInt16LE(1) : 0
  return `${code} ${shown(body.subarray(3), 120)}`
}

/** States of PostgreSQL in which it lives but cannot serve. errcodes: too_many_connections, shutdown, crash, starting up, disk full */
const POSTGRES_DEAD = new Set(['53300', '57P01', '57P02', '57P03', '53100', '53200', 'XX000'])

/** PostgreSQL: a start-up message; whatever it asks for then, or refuses to this user, it lives. Starting up, shutting down or full = down. */
export const postgres: BundledCheck = {
  name: 'postgres',
  port: 5432,
  options: { user: { type: 'string' }, database: { type: 'string' } },
  example: '/usr/lib/arapaima/checks/postgres %h %p --user monitor --database postgres',
  refuse: (values) =>
    ['user', 'database'].find((name) => !/^[\x21-\x7e]{1,63}$/.test(word(values, name, 'postgres'))) ?? null,
  async run(input, values): Promise<Outcome> {
    const user = word(values, 'user', 'arapaima')
    const talk = await Talk.open(input)
    const told = () => ({ sent: talk.sent.text(), got: talk.got.text() })
    try {
      const words = Buffer.from(`user\0${user}\0database\0${word(values, 'database', 'postgres')}\0\0`, 'latin1')
      const head = Buffer.alloc(8)
      head.writeUInt32BE(words.length + 8, 0)
      head.writeUInt32BE(196608, 4)
      talk.write(Buffer.concat([head, words]))
      const type = (await talk.bytes(1)).toString('latin1')
      if (type !== 'R' && type !== 'E') throw new TalkError('protocol', shown(Buffer.from(type, 'latin1')))
      const length = (await talk.bytes(4)).readUInt32BE(0)
      if (length < 4) throw new TalkError('protocol', String(length))
      const body = (await talk.bytes(length - 4)).toString('latin1')
      if (type === 'R') return { ok: true, line: 'OK authentication', ...told() }
      const fields = Object.fromEntries(body.split('\0').map((field) => [field[0] ?? '', field.slice(1)]))
      const detail = `${fields.C ?? ''} ${shown(Buffer.from(fields.M ?? '', 'latin1'), 120)}`
      if (POSTGRES_DEAD.has(fields.C ?? '')) return { ok: false, reason: 'error', detail, ...told() }
      return { ok: true, line: `OK ${detail}`, ...told() }
    } finally {
      talk.write(Buffer.from([0x58, 0, 0, 0, 4]))
      talk.end()
    }
  },
}

/** Redis, Valkey: PING. One that wants a password lives; one that loads its data or has lost its master does not serve. */
export const redis: BundledCheck = {
  name: 'redis',
  port: 6379,
  options: {},
  example: '/usr/lib/arapaima/checks/redis %h %p',
  async run(input): Promise<Outcome> {
    const talk = await Talk.open(input)
    const told = () => ({ sent: talk.sent.text(), got: talk.got.text() })
    try {
      talk.write('PING\r\n')
      const line = await talk.line()
      const text = shown(Buffer.from(line, 'latin1'), 120)
      if (line === '+PONG' || /^-(NOAUTH|NOPERM)\b/.test(line)) return { ok: true, line: `OK ${text}`, ...told() }
      if (line.startsWith('-')) return { ok: false, reason: 'error', detail: text, ...told() }
      throw new TalkError('protocol', text)
    } finally {
      talk.end()
    }
  },
}
