import type { Speaker } from '@/app/_server/language'
import { ProblemNotice } from '@/app/_server/problem-notice'
import { Notice } from '@/components/ui/notice'
import { oneOf, type Query } from '../query'
import { testedAt } from './tested'

/** What the form or the button before this page came to. */
export function AlertNotices({ query, speaker: { t, code } }: { query: Query; speaker: Speaker }) {
  const saved = oneOf(query, 'saved')
  const tested = testedAt(oneOf(query, 'tested'))
  return (
    <>
      <ProblemNotice query={query} />
      {saved.startsWith('same') && <Notice kind="info" role="status" title={t('forms.unchanged')} />}
      {saved !== '' && !saved.startsWith('same') && (
        <Notice kind="good" role="status" title={t('alerts.panel.saved')} />
      )}
      {tested && (
        <Notice
          kind={tested.sent ? 'good' : 'bad'}
          role={tested.sent ? 'status' : 'alert'}
          title={t(tested.sent ? 'alerts.try.done' : 'alerts.try.failed', { channel: tested.channel })}
        >
          {tested.why && code(tested.why.code, tested.why.params)}
        </Notice>
      )}
    </>
  )
}
