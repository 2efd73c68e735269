import { getSpeaker } from '@/app/_server/language'
import { DriftNotice } from '@/components/lvs/drift-notice'
import { ProblemList } from '@/components/lvs/problem-list'
import { Notice } from '@/components/ui/notice'
import type { Status } from '@/lib/api/types'
import { canRepair } from '@/lib/can'
import { repair } from './actions'
import { fieldHref, problemText } from './problems'
import { resultOf } from './results'

type Props = {
  status: Status
  token: string
  /** id of what a button on this page has just come to */
  done: string | undefined
}

/** What must not be missed, above the table: alarms, a kernel that cannot be read, a bad file, drift. */
export async function ControlNotices({ status, token, done }: Props) {
  const { t, code } = await getSpeaker()
  const { kernel, saved, running } = status
  const errors = saved.problems.filter((problem) => problem.severity === 'error')
  const reason = canRepair(kernel, status.work)
  return (
    <>
      <Outcome id={done} />
      {status.alarms.length > 0 && (
        <Notice kind="bad" role="status" title={t('panels.alarms')}>
          {status.alarms.map((alarm) => (
            <p key={`${alarm.code} ${JSON.stringify(alarm.params)}`}>{code(alarm.code, alarm.params)}</p>
          ))}
        </Notice>
      )}
      {kernel.error && (
        <Notice kind="bad" role="status" title={t('panels.kernelError')}>
          <p>{code(kernel.error.code, kernel.error.params)}</p>
          <p>{t('panels.kernelError.do')}</p>
        </Notice>
      )}
      {errors.length > 0 && (
        <Notice
          kind="bad"
          role="status"
          title={t('panels.badFile', { count: errors.length, running: running ? String(running.number) : 'none' })}
        >
          <ProblemList say={t} problems={errors} sentence={(p) => problemText(code, p)} href={fieldHref} />
        </Notice>
      )}
      {kernel.drift.length > 0 && (
        <DriftNotice
          say={t}
          drift={kernel.drift}
          action={repair}
          token={token}
          disabledReason={reason && code(reason.code, reason.params)}
        />
      )}
    </>
  )
}

/** What a button came to. A result that is no longer kept says nothing: the page itself shows how things are. */
export async function Outcome({ id }: { id: string | undefined }) {
  const result = resultOf(id)
  if (!result) return null
  const { t, code } = await getSpeaker()
  if (result.kind === 'refused')
    return (
      <Notice kind="bad" role="alert" title={t('panels.notDone')}>
        {code(result.code, result.params)}
      </Notice>
    )
  if (result.kind === 'pair')
    return (
      <Notice
        kind={result.ok ? 'good' : 'bad'}
        role={result.ok ? 'status' : 'alert'}
        title={t(`pair.${result.ok ? 'done' : 'notDone'}.${result.what}`)}
      >
        {code(result.why.code, result.why.params)}
      </Notice>
    )
  const key = result.kind === 'repair' ? 'panels.repair.done' : 'panels.cut.done'
  return <Notice kind="good" role="status" title={t(key, { applied: result.answer.applied })} />
}
