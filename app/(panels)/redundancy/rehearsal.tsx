import { agentClient } from '@/app/_server/agent'
import type { Speaker } from '@/app/_server/language'
import { rehearseAsk } from '@/components/lvs/pair-asks'
import { PairButton } from '@/components/lvs/pair-buttons'
import { RehearsalTable } from '@/components/lvs/rehearsal-table'
import { rich } from '@/components/lvs/rich'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { LocalTime } from '@/components/ui/local-time'
import { Notice } from '@/components/ui/notice'
import type { PairView } from '@/lib/api/pair'
import type { Rehearsal, RehearsalsAnswer } from '@/lib/api/rehearsal'
import { askPair, keepSeen } from './pair-actions'

const HERE = '/redundancy'

type Props = { pair: PairView; token: string; speaker: Speaker }

/** A hand-over tried and measured: the button, what is under way, and the numbers of those before. */
export async function RehearsalCard({ pair, token, speaker }: Props) {
  const { t, code, language } = speaker
  const reply = await agentClient().rehearsals()
  if (!reply.ok) return <Notice kind="warn" title={code(reply.code, reply.params)} />
  const { running, cannot, list } = reply.value
  const [newest] = list
  return (
    <Card title={t('pair.rehearsal')} id="rehearsal" flush>
      <div className="flex flex-col gap-3 px-4 py-3">
        <p className="max-w-[90ch] text-sm text-muted">{t('pair.rehearsal.lead')}</p>
        {running && <UnderWay running={running} speaker={speaker} />}
        <div className="screen-only">
          <PairButton
            say={t}
            code={code}
            pair={pair}
            ask={rehearseAsk(pair, cannot)}
            action={{ run: askPair, token, back: HERE }}
          />
        </div>
      </div>
      {newest ? (
        <>
          <RehearsalTable say={t} code={code} language={language} list={list} />
          <SeenForm newest={newest} token={token} speaker={speaker} />
        </>
      ) : (
        <p className="px-4 pb-3 text-sm text-muted">{t('pair.rehearsal.none')}</p>
      )}
    </Card>
  )
}

type Running = NonNullable<RehearsalsAnswer['running']>

function UnderWay({ running, speaker: { t, language } }: { running: Running; speaker: Speaker }) {
  const at = <LocalTime at={running.since} style="time" language={language} />
  return (
    <p role="status" className="font-semibold text-busy">
      {rich(t, `pair.rehearsal.${running.step}`, { at })}
    </p>
  )
}

/** The number of a third host, put beside the newest by hand. */
function SeenForm({ newest, token, speaker: { t } }: { newest: Rehearsal; token: string; speaker: Speaker }) {
  return (
    <form
      action={keepSeen}
      aria-label={t('pair.rehearsal.seenForm')}
      className="screen-only flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-4 py-2.5 text-sm"
    >
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="back" value={HERE} />
      <input type="hidden" name="at" value={String(newest.at)} />
      <label htmlFor="rehearsal-seen">{t('pair.rehearsal.seenLabel')}</label>{' '}
      <input
        id="rehearsal-seen"
        name="seenMs"
        type="text"
        inputMode="numeric"
        autoComplete="off"
        pattern="[0-9]{1,6}"
        title={t('pair.rehearsal.badMs')}
        required
        className="figure w-28"
      />{' '}
      <Button>{t('pair.rehearsal.keep')}</Button>
    </form>
  )
}
