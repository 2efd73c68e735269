import { readPlain } from '@/lib/store/disk'

/** An account of this machine. passwd(5) */
export type Account = { name: string; uid: number; gid: number; home: string; shell: string }

/** The account of this name or number; null when there is none. */
export async function accountOf(user: string, file = '/etc/passwd'): Promise<Account | null> {
  const text = (await readPlain(file))?.toString('utf8') ?? ''
  for (const row of text.split('\n')) {
    const [name = '', , uid = '', gid = '', , home = '', shell = ''] = row.split(':')
    if (name !== '' && (name === user || uid === user))
      return { name, uid: Number(uid), gid: Number(gid), home, shell: shell || '/bin/sh' }
  }
  return null
}
