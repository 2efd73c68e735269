import { getIronSession, type IronSession, type SessionOptions } from 'iron-session'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { Who } from '@/lib/store/accounts'
import { generationOf } from '@/lib/store/accounts'
import { ABSOLUTE_MS, endSession, findSession, startSession } from '@/lib/store/sessions'
import { CLIENT_HEADER, QUIET_HEADER } from './gate'
import { localPath } from './local-path'
import { folder, paths, secret } from './place'

export type User = { name: string /** id of the session, for the form token; never shown */; sessionId: string }

/** The sealed cookie: only the id of a record on the server. */
type Sealed = { id?: string }

/** Cookies know no ports: two consoles on one host must not sign each other out. */
export const sessionCookieName = (port: number): string => `arapaima-${port}`

async function sealed(): Promise<IronSession<Sealed>> {
  const options: SessionOptions = {
    password: await secret(),
    cookieName: sessionCookieName(paths().port),
    ttl: ABSOLUTE_MS / 1000,
    // Plain HTTP until the console speaks TLS: a Secure cookie would be dropped and log-in would go round in circles.
    cookieOptions: { httpOnly: true, sameSite: 'lax', secure: false, path: '/', maxAge: undefined },
  }
  return getIronSession<Sealed>(await cookies(), options)
}

/** Who is asking; null without a session that goes on. Looked up once per request. */
export const currentUser = cache(async (): Promise<User | null> => {
  const { id } = await sealed()
  if (!id) return null
  const where = await folder()
  const quiet = (await headers()).get(QUIET_HEADER) === '1'
  const who = await findSession(where, id, Date.now(), quiet)
  if (who === null) return null
  // A new password ends every session of the old one, also one that a crash left on disk.
  if ((await generationOf(where, who.name)) !== who.generation) return null
  return { name: who.name, sessionId: id }
})

/** The log-in page that leads on to `next`. */
export const loginPath = (next: string): string => `/login?next=${encodeURIComponent(localPath(next))}`

/** The user, or off to the log-in page, which leads back to `next` (the page's own path). First line of every panel. */
export async function requireUser(next: string): Promise<User> {
  const user = await currentUser()
  if (user) return user
  redirect(loginPath(next))
}

/** Logs in: a new id, whatever cookie came with the request; the session that it named is over. Only in actions and route handlers. */
export async function logIn(who: Who): Promise<void> {
  const session = await sealed()
  const where = await folder()
  if (session.id) await endSession(where, session.id)
  session.id = await startSession(where, who, Date.now())
  await session.save()
}

/** Signs out: the record is removed, so that a kept copy of the cookie opens nothing. */
export async function logOut(): Promise<void> {
  const session = await sealed()
  if (session.id) await endSession(await folder(), session.id)
  session.destroy()
}

/** Address of the caller as the console's own socket saw it. */
export async function clientAddress(): Promise<string> {
  return (await headers()).get(CLIENT_HEADER) ?? 'unknown'
}
