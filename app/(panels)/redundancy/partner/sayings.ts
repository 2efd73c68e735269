import type { Speaker } from '@/app/_server/language'
import type { RevisionInfo } from '@/lib/api/types'
import type { Saying } from '@/lib/plan/types'
import { hasText, type TextKey } from '@/lib/text'

/** How long a hash is shown to people. */
export const short = (hash: string): string => hash.slice(0, 12)

/** A revision by its number, where it has one here or there; else by its hash. */
export const nameOf = (hash: string, revision: RevisionInfo | null): string =>
  revision ? `r${revision.number}` : short(hash)

/** A refusal in the words of the panel: its remedy is a button of the page, where the command's is another command. */
export function whySays({ t, code }: Pick<Speaker, 't' | 'code'>, why: Saying): string {
  const key = `partner.why.${why.code}`
  const params = Object.fromEntries(
    Object.entries(why.params).map(([name, value]) => [
      name,
      typeof value === 'string' && /^[0-9a-f]{64}$/.test(value) ? short(value) : value,
    ]),
  )
  return hasText(key) ? t(key as TextKey, params) : code(why.code, params)
}
