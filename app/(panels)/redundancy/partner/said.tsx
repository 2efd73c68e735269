import type { Speaker } from '@/app/_server/language'
import type { Query } from '@/app/_server/problem-notice'
import { Notice } from '@/components/ui/notice'
import type { TextKey } from '@/lib/text'
import { resultOf } from '../../results'
import { whySays } from './sayings'

const DONE: Record<string, TextKey> = {
  key: 'partner.keyMade',
  trust: 'partner.trusted',
  forget: 'partner.forgotten',
  saved: 'partner.saved',
}

export const oneOf = (value: string | string[] | undefined): string => [value].flat().at(-1) ?? ''

/** What the button before this page did (`?done=`), or why it did not (`?said=`: kept by the console, an address is not ours to quote). */
export function SaidNotice({ query, speaker }: { query: Query; speaker: Speaker }) {
  const done = oneOf(query.done)
  const said = resultOf(oneOf(query.said))
  const key = Object.hasOwn(DONE, done) ? DONE[done] : undefined
  if (said?.kind === 'refused')
    return (
      <Notice kind="bad" role="alert" title={speaker.t('partner.notDone')}>
        {whySays(speaker, said)}
      </Notice>
    )
  return key ? <Notice kind="good" role="status" title={speaker.t(key)} /> : null
}
