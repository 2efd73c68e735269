import { constants } from 'node:fs'
import { lstat, mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { codeOf, readPlain, replace } from '@/lib/store/disk'
import { pathsFrom } from '@/lib/store/paths'
import { EXIT, type Io, line, speak } from '../io'
import { type Account, accountOf } from './account'
import { authorizedLine, type PublicKey, publicKeyOf, withKey, withoutKey } from './authorized'

/** Variables that say where this router's files are; the forced command gets them from its line, because sshd gives it none. */
const CARRIED = ['ARAPAIMA_ETC', 'ARAPAIMA_STATE', 'ARAPAIMA_RUN', 'ARAPAIMA_USER', 'ARAPAIMA_GROUP'] as const
/** What sshd puts into PATH. */
const PATH = ['/usr/local/bin', '/usr/bin', '/bin']
const MAX_BYTES = 1024 * 1024

/** Binds the key to `arapaima receive`, once. Exit 1 when it cannot work that way, with what to do. */
export async function installKey(io: Io, text: string): Promise<number> {
  const found = await prepare(io, text)
  if (found === null) return EXIT.problems
  const { account, key } = found
  if (/\/(nologin|false)$/.test(account.shell)) {
    io.err(line(speak(io, 'sync.install.shell', { user: account.name, shell: account.shell })))
    return EXIT.problems
  }
  const wanted = authorizedLine(commandOf(io), key)
  const { path, changed } = await change(account, (before) => withKey(before, wanted, key))
  const words = { path, fingerprint: key.fingerprint }
  io.out(line(speak(io, changed ? 'sync.install.done' : 'sync.install.there', words)))
  io.out(`${wanted}\n`)
  return EXIT.done
}

/** Takes the key's line away; no complaint if there is none. */
export async function removeKey(io: Io, text: string): Promise<number> {
  const found = await prepare(io, text)
  if (found === null) return EXIT.problems
  const { account, key } = found
  const { path, changed } = await change(account, (before) => withoutKey(before, key))
  const words = { path, fingerprint: key.fingerprint }
  io.out(line(speak(io, changed ? 'sync.install.removed' : 'sync.install.none', words)))
  return EXIT.done
}

/** The account and the key; null, said on standard error, when one of them will not do. */
async function prepare(io: Io, text: string): Promise<{ account: Account; key: PublicKey } | null> {
  const refuse = (said: string) => {
    io.err(line(said))
    return null
  }
  const key = publicKeyOf(text)
  if (key === null) return refuse(speak(io, 'sync.install.badKey'))
  if (process.geteuid?.() !== 0) return refuse(speak(io, 'sync.install.root'))
  const { user } = pathsFrom(io.env)
  const account = await accountOf(user)
  if (account === null) return refuse(speak(io, 'sync.install.noUser', { user }))
  const home = await lstat(account.home).catch(() => null)
  // sshd's StrictModes: such a folder would make it ignore the file.
  const owned = home?.isDirectory() && [0, account.uid].includes(home.uid) && (home.mode & 0o022) === 0
  if (!owned) return refuse(speak(io, 'sync.install.home', { user, home: account.home }))
  return { account, key }
}

/** `…/arapaima receive`, with what sshd's environment lacks. */
function commandOf({ env }: Io): string[] {
  const script = process.argv[1] ?? '/usr/bin/arapaima'
  const node = dirname(process.execPath)
  const carried = CARRIED.flatMap((name) => (env[name] ? [`${name}=${env[name]}`] : []))
  if (!PATH.includes(node)) carried.push(`PATH=${[node, ...PATH].join(':')}`)
  return [...(carried.length > 0 ? ['/usr/bin/env', ...carried] : []), script, 'receive']
}

/**
 * Rewrites authorized_keys as a whole. File and folder belong to root: the console's own user can read them and add nothing.
 */
async function change(account: Account, edit: (before: string) => string): Promise<{ path: string; changed: boolean }> {
  const folder = join(account.home, '.ssh')
  const path = join(folder, 'authorized_keys')
  const before = (await readPlain(path, MAX_BYTES))?.toString('latin1') ?? ''
  const after = edit(before)
  if (after === before) return { path, changed: false }
  await rootFolder(folder, account.gid)
  await replace(path, Buffer.from(after, 'latin1'), { mode: 0o640, uid: 0, gid: account.gid })
  return { path, changed: true }
}

/** A folder of root's that the group may look into; one that is there is made so, a link in its place is refused. */
async function rootFolder(path: string, gid: number): Promise<void> {
  await mkdir(path, { mode: 0o700 }).catch((error) => {
    if (codeOf(error) !== 'EEXIST') throw error
  })
  const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW)
  try {
    await handle.chown(0, gid)
    await handle.chmod(0o750)
  } finally {
    await handle.close()
  }
}
