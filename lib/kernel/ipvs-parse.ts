import { parseEndpoint, prefixOfMask } from './endpoint'
import { fullPrefix, normalFlags, serviceFamily, serviceKey } from './ipvs'
import type { IpvsProtocol, IpvsServer, IpvsService, ServiceId, TunnelOptions } from './state'

/** A line of `ipvsadm -S` / `-R` as data. */
export type IpvsCommand =
  | { command: 'add'; service: IpvsService }
  | { command: 'edit'; service: IpvsService }
  | { command: 'remove'; id: ServiceId }
  | { command: 'addServer'; id: ServiceId; server: IpvsServer }
  | { command: 'editServer'; id: ServiceId; server: IpvsServer }
  | { command: 'removeServer'; id: ServiceId; server: { address: string; port: number } }
  | { command: 'timeouts'; values: [number, number, number] }
/** Why a line was not understood; `why` is for people who know ipvsadm. */
export type IpvsLineProblem = { line: number; text: string; why: string }

const COMMANDS: Readonly<Record<string, IpvsCommand['command']>> = {
  '-A': 'add',
  '-E': 'edit',
  '-D': 'remove',
  '-a': 'addServer',
  '-e': 'editServer',
  '-d': 'removeServer',
}
const PROTOCOLS: Readonly<Record<string, IpvsProtocol>> = { '-t': 'tcp', '-u': 'udp', '--sctp-service': 'sctp' }

class Unreadable extends Error {}

type Options = {
  protocol?: { word: IpvsProtocol; endpoint: string }
  mark?: string
  six: boolean
  server?: string
  values: Record<string, string>
  set: Set<string>
}

const WITH_VALUE = new Set(['-s', '-p', '-M', '-b', '--pe', '-w', '-x', '-y', '--tun-type', '--tun-port'])
const ALONE = new Set(['-o', '-g', '-i', '-m', '--tun-nocsum', '--tun-csum', '--tun-remcsum', '-n'])

function readOptions(words: readonly string[], from: number): Options {
  const options: Options = { six: false, values: {}, set: new Set() }
  for (let i = from; i < words.length; i++) {
    const word = words[i] ?? ''
    if (ALONE.has(word)) options.set.add(word)
    else if (word === '-6') options.six = true
    else {
      const value = words[i + 1]
      if (value === undefined) throw new Unreadable(known(word) ? `${word} without a value` : `unknown option ${word}`)
      i++
      if (word === '-r') options.server = value
      else if (word === '-f') options.mark = value
      else if (WITH_VALUE.has(word)) options.values[word] = value
      else if (Object.hasOwn(PROTOCOLS, word)) options.protocol = { word: PROTOCOLS[word] ?? 'tcp', endpoint: value }
      else throw new Unreadable(`unknown option ${word}`)
    }
  }
  return options
}

const known = (word: string) => word === '-r' || word === '-f' || WITH_VALUE.has(word) || Object.hasOwn(PROTOCOLS, word)

function number(text: string | undefined, what: string, max: number, fallback: number): number {
  if (text === undefined) return fallback
  if (!/^\d{1,10}$/.test(text) || Number(text) > max) throw new Unreadable(`illegal ${what} specified`)
  return Number(text)
}

function idOf(options: Options): ServiceId {
  if (options.mark !== undefined) {
    const mark = number(options.mark, 'fwmark', 0xffffffff, 0)
    if (mark === 0) throw new Unreadable('illegal fwmark specified')
    return { kind: 'mark', mark, family: options.six ? 6 : 4 }
  }
  const endpoint = options.protocol && parseEndpoint(options.protocol.endpoint)
  if (!options.protocol || !endpoint) throw new Unreadable('illegal virtual server address')
  return { kind: 'address', protocol: options.protocol.word, address: endpoint.address, port: endpoint.port }
}

function serviceOf(options: Options): IpvsService {
  const id = idOf(options)
  const scheduler = options.values['-s'] ?? 'wlc'
  const persistentSec = number(options.values['-p'], 'timeout', 31535999, 0)
  if ('-p' in options.values && persistentSec === 0) throw new Unreadable('illegal timeout specified')
  if (id.kind === 'address' && id.port === 0 && persistentSec === 0)
    throw new Unreadable('Zero port specified for non-persistent service')
  const flags = options.values['-b']
  const engine = options.values['--pe']
  return {
    id,
    scheduler,
    flags: flags ? normalFlags(scheduler, flags.split(',')) : [],
    ops: options.set.has('-o'),
    persistentSec,
    persistPrefix: persistentSec > 0 ? prefixOf(id, options.values['-M']) : fullPrefix(id),
    ...(engine ? { engine } : {}),
    servers: [],
  }
}

function prefixOf(id: ServiceId, mask: string | undefined): number {
  if (mask === undefined) return fullPrefix(id)
  const prefix = serviceFamily(id) === 6 ? number(mask, 'netmask', 128, 128) : prefixOfMask(mask)
  if (prefix === null) throw new Unreadable('illegal netmask specified')
  return prefix
}

function endpointOf(options: Options, id: ServiceId): { address: string; port: number } {
  const text = options.server ?? ''
  const found = parseEndpoint(text)
  if (!found) throw new Unreadable('illegal real server address')
  const withPort = /^(?:\[[^\]]*\]|[^:]*):\d+$/.test(text)
  return withPort || id.kind === 'mark' ? found : { ...found, port: id.port }
}

function serverOf(options: Options, id: ServiceId): IpvsServer {
  const { address, port } = endpointOf(options, id)
  const forward = options.set.has('-m') ? 'nat' : options.set.has('-i') ? 'tunnel' : 'direct'
  const server: IpvsServer = {
    address,
    // Found by trial on 6.1: another port than the service's is taken and silently stored as the service's port, but for NAT.
    port: forward === 'nat' || id.kind === 'mark' ? port : id.port,
    forward,
    weight: number(options.values['-w'], 'weight', 2147483647, 1),
    upperThreshold: number(options.values['-x'], 'u_threshold', 65535, 0),
    lowerThreshold: number(options.values['-y'], 'l_threshold', 65535, 0),
  }
  if (forward === 'tunnel') server.tunnel = tunnelOf(options)
  return server
}

function tunnelOf(options: Options): TunnelOptions {
  const type = options.values['--tun-type'] ?? 'ipip'
  if (type !== 'ipip' && type !== 'gue' && type !== 'gre') throw new Unreadable('illegal tunnel type specified')
  if (type === 'ipip') return { type }
  const checksum = options.set.has('--tun-remcsum') ? 'remcsum' : options.set.has('--tun-csum') ? 'csum' : 'nocsum'
  const port = number(options.values['--tun-port'], 'tunnel port', 65535, 0)
  return { type, ...(type === 'gue' ? { port } : {}), checksum }
}

/**
 * One line of `ipvsadm -R` (a leading `ipvsadm` is allowed, as ipvsadm allows it), with the rules that ipvsadm itself checks.
 * Gives a text saying what is wrong where ipvsadm would stop with status 2.
 */
export function parseIpvsLine(line: string): IpvsCommand | string {
  const words = line.trim().split(/[ \t]+/)
  if (words[0] === 'ipvsadm') words.shift()
  try {
    if (words[0] === '--set') return timeoutsOf(words)
    const command = COMMANDS[words[0] ?? '']
    if (!command) return `unknown command ${words[0] ?? ''}`
    const options = readOptions(words, 1)
    if (command === 'add' || command === 'edit') return { command, service: serviceOf(options) }
    const id = idOf(options)
    if (command === 'remove') return { command, id }
    if (command === 'removeServer') return { command, id, server: endpointOf(options, id) }
    if (command === 'addServer' || command === 'editServer') return { command, id, server: serverOf(options, id) }
    return 'unknown command'
  } catch (error) {
    if (error instanceof Unreadable) return error.message
    throw error
  }
}

function timeoutsOf(words: readonly string[]): IpvsCommand {
  if (words.length !== 4) throw new Unreadable('--set takes three values')
  const value = (i: number) => number(words[i], 'timeout', 31535999, 0)
  return { command: 'timeouts', values: [value(1), value(2), value(3)] }
}

/** The table in an `ipvsadm -S -n` text; lines that are no service or server are reported, never guessed at. */
export function parseSave(text: string): { services: IpvsService[]; problems: IpvsLineProblem[] } {
  const services = new Map<string, IpvsService>()
  const problems: IpvsLineProblem[] = []
  const lines = text.split('\n')
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim()
    if (line === '') continue
    const fault = addLine(services, line)
    if (fault) problems.push({ line: index + 1, text: line, why: fault })
  }
  return { services: [...services.values()], problems }
}

function addLine(services: Map<string, IpvsService>, line: string): string | null {
  const read = parseIpvsLine(line)
  if (typeof read === 'string') return read
  if (read.command === 'add') {
    const key = serviceKey(read.service.id)
    if (services.has(key)) return 'Service already exists'
    services.set(key, read.service)
    return null
  }
  if (read.command !== 'addServer') return 'neither -A nor -a'
  const service = services.get(serviceKey(read.id))
  if (!service) return 'Service not defined'
  // -S of a kernel before 2.6.37 prints no method for a server that is the router itself.
  const method = /[ \t]-[gim]\b/.test(line)
  service.servers.push(method ? read.server : { ...read.server, forward: 'local' })
  return null
}
