import { createSocket } from 'node:dgram'
import { lineReader } from '../protocol'

/**
 * A heartbeat by hand, on UDP port PORT of address OWN, told by lines of JSON; written without anything of the product's, so that the
 * two prove each other. What comes from PARTNER it prints, one line of JSON each: `{ "hex": … }`.
 *
 *   { "say": "running" | "stopped" | null }   from now on each second Piranha's four bytes with this word; null = silence
 *   { "repeat": [HEX, …] }                    from now on each second these datagrams
 *   { "send": [HEX, …] }                      these datagrams, once
 *
 * With PORT 0 as the source (fifth word `any`) it only sends: the port is the heartbeat's own.
 */
export type HeartOrder = { say: 'running' | 'stopped' | null } | { repeat: string[] } | { send: string[] }

/** As Piranha's C put an int on the wire of an x86 machine: the lowest byte first. */
const WORDS = { running: 'dadbadbd', stopped: 'bddabdad' }

const [, , own = '', partner = '', port = '539', source = port] = process.argv
const socket = createSocket('udp4')
let each: readonly string[] = []

const send = (datagrams: readonly string[]) => {
  for (const hex of datagrams) socket.send(Buffer.from(hex, 'hex'), Number(port), partner)
}

socket.on('message', (bytes, { address }) => {
  if (address === partner) process.stdout.write(`${JSON.stringify({ hex: bytes.toString('hex') })}\n`)
})
socket.bind({ address: own, port: source === 'any' ? 0 : Number(source) }, () => {
  process.stdout.write('{"ready":true}\n')
  setInterval(() => send(each), 1000)
})
const read = lineReader((value) => {
  const order = value as HeartOrder
  if ('say' in order) each = order.say ? [WORDS[order.say]] : []
  else if ('repeat' in order) each = order.repeat
  send('send' in order ? order.send : each)
})
process.stdin.on('data', read)
process.stdin.on('end', () => process.exit(0))
