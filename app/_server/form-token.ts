import { createHmac, timingSafeEqual } from 'node:crypto'
import { cookies } from 'next/headers'
import { VISITOR_COOKIE } from './gate'
import { secret } from './place'
import { currentUser } from './session'

/** Name of the hidden field that every form carries. */
export const TOKEN_FIELD = 'token'

/** What the token is tied to: the session; before log-in the visitor's cookie that the entry sets. */
async function anchor(): Promise<string | null> {
  const user = await currentUser()
  if (user) return `session:${user.sessionId}`
  const visitor = (await cookies()).get(VISITOR_COOKIE)?.value
  return visitor ? `visitor:${visitor}` : null
}

const tokenFor = (key: string, tied: string): string =>
  createHmac('sha256', key).update(`form-token:${tied}`).digest('base64url')

/** The token for the forms of this page: `<input type="hidden" name="token" value={await formToken()} />`. */
export async function formToken(): Promise<string> {
  return tokenFor(await secret(), (await anchor()) ?? 'none')
}

/** True if `given` was made for this session (or visitor). */
export async function isFormToken(given: unknown): Promise<boolean> {
  const tied = await anchor()
  if (tied === null || typeof given !== 'string') return false
  const wanted = Buffer.from(tokenFor(await secret(), tied))
  const got = Buffer.from(given)
  return wanted.length === got.length && timingSafeEqual(wanted, got)
}
