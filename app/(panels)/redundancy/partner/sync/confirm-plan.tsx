import type { Speaker } from '@/app/_server/language'
import type { PairView } from '@/app/_server/pair'
import { PlanSteps } from '@/components/lvs/plan-steps'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { HiddenFields } from '../../../_save/hidden-fields'
import { confirmNow } from '../actions'
import { whySays } from '../sayings'
import { agentPlan } from './plan'

type Props = { job: NonNullable<PairView['job']>; hash: string; speaker: Speaker }

/** The plan of an active partner for what was just saved there, and the button that applies exactly this plan (operations.md 5). */
export async function ConfirmPlan({ job, hash, speaker }: Props) {
  const { t, code } = speaker
  const asked = await agentPlan()
  if (!asked.ok) return <Notice kind="bad" role="alert" title={whySays(speaker, asked.why)} />
  const plan = asked.value
  if (plan.hash !== hash) return <Notice kind="warn" role="alert" title={t('partner.plan.changed')} />
  const errors = plan.problems.filter((problem) => problem.severity === 'error').length
  if (errors > 0) return <Notice kind="bad" role="alert" title={t('partner.plan.problems', { count: errors })} />
  const counts = { steps: plan.steps.length, cuts: plan.cuts }
  return (
    <Card title={t('partner.plan.title')} aside={plan.steps.length > 0 && t('panels.review.count', counts)}>
      <div className="flex flex-col gap-4">
        <p className="max-w-[75ch]">{t('partner.plan.lead', { address: job.address })}</p>
        {plan.steps.length > 0 ? (
          <PlanSteps say={t} sayIt={(saying) => code(saying.code, saying.params)} steps={plan.steps} />
        ) : (
          <p>{t('partner.plan.none')}</p>
        )}
        {plan.cuts > 0 && (
          <Notice kind="bad" title={t('panels.review.cuts', { cuts: plan.cuts })}>
            {t('panels.review.cuts.hint')}
          </Notice>
        )}
        <form action={confirmNow}>
          <HiddenFields
            revision=""
            back={`/redundancy/partner/sync?job=${job.id}`}
            more={{ job: job.id, hash, plan: plan.planId }}
          />
          <Button kind={plan.cuts > 0 ? 'danger' : 'main'}>{t('partner.plan.confirm')}</Button>
        </form>
      </div>
    </Card>
  )
}
