import { readFileSync, statSync } from 'node:fs'
import type { World } from '@/lib/lvscf/model'

/** The names that lvs.cf may use instead of numbers: services(5) of TCP and hosts(5). Read again when one of the files changed. */
export function systemWorld(): World {
  const stamp = `${stampOf(SERVICES)} ${stampOf(HOSTS)}`
  if (kept?.stamp !== stamp)
    kept = { stamp, world: { tcpPorts: parseServices(textOf(SERVICES)), hosts: parseHosts(textOf(HOSTS)) } }
  return kept.world
}

const SERVICES = '/etc/services'
const HOSTS = '/etc/hosts'
let kept: { stamp: string; world: World } | undefined

function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat ? `${stat.mtimeMs}/${stat.size}` : '-'
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

const wordsOf = (line: string): string[] => line.replace(/#.*/, '').trim().split(/\s+/).filter(Boolean)

/** `http 80/tcp www`: name and aliases; the first line of a name counts. */
export function parseServices(text: string): Record<string, number> {
  const ports: Record<string, number> = Object.create(null)
  for (const line of text.split('\n')) {
    const [name, port, ...aliases] = wordsOf(line)
    const match = /^(\d{1,5})\/tcp$/.exec(port ?? '')
    if (!name || !match) continue
    for (const word of [name, ...aliases]) ports[word] ??= Number(match[1])
  }
  return ports
}

/** `192.0.2.1 name alias`: IPv4 only, as the old daemons had it; the first line of a name counts. */
export function parseHosts(text: string): Record<string, string> {
  const hosts: Record<string, string> = Object.create(null)
  for (const line of text.split('\n')) {
    const [address, ...names] = wordsOf(line)
    if (!address || !/^\d+(\.\d+){3}$/.test(address)) continue
    for (const name of names) hosts[name] ??= address
  }
  return hosts
}
