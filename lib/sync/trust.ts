import { join } from 'node:path'
import { readPlain, replace } from '@/lib/store/disk'
import { alone, type ConsoleFolder } from '@/lib/store/private'
import { SyncError } from './errors'
import { showHostKey } from './handshake'
import { type KnownLine, knownLine, parseKnownHosts, speaksOf } from './known-hosts'
import type { Target } from './partner'

/** STATE/console/known_hosts: the hosts whose fingerprint a person has confirmed. OpenSSH's format, so that ssh(1) reads it too. */
const FILE = 'known_hosts'
const MAX_BYTES = 1024 * 1024

async function readText(folder: ConsoleFolder): Promise<string> {
  return (await readPlain(join(folder.path, FILE), MAX_BYTES))?.toString('utf8') ?? ''
}

/** @throws StoreError when the file cannot be read */
export async function readKnownHosts(folder: ConsoleFolder): Promise<KnownLine[]> {
  return parseKnownHosts(await readText(folder))
}

/**
 * Keeps the host key that a person has confirmed by its fingerprint, if the host shows that very key now. Nothing but its key is asked of the host.
 * @throws SyncError sync.hostOther when it shows another one
 */
export async function confirmHost(folder: ConsoleFolder, target: Target, confirmed: string): Promise<void> {
  const { address, port } = target
  const { key, fingerprint } = await showHostKey(target)
  if (confirmed !== fingerprint)
    throw new SyncError('sync.hostOther', { address, offered: fingerprint, confirmed: confirmed.slice(0, 100) || '–' })
  await trustHost(folder, address, port, key)
}

/** Keeps a key as the one of this host. Lines that stand there stay; the same line is not written twice. */
export async function trustHost(folder: ConsoleFolder, address: string, port: number, key: Buffer): Promise<void> {
  await alone(folder, async () => {
    const text = await readText(folder)
    const line = knownLine(address, port, key)
    if (text.split('\n').includes(line)) return
    const before = text === '' || text.endsWith('\n') ? text : `${text}\n`
    await replace(join(folder.path, FILE), `${before}${line}\n`, folder.looks)
  })
}

/** Takes away the keys of a host, for example after it was installed anew; revoked lines and other hosts stay. Gives how many went. */
export async function forgetHost(folder: ConsoleFolder, address: string, port: number): Promise<number> {
  return alone(folder, async () => {
    const lines = (await readText(folder)).split('\n')
    const left = lines.filter((line) => !parseKnownHosts(line).some((k) => !k.revoked && speaksOf(k, address, port)))
    if (left.length < lines.length) await replace(join(folder.path, FILE), left.join('\n'), folder.looks)
    return lines.length - left.length
  })
}
