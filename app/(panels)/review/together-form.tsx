import { getSpeaker } from '@/app/_server/language'
import { pairDesk } from '@/app/_server/pair'
import { Button } from '@/components/ui/button'
import type { PlanAnswer, Status } from '@/lib/api/types'
import { effectiveGlobal } from '@/lib/lvscf'
import type { Saying } from '@/lib/plan/types'
import { isPair } from '@/lib/pulse/cuts'
import { loadCuts } from '../_save/cuts'
import { HiddenFields } from '../_save/hidden-fields'
import { openConfig } from '../_save/open'
import { whySays } from '../redundancy/partner/sayings'
import { changeBoth } from './actions'
import { whyNotTogether } from './why-not-together'

/** Whether what is saved can change on both routers as one: null = it can, else why not; undefined where nothing of it concerns the partner. */
export async function loadTogether(plan: PlanAnswer, status: Status): Promise<Saying | null | undefined> {
  if ((await loadCuts()).length === 0) return undefined
  const { file } = await openConfig()
  return whyNotTogether(plan, status, pairDesk().shown(), isPair(effectiveGlobal(file.config.global)))
}

/** Where what is saved changes what the heartbeats go by: the same on both routers as one, or why it cannot be done. */
export async function TogetherForm({ plan, why }: { plan: PlanAnswer; why: Saying | null }) {
  const speaker = await getSpeaker()
  const { t } = speaker
  return (
    <form action={changeBoth} aria-label={t('together.title')} className="flex flex-col gap-2">
      <HiddenFields revision="" back="/review" more={{ plan: plan.planId }} />
      <p className="max-w-[75ch] text-sm text-muted">{t('together.about')}</p>
      <div>
        <Button kind="main" disabledReason={why && whySays(speaker, why)}>
          {t('together.title')}
        </Button>
      </div>
    </form>
  )
}
