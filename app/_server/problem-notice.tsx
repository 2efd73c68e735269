import { Notice } from '@/components/ui/notice'
import { hasText, type TextKey } from '@/lib/text'
import { getSpeaker, type Speaker } from './language'

export type Query = Record<string, string | string[] | undefined>

/** Codes of a store that cannot be read or written; the strip names the file. */
const STORE = new Set(['CANNOT_WRITE', 'LOCKED', 'TOO_LARGE', 'SYMLINK', 'UNREADABLE'])

/** The sentence for `?problem=CODE`, where the action of a button leads when it did nothing. An address is not ours to quote: an unknown code is said in general. */
export function problemSentence({ t }: Pick<Speaker, 't'>, code: string): string {
  if (code === 'STALE_FORM') return t('login.staleButton')
  if (STORE.has(code)) return t('login.storeButton')
  const known = `forms.${code}`
  return t(/^[A-Z_]+$/.test(code) && hasText(known) ? (known as TextKey) : 'forms.NOT_DONE')
}

/** What the button before this page could not do; nothing without `?problem=`. For every page that a button's field `back` names. */
export async function ProblemNotice({ query }: { query: Query }) {
  const code = [query.problem].flat().at(-1)
  if (!code) return null
  return <Notice kind="bad" role="alert" title={problemSentence(await getSpeaker(), code)} />
}
