import { closeSync, openSync, readSync } from 'node:fs'

/**
 * Looks at the IPVS table of the namespace it is started in until it shows what is awaited: `watch SERVICE SERVER WEIGHT EVERY_MS`, addresses as the
 * kernel prints them (`C0000264:03E8`), WEIGHT `gone` for a server that shall not stand there. Prints `ready` when it looks, and `seen` with the guest's time (ms) when it is so.
 * One process that only reads a file: a tool started at each look would take the guest's one core from what is measured.
 */
const [service = '', server = '', weight = '', everyMs = '20'] = process.argv.slice(2)
const buffer = Buffer.allocUnsafe(1 << 20)

function table(): string {
  const file = openSync('/proc/self/net/ip_vs', 'r')
  let text = ''
  for (let bytes = readSync(file, buffer); bytes > 0; bytes = readSync(file, buffer))
    text += buffer.toString('latin1', 0, bytes)
  closeSync(file)
  return text
}

function isSo(): boolean {
  const text = table()
  const from = text.indexOf(` ${service} `)
  if (from < 0) return false
  const end = text.slice(from).search(/\n[A-Z]/)
  const own = end < 0 ? text.slice(from) : text.slice(from, from + end)
  const row = own.split('\n').find((line) => line.includes(` ${server} `))
  return weight === 'gone' ? row === undefined : row?.trim().split(/\s+/)[3] === weight
}

function look(): void {
  if (!isSo()) setTimeout(look, Number(everyMs))
  else process.stdout.write(`seen ${Date.now()}\n`, () => process.exit(0))
}

process.stdout.write('ready\n')
look()
