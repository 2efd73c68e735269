import { randomInt } from 'node:crypto'
import { isIP } from 'node:net'
import { shown } from '@/lib/health/shown'
import { canonicalAddress } from '@/lib/kernel/endpoint'
import { askUdp } from './datagram'
import { type BundledCheck, type Outcome, word } from './types'

/** RFC 1035, 3.2.2; RFC 3596 */
const TYPES: Readonly<Record<string, number>> = { A: 1, NS: 2, CNAME: 5, SOA: 6, PTR: 12, MX: 15, TXT: 16, AAAA: 28 }
const RCODES = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED']

/**
 * Name server: asks for --name (the root's name servers unless given) and wants an answer without error; --any takes every answer (a server that
 * refuses strangers still lives); --answer ADDRESS wants this address among the answers.
 */
export const dns: BundledCheck = {
  name: 'dns',
  port: 53,
  options: { name: { type: 'string' }, type: { type: 'string' }, answer: { type: 'string' }, any: { type: 'boolean' } },
  example: '/usr/lib/arapaima/checks/dns %h %p --name www.example.com --type A',
  refuse(values) {
    const name = word(values, 'name', '.')
    if (!/^(\.|([\w-]{1,63}\.)*[\w-]{1,63}\.?)$/.test(name) || name.length > 253) return '--name'
    if (!(word(values, 'type', 'NS') in TYPES)) return '--type'
    return values.answer === undefined || isIP(word(values, 'answer', '')) ? null : '--answer'
  },
  async run(input, values): Promise<Outcome> {
    const id = randomInt(65_536)
    const type = TYPES[word(values, 'type', word(values, 'name', '.') === '.' ? 'NS' : 'A')] ?? 1
    const question = query(id, word(values, 'name', '.'), type)
    const answer = await askUdp(input, question, (bytes) => {
      const ours = bytes.length >= 12 && bytes.readUInt16BE(0) === id && ((bytes[2] ?? 0) & 0x80) !== 0
      return ours ? bytes : null
    })
    const told = { sent: shown(question), got: shown(answer) }
    const rcode = (answer[3] ?? 0) & 15
    const rcodeWord = RCODES[rcode] ?? `RCODE ${rcode}`
    if (rcode !== 0 && values.any !== true) return { ok: false, reason: 'rcode', detail: rcodeWord, ...told }
    const wanted = values.answer === undefined ? null : canonicalAddress(word(values, 'answer', ''))
    if (wanted !== null && !addressesIn(answer).includes(wanted))
      return { ok: false, reason: 'answer', detail: addressesIn(answer).join(' '), ...told }
    return { ok: true, line: `OK ${rcodeWord} ${answer.readUInt16BE(6)}`, ...told }
  },
}

/** A question with recursion desired. */
function query(id: number, name: string, type: number): Buffer {
  const labels = name.split('.').filter((label) => label !== '')
  const parts = labels.map((label) => Buffer.from(`${String.fromCharCode(label.length)}${label}`, 'latin1'))
  const head = Buffer.from([id >> 8, id & 255, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0])
  return Buffer.concat([head, ...parts, Buffer.from([0, type >> 8, type & 255, 0, 1])])
}

/** The addresses among the answers, canonical; what cannot be read ends the list. */
function addressesIn(message: Buffer): string[] {
  const found: string[] = []
  try {
    let at = 12
    for (let i = 0; i < message.readUInt16BE(4); i++) at = afterName(message, at) + 4
    for (let i = 0; i < message.readUInt16BE(6); i++) {
      at = afterName(message, at)
      const [type, length] = [message.readUInt16BE(at), message.readUInt16BE(at + 8)]
      const data = message.subarray(at + 10, at + 10 + length)
      const text = type === 1 ? [...data].join('.') : type === 28 ? hexGroups(data) : ''
      const address = canonicalAddress(text)
      if (address !== null) found.push(address)
      at += 10 + length
    }
  } catch {
    return found
  }
  return found
}

function hexGroups(data: Buffer): string {
  return (data.toString('hex').match(/.{4}/g) ?? []).join(':')
}

/** Where a name ends: labels, or a pointer of two bytes. */
function afterName(message: Buffer, from: number): number {
  let at = from
  for (;;) {
    const length = message.readUInt8(at)
    if (length === 0) return at + 1
    if ((length & 0xc0) === 0xc0) return at + 2
    at += length + 1
  }
}
