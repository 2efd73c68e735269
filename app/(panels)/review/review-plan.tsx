import type { ReactNode } from 'react'
import { getSpeaker, type Speaker } from '@/app/_server/language'
import type { FormState } from '@/components/form/state'
import { ApplyForm } from '@/components/lvs/apply-form'
import { DriftList } from '@/components/lvs/drift-notice'
import { ForeignCard } from '@/components/lvs/foreign-card'
import { PlanSteps } from '@/components/lvs/plan-steps'
import { ProblemList } from '@/components/lvs/problem-list'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import type { PlanAnswer, Status } from '@/lib/api/types'
import { canApply } from '@/lib/can'
import { loadSaved } from '../live'
import { fieldHref, problemText } from '../problems'
import { apply } from './actions'
import { loadTogether, TogetherForm } from './together-form'

type Props = {
  plan: PlanAnswer
  status: Status
  token: string
  draft: FormState | null
  /** the files, running against saved: read before the button is pressed */
  children: ReactNode
}

/** What will happen, what is in its way, and the button. Danger is named before the button that does it. */
export async function ReviewPlan({ plan, status, token, draft, children }: Props) {
  const { t, code } = await getSpeaker()
  const { steps, cuts, warnings, drift, foreign } = plan
  const reason = canApply(plan, status)
  const together = await loadTogether(plan, status)
  const counts = { steps: steps.length, cuts }
  // A file with errors is refused as a whole; steps made from the rest of it would never run.
  const planned = steps.length > 0 && !hasErrors(plan)
  return (
    <>
      <Findings plan={plan} />
      <Card title={t('panels.review.steps')} aside={planned && t('panels.review.count', counts)}>
        {planned ? (
          <PlanSteps say={t} sayIt={(saying) => code(saying.code, saying.params)} steps={steps} />
        ) : (
          <NoSteps plan={plan} running={status.running?.hash} />
        )}
      </Card>
      {children}
      {warnings.length > 0 && (
        <Notice kind="warn" title={t('panels.review.warnings')}>
          <ul className="list-disc ps-5">
            {warnings.map((warning) => (
              <li key={`${warning.code} ${JSON.stringify(warning.params)}`}>{code(warning.code, warning.params)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {drift.length > 0 && (
        <Notice kind="warn" title={t('panels.drift.title', { count: drift.length })}>
          <DriftList say={t} drift={drift} />
          <p>{t('panels.review.drift')}</p>
        </Notice>
      )}
      {planned && cuts > 0 && (
        <Notice kind="bad" title={t('panels.review.cuts', { cuts })}>
          {t('panels.review.cuts.hint')}
        </Notice>
      )}
      <Card title={t('panels.review.apply.form')}>
        {/* What keeps the pair together comes first; where it cannot be done, after what can. */}
        {together === null && (
          <div className="mb-3">
            <TogetherForm plan={plan} why={null} />
            <p className="mt-4 border-t border-line pt-4 font-semibold">{t('together.alone')}</p>
          </div>
        )}
        <ApplyForm
          action={apply}
          token={token}
          planId={plan.planId}
          draft={draft}
          kind={planned && cuts > 0 ? 'danger' : together === null ? 'plain' : 'main'}
          disabledReason={reason && code(reason.code, reason.params)}
          words={{
            form: t('panels.review.apply.form'),
            note: t('panels.review.note'),
            noteHint: t('panels.review.note.hint'),
            apply: buttonText(t, counts, reason === null),
            applying: t('panels.review.applying'),
            changed: t('panels.review.changed'),
            changedHint: t('panels.review.changed.hint'),
            refused: t('panels.review.notApplied'),
          }}
        />
        {together && (
          <div className="mt-4 border-t border-line pt-4">
            <TogetherForm plan={plan} why={together} />
          </div>
        )}
      </Card>
      {foreign.length > 0 && <ForeignCard say={t} foreign={foreign} />}
    </>
  )
}

function hasErrors(plan: PlanAnswer): boolean {
  return plan.problems.some((problem) => problem.severity === 'error')
}

/** The button says what it does; one that does nothing now has its bare name. */
function buttonText(t: Speaker['t'], counts: { steps: number; cuts: number }, usable: boolean): string {
  if (!usable) return t('panels.review.apply.form')
  return t(counts.cuts > 0 ? 'panels.review.applyCuts' : 'panels.review.apply', counts)
}

/** Findings about the saved files: errors first, since they are in the way. */
async function Findings({ plan }: { plan: PlanAnswer }) {
  const { t, code } = await getSpeaker()
  const errors = plan.problems.filter((problem) => problem.severity === 'error')
  const others = plan.problems.filter((problem) => problem.severity !== 'error')
  const list = (problems: PlanAnswer['problems']) => (
    <ProblemList say={t} problems={problems} sentence={(problem) => problemText(code, problem)} href={fieldHref} />
  )
  return (
    <>
      {errors.length > 0 && (
        <Notice kind="bad" title={t('panels.review.errors', { count: errors.length })}>
          {list(errors)}
        </Notice>
      )}
      {others.length > 0 && (
        <Notice kind="warn" title={t('panels.review.fileWarnings')}>
          {list(others)}
        </Notice>
      )}
    </>
  )
}

async function NoSteps({ plan, running }: { plan: PlanAnswer; running: string | undefined }) {
  const { t } = await getSpeaker()
  if (hasErrors(plan)) return <p>{t('panels.review.noPlan')}</p>
  if ((await loadSaved()) === null)
    return <EmptyState title={t('panels.empty.noFile')}>{t('panels.empty.noFile.hint')}</EmptyState>
  return (
    <EmptyState title={t('panels.review.none')}>
      {running === plan.hash ? t('panels.review.none.hint', { foreign: plan.foreign.length }) : t('panels.review.same')}
    </EmptyState>
  )
}
