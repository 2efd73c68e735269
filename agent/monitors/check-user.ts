import { readFile } from 'node:fs/promises'

/** Who check programs run as: a user of its own, member of no group (operations.md 10). */
export const CHECK_USER = 'arapaima-check'
export type CheckUser = { uid: number; gid: number }

/** The numbers of a user by passwd(5); null when there is no such user, or it is root. */
export function userFrom(passwd: string, name: string): CheckUser | null {
  for (const line of passwd.split('\n')) {
    const [user, , uid = '', gid = ''] = line.split(':')
    if (user !== name || !/^\d+$/.test(uid) || !/^\d+$/.test(gid)) continue
    return Number(uid) === 0 ? null : { uid: Number(uid), gid: Number(gid) }
  }
  return null
}

/** The check user of this machine; null when it has none: then no program but the bundled ones is run by an agent that is root. */
export async function checkUser(name = CHECK_USER, file = '/etc/passwd'): Promise<CheckUser | null> {
  return userFrom(await readFile(file, 'utf8'), name)
}

/** Whether a program may be started as this user: never as root. */
export function isUnprivileged(uid: number | undefined): boolean {
  return uid === undefined ? process.getuid?.() !== 0 : uid !== 0
}
