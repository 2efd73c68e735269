import type { Speaker } from '@/app/_server/language'
import { AutoUpdate } from '@/components/lvs/auto-update'
import { PairButtons } from '@/components/lvs/pair-buttons'
import { PairChanges } from '@/components/lvs/pair-changes'
import { PairChannels } from '@/components/lvs/pair-channels'
import { PairFacts } from '@/components/lvs/pair-facts'
import { reasonOf, stateLook } from '@/components/lvs/pair-look'
import { PairNotices } from '@/components/lvs/pair-notices'
import { PairPicture } from '@/components/lvs/pair-picture'
import { PairReady } from '@/components/lvs/pair-ready'
import { rich } from '@/components/lvs/rich'
import { Card } from '@/components/ui/card'
import { LocalTime } from '@/components/ui/local-time'
import { Notice } from '@/components/ui/notice'
import type { PairView } from '@/lib/api/pair'
import type { Status } from '@/lib/api/types'
import { askPair } from './pair-actions'
import { RehearsalCard } from './rehearsal'

const HERE = '/redundancy'

type Props = { status: Status; token: string; intervalSec: number | null; speaker: Speaker }

/** What the pair does now, above the settings. Renews itself where there is a script; without one there is a link. */
export function LivePair({ status, token, intervalSec, speaker }: Props) {
  const { t } = speaker
  const { pair, pulse } = status
  if (!pair)
    return pulse.source === 'option' ? (
      <Notice kind="info" title={t('pair.fixed', { role: pulse.role })}>
        {t('pair.fixed.hint')}
      </Notice>
    ) : (
      <Notice kind="info" title={t(status.running ? 'pair.begins' : 'pair.waits')}>
        <a href="/redundancy/role">{t('pair.role')}</a>
      </Notice>
    )
  const now = Date.now()
  return (
    <>
      <PairNotices say={t} code={speaker.code} pair={pair} />
      <div>
        <AutoUpdate intervalSec={intervalSec} readAt={now} probe="/api/v1/status">
          <Notice kind="bad" title={t('panels.update.stale')} className="mb-3" />
        </AutoUpdate>
        <Now status={status} pair={pair} token={token} now={now} speaker={speaker} />
      </div>
      <div className={pair.paired ? 'grid items-start gap-4 xl:grid-cols-[2fr_3fr]' : undefined}>
        {pair.paired && <Readiness pair={pair} speaker={speaker} />}
        <Changes pair={pair} now={now} speaker={speaker} />
      </div>
      {pair.paired && <RehearsalCard pair={pair} token={token} speaker={speaker} />}
    </>
  )
}

type NowProps = { status: Status; pair: PairView; token: string; now: number; speaker: Speaker }

/** Both routers, this one's reason, what may be asked for, the channels and everything else that is known. */
function Now({ status, pair, token, now, speaker: { t, code, language } }: NowProps) {
  const reason = reasonOf(pair)
  const since = rich(t, 'pair.since', { at: <LocalTime at={pair.since} style="full" language={language} /> })
  const running = { hash: status.running?.hash ?? null, compareHref: '/redundancy/partner/compare' }
  return (
    <Card
      title={t('pair.title')}
      id="now"
      aside={
        <span className="flex flex-wrap items-baseline gap-x-4">
          <span>{rich(t, 'pair.asOf', { at: <LocalTime at={now} style="time" language={language} /> })}</span>{' '}
          <a href={HERE} className="screen-only">
            {t('pair.update')}
          </a>
        </span>
      }
      flush
    >
      <div className="flex flex-col gap-3 px-4 py-3">
        <PairPicture say={t} pair={pair} hostname={status.agent.hostname} now={now} />
        <p className="max-w-[90ch]">
          {reason ? (
            <>
              {code(reason.code, reason.params)} <span className="text-muted">({since})</span>
            </>
          ) : (
            <>
              {t(stateLook(pair.state).word)} <span className="text-muted">({since})</span>
            </>
          )}
        </p>
        <PairButtons say={t} code={code} pair={pair} action={{ run: askPair, token, back: HERE }} />
      </div>
      <PairChannels say={t} code={code} pair={pair} now={now} />
      <div className="border-t border-line px-4 py-3">
        <PairFacts say={t} code={code} pair={pair} running={running} />
      </div>
    </Card>
  )
}

function Readiness({ pair, speaker: { t, code } }: { pair: PairView; speaker: Speaker }) {
  const title = t(pair.state === 'standby' ? 'pair.ready.standby' : 'pair.ready.title')
  return (
    <Card title={title} flush>
      <PairReady say={t} code={code} pair={pair} title={title} />
    </Card>
  )
}

function Changes({ pair, now, speaker: { t, code, language } }: { pair: PairView; now: number; speaker: Speaker }) {
  const none = pair.changes.length === 0
  return (
    <Card title={t('pair.changes')} aside={!none && t('pair.changes.more')} flush={!none}>
      {none ? (
        <p className="text-muted">{t('pair.changes.none')}</p>
      ) : (
        <PairChanges say={t} code={code} language={language} changes={pair.changes} now={now} />
      )}
    </Card>
  )
}
