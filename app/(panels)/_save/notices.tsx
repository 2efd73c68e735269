import type { Speaker } from '@/app/_server/language'
import { problemSentence } from '@/app/_server/problem-notice'
import { Notice } from '@/components/ui/notice'
import type { Edit } from '@/lib/lvscf'
import type { Problem } from '@/lib/lvscf/model'
import { systemWorld } from '@/lib/store/world'
import { oneOf, type Query } from '../query'
import { refusals } from './refusals'
import { problemSays } from './view'

const SHOWN = 20

type SaveNoticeProps = {
  query: Query
  speaker: Speaker
  /** lvs.cf, for lists whose buttons can be refused: the reasons are found anew, not taken from the address */
  text?: string
}

/** The edit that a button of a list stands for; nothing else is read from an address. */
function toggleOf(wish: string): Edit[] {
  const match = /^\[\{"do":"set","path":(".{1,900}\.active"),"value":"([01])"\}\]$/.exec(wish)
  if (!match?.[1] || !match[2]) return []
  try {
    return [{ do: 'set', path: String(JSON.parse(match[1])), value: match[2] }]
  } catch {
    return []
  }
}

/** What the save before this page did: from `?saved=12`, `?saved=same-…`, `?problem=CODE`. Only codes are said: an address is not ours to quote. */
export function SaveNotice({ query, speaker, text }: SaveNoticeProps) {
  const { t } = speaker
  const saved = oneOf(query, 'saved')
  const problem = oneOf(query, 'problem')
  if (saved.startsWith('same')) return <Notice kind="info" role="status" title={t('forms.unchanged')} />
  if (/^\d{1,9}$/.test(saved))
    return (
      <Notice kind="good" role="status" title={t('forms.saved', { revision: saved })}>
        <a href="/review">{t('forms.toReview')}</a>
      </Notice>
    )
  if (!problem) return null
  const why =
    problem === 'REFUSED' && text !== undefined ? refusals(text, toggleOf(oneOf(query, 'wish')), systemWorld()) : []
  return (
    <Notice kind="bad" role="alert" title={problemSentence(speaker, problem)}>
      {why.length > 0 && (
        <ul className="list-disc ps-5">
          {why.slice(0, SHOWN).map((found) => (
            <li key={`${found.path} ${found.code}`}>{problemSays(found, speaker)}</li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

type FileProblemsProps = {
  problems: readonly Problem[]
  speaker: Speaker
  /** the page has no fields of its own: these are all there are */
  all?: boolean
}

/** What is wrong elsewhere in the file: shown in one line, never in the way, all of it a click below. */
export function FileProblems({ problems, speaker, all }: FileProblemsProps) {
  const { t } = speaker
  if (problems.length === 0) return null
  const errors = problems.filter((problem) => problem.severity === 'error')
  const listed = [...errors, ...problems.filter((problem) => problem.severity !== 'error')].slice(0, SHOWN)
  return (
    <Notice kind={errors.length > 0 ? 'warn' : 'info'}>
      <details>
        <summary>
          <span className="font-semibold">
            {t(all ? 'forms.allProblems' : 'forms.fileProblems', {
              errors: errors.length,
              warnings: problems.length - errors.length,
            })}
          </span>
        </summary>
        {errors.length > 0 && !all && <p className="mt-1">{t('forms.fileProblemsLead')}</p>}
        <ul className="mt-1 list-disc ps-5">
          {listed.map((problem) => (
            <li key={`${problem.line}:${problem.column}:${problem.code}`}>
              <span className="figure text-muted">{t('forms.line', { line: String(problem.line) })}</span>{' '}
              <span className={problem.severity === 'error' ? 'text-bad' : 'text-warn'}>
                {t(problem.severity === 'error' ? 'common.error' : 'common.warning')}
              </span>
              {': '}
              {problemSays(problem, speaker)}
            </li>
          ))}
        </ul>
        {problems.length > SHOWN && <p className="mt-1">{t('forms.more', { count: problems.length - SHOWN })}</p>}
      </details>
    </Notice>
  )
}
