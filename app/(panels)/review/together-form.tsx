import { getSpeaker } from '@/app/_server/language'
import { pairDesk } from '@/app/_server/pair'
import { Button } from '@/components/ui/button'
import type { PlanAnswer, Status } from '@/lib/api/types'
import { effectiveGlobal } from '@/lib/lvscf'
import { isPair } from '@/lib/pulse/cuts'
import { loadCuts } from '../_save/cuts'
import { HiddenFields } from '../_save/hidden-fields'
import { openConfig } from '../_save/open'
import { whySays } from '../redundancy/partner/sayings'
import { changeBoth } from './actions'
import { whyNotTogether } from './why-not-together'

/** Beside Apply, where what is saved changes what the heartbeats go by: the same on both routers as one, or why it cannot be done. */
export async function TogetherForm({ plan, status }: { plan: PlanAnswer; status: Status }) {
  if ((await loadCuts()).length === 0) return null
  const speaker = await getSpeaker()
  const { t } = speaker
  const { file } = await openConfig()
  const why = whyNotTogether(plan, status, pairDesk().shown(), isPair(effectiveGlobal(file.config.global)))
  return (
    <form action={changeBoth} aria-label={t('together.title')} className="mt-4 flex flex-col gap-2">
      <HiddenFields revision="" back="/review" more={{ plan: plan.planId }} />
      <p className="max-w-[75ch] text-sm text-muted">{t('together.about')}</p>
      <div>
        <Button disabledReason={why && whySays(speaker, why)}>{t('together.title')}</Button>
      </div>
    </form>
  )
}
