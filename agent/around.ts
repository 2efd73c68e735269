import { readFileSync } from 'node:fs'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Rival } from '@/lib/api/types'

/** What else on this machine concerns us. */
export type Around = {
  /** Programs that manage the IPVS table or virtual addresses of this network namespace now (operations.md 10). */
  rivals(): Promise<Rival[]>
}

/** Options of keepalived(8) that take a value, by letter. */
const WITH_VALUE = 'fpcrTSgusiM'
const DEFAULT_CONFIG = '/etc/keepalived/keepalived.conf'
/** A file that includes itself ends here. */
const MAX_DEPTH = 8
/** So many processes are asked for their names before other work has its turn. */
const AT_ONCE = 100

/**
 * This machine, by /proc: `pulse` by its name; `keepalived` when its configuration has a virtual_server, or cannot be read, and it was not started for
 * VRRP alone. Programs of other network namespaces have a table of their own and do not count.
 * @param proc where /proc is
 * @param self whose network namespace counts: this process's
 */
export function systemAround(proc = '/proc', self: string | number = 'self'): Around {
  return {
    rivals: async () => {
      const own = await netOf(proc, self)
      const pids = (await readdir(proc)).filter((name) => /^\d+$/.test(name)).sort((a, b) => Number(a) - Number(b))
      const found = new Map<Rival['name'], Rival>()
      for (const [index, pid] of pids.entries()) {
        if (index % AT_ONCE === AT_ONCE - 1) await setImmediate()
        const name = nameOf(proc, pid)
        if (name === null || found.has(name)) continue
        const net = await netOf(proc, pid)
        if (net !== null && own !== null && net !== own) continue
        if (name === 'pulse' || (await hasVirtualServers(proc, pid))) found.set(name, { name, pid: Number(pid) })
      }
      return [...found.values()]
    },
  }
}

/** Read without a thread: at every look there is one for each process of the machine. */
function nameOf(proc: string, pid: string): Rival['name'] | null {
  try {
    const name = readFileSync(join(proc, pid, 'comm'), 'latin1').trimEnd()
    return name === 'pulse' || name === 'keepalived' ? name : null
  } catch {
    // it has ended
    return null
  }
}

/** null when it may not be looked at: then it counts as ours. */
async function netOf(proc: string, pid: string | number): Promise<string | null> {
  return readlink(join(proc, String(pid), 'ns', 'net')).catch(() => null)
}

async function hasVirtualServers(proc: string, pid: string): Promise<boolean> {
  const cmdline = await readFile(join(proc, pid, 'cmdline'), 'latin1').catch(() => '')
  const { config, vrrpOnly } = keepalivedOptions(cmdline.split('\0').slice(1))
  if (vrrpOnly) return false
  // Its own view of the files: it may live in a container.
  return mentions(join(proc, pid, 'root'), config, 0).catch(() => true)
}

/** What the command line of a keepalived says: which file it reads, and whether it was started for VRRP alone (-P). */
export function keepalivedOptions(words: readonly string[]): { config: string; vrrpOnly: boolean } {
  const found = { config: DEFAULT_CONFIG, vrrpOnly: false }
  const letters = new Set<string>()
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? ''
    const long = /^--([a-z-]+)(?:=(.*))?$/.exec(word)
    if (long) {
      if (long[1] === 'use-file') found.config = long[2] ?? words[++i] ?? DEFAULT_CONFIG
      if (long[1] === 'vrrp') letters.add('P')
      if (long[1] === 'check') letters.add('C')
      continue
    }
    if (!word.startsWith('-')) continue
    const value = [...word].findIndex((letter, at) => at > 0 && WITH_VALUE.includes(letter))
    for (const letter of word.slice(1, value < 0 ? undefined : value)) letters.add(letter)
    if (value < 0) continue
    const given = word.slice(value + 1) || words[++i]
    if (word[value] === 'f' && given) found.config = given
  }
  return { ...found, vrrpOnly: letters.has('P') && !letters.has('C') }
}

/** Whether a file of keepalived, or one that it includes, defines a virtual_server. @throws when the file cannot be read */
async function mentions(root: string, path: string, depth: number): Promise<boolean> {
  const text = await readFile(join(root, path), 'latin1')
  for (const line of text.split('\n')) {
    const [word = '', value = ''] = line
      .replace(/[#!].*/, '')
      .trim()
      .split(/\s+/)
    if (word === 'virtual_server') return true
    if (!/^include[a-z]?$/.test(word) || depth >= MAX_DEPTH) continue
    const at = value.startsWith('/') ? value : join(dirname(path), value)
    for (const file of await matching(root, at))
      if (await mentions(root, file, depth + 1).catch(() => false)) return true
  }
  return false
}

/** Files by a name that may hold `*` and `?` in its last part. */
async function matching(root: string, pattern: string): Promise<string[]> {
  const folder = dirname(pattern)
  const like = basename(pattern)
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  const names = await readdir(join(root, folder)).catch(() => [])
  return names.filter((name) => new RegExp(`^${like}$`).test(name)).map((name) => join(folder, name))
}
