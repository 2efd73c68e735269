import type { Speaker } from '@/app/_server/language'
import type { PairView } from '@/app/_server/pair'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { short, whySays } from '../sayings'
import { ConfirmPlan } from './confirm-plan'
import { TogetherEnd } from './together-end'

type Job = NonNullable<PairView['job']>
type End = NonNullable<Job['end']>

type Props = { job: Job; end: End; applied: string; speaker: Speaker }

/** How a sync ended. "In sync" stands here only when the hashes read back are equal. */
export function JobEndView({ job, end, applied, speaker }: Props) {
  const { t } = speaker
  if (job.what === 'together' || (end.done && 'heard' in end)) return <TogetherEnd end={end} speaker={speaker} />
  if (!end.done)
    return (
      <Notice kind="bad" role="alert" title={t('partner.sync.failed')}>
        <p>{whySays(speaker, end.why)}</p>
        <p className="mt-2">
          <ButtonLink
            href={end.why.code === 'sync.theirsUnknown' ? '/redundancy/partner/compare' : '/redundancy/partner'}
          >
            {t(end.why.code === 'sync.theirsUnknown' ? 'partner.sync.nextCompare' : 'partner.title')}
          </ButtonLink>
        </p>
      </Notice>
    )
  if ('command' in end) return <FilesEnd job={job} end={end} speaker={speaker} />
  const words = { address: job.address, number: end.number, there: end.numberThere, hash: short(end.hash) }
  const confirmed = /^\d{1,9}$/.test(applied)
  const waits = end.applied.done === 'confirm' && !confirmed
  return (
    <>
      <Notice
        kind={waits ? 'info' : 'good'}
        role="status"
        title={t(waits ? 'partner.sync.savedThere' : 'partner.sync.inSync')}
      >
        <p>{t(end.changed ? 'partner.sync.done' : 'partner.sync.nothing', words)}</p>
        {end.applied.done === 'applied' && <p>{t('sync.applied', { count: end.applied.operations })}</p>}
      </Notice>
      {end.applied.done === 'not' && (
        <Notice kind="warn" role="alert" title={t('sync.notApplied', { why: whySays(speaker, end.applied) })} />
      )}
      {end.applied.done === 'confirm' && confirmed && (
        <Notice kind="good" role="status" title={t('partner.plan.done', { count: Number(applied) })} />
      )}
      {waits && <ConfirmPlan job={job} hash={end.hash} speaker={speaker} />}
    </>
  )
}

/** A router without Arapaima: the copies, and what the administrator's command printed. */
function FilesEnd({
  job,
  end,
  speaker: { t },
}: Omit<Props, 'applied' | 'end'> & { end: Extract<End, { command: unknown }> }) {
  const { command } = end
  const words = { address: job.address, hash: short(end.hash) }
  return (
    <>
      <Notice kind="good" role="status" title={t('partner.sync.inSync')}>
        {t(end.changed ? 'sync.filesDone' : 'sync.filesNothing', words)}
      </Notice>
      {command && (
        <Card title={t('partner.sync.command')}>
          <p className={command.status === 0 ? undefined : 'text-bad'}>
            {t('sync.commandRan', { command: command.line, address: job.address, status: command.status })}
          </p>
          <pre className="figure mt-2 whitespace-pre-wrap">{command.output || t('partner.sync.noOutput')}</pre>
        </Card>
      )}
    </>
  )
}
