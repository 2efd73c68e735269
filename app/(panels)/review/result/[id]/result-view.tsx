import { getSpeaker } from '@/app/_server/language'
import { PlanSteps } from '@/components/lvs/plan-steps'
import { rich } from '@/components/lvs/rich'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { LocalTime } from '@/components/ui/local-time'
import { Notice } from '@/components/ui/notice'
import type { ApplyAnswer } from '@/lib/api/types'
import type { PlanStep } from '@/lib/plan/types'
import type { Result } from '../../../results'

type Done = Extract<Result, { answer: unknown }>

/** How far it got, what the kernel holds now, and what remains: said only after the kernel was read back. */
export async function ResultView({ result }: { result: Done }) {
  const { t, language } = await getSpeaker()
  const { answer, at, user } = result
  const open = answer.left.length + answer.remaining.length > 0 || !answer.ok
  return (
    <>
      <Verdict result={result} />
      <p className="text-sm text-muted">
        {rich(
          t,
          'panels.result.took',
          { at: <LocalTime at={at} style="time" language={language} /> },
          { ms: String(Math.round(answer.tookMs)), user },
        )}
      </p>
      <Steps title={t('panels.result.left')} steps={answer.left} first={answer.applied + 2} />
      <Steps title={t('panels.result.remaining')} steps={answer.remaining} />
      <p className="screen-only flex flex-wrap gap-3">
        <ButtonLink kind="main" href={open ? '/review' : '/'}>
          {open ? t('panels.result.next') : t('panels.goControl')}
        </ButtonLink>
        <ButtonLink href="/virtual-servers">{t('panels.nav.virtual')}</ButtonLink>
      </p>
    </>
  )
}

async function Verdict({ result: { answer, steps } }: { result: Done }) {
  const { t } = await getSpeaker()
  if (answer.failed) return <Failed failed={answer.failed} applied={answer.applied} of={steps} />
  if (!answer.ok || answer.remaining.length > 0)
    return <Notice kind="bad" role="alert" title={t('panels.result.differs', { applied: answer.applied })} />
  const revision = answer.running ? t('panels.strip.revision', { number: String(answer.running.number) }) : ''
  return <Notice kind="good" role="status" title={t('panels.result.ok', { revision, applied: answer.applied })} />
}

async function Failed({
  failed,
  applied,
  of,
}: {
  failed: NonNullable<ApplyAnswer['failed']>
  applied: number
  of: number
}) {
  const { t, code } = await getSpeaker()
  return (
    <Notice kind="bad" role="alert" title={t('panels.result.failed', { applied, of })}>
      <p className="font-semibold">{t('panels.result.failedStep')}</p>
      <PlanSteps
        say={t}
        sayIt={(saying) => code(saying.code, saying.params)}
        steps={[failed.step]}
        first={applied + 1}
      />
      <p className="mt-2 font-semibold">{t('panels.result.toolSays')}</p>
      <pre className="whitespace-pre-wrap">{failed.why}</pre>
    </Notice>
  )
}

async function Steps({ title, steps, first }: { title: string; steps: readonly PlanStep[]; first?: number }) {
  if (steps.length === 0) return null
  const { t, code } = await getSpeaker()
  return (
    <Card title={title} aside={String(steps.length)}>
      <PlanSteps say={t} sayIt={(saying) => code(saying.code, saying.params)} steps={steps} first={first} />
    </Card>
  )
}
