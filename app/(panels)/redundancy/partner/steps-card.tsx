import type { Speaker } from '@/app/_server/language'
import type { PairView } from '@/app/_server/pair'
import { folder } from '@/app/_server/place'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { Badge, type Shape, type Tone } from '@/components/ui/state-badge'
import { readOwnKey, type StepResult } from '@/lib/sync'
import { HiddenFields } from '../../_save/hidden-fields'
import { stepNow, syncNow } from './actions'
import { HostStep } from './host-step'
import { InstallLines } from './install-lines'
import { whySays } from './sayings'

const HERE = '/redundancy/partner'
const LOOK: Record<StepResult['state'], { tone: Tone; shape: Shape }> = {
  done: { tone: 'good', shape: 'disc' },
  warning: { tone: 'warn', shape: 'alert' },
  failed: { tone: 'bad', shape: 'down' },
  open: { tone: 'idle', shape: 'ring' },
}
/** Steps that the lines on the backup bring about. */
const BY_LINES = new Set(['sync.keyRefused', 'sync.notReceive', 'sync.protocol'])

/** Bringing the backup in: each step with its state, and at the first that is not done what to do about it. */
export async function StepsCard({ view, speaker }: { view: PairView; speaker: Speaker }) {
  const { t } = speaker
  const key = await readOwnKey(await folder())
  const own = { step: 'own', state: key ? 'done' : 'failed' } as const
  const steps = [own, ...(view.look?.steps ?? [])]
  const done = steps.filter((one) => one.state === 'done' || one.state === 'warning').length
  const at = steps.find((one) => one.state === 'failed')
  const why = view.look?.why ?? null
  return (
    <Card
      title={t('partner.steps')}
      aside={
        <span className="flex flex-wrap gap-x-4">
          <span>{t('partner.steps.count', { done, all: steps.length })}</span>{' '}
          <a href={`${HERE}?ask=1`}>{t('partner.askAgain')}</a>
        </span>
      }
    >
      <div className="flex flex-col gap-4">
        <ol className="flex flex-col gap-1.5">
          {steps.map((one) => (
            <StepLine key={one.step} one={one} speaker={speaker} />
          ))}
        </ol>
        {!key && <MakeKey speaker={speaker} />}
        {key && at && (
          <>
            {why && (BY_LINES.has(why.code) || isAboutHost(why.code)) && (
              <InstallLines publicLine={key.publicLine} view={view} speaker={speaker} />
            )}
            {why && isAboutHost(why.code) && <HostStep why={why} speaker={speaker} />}
          </>
        )}
        <Finish view={view} ready={!at} speaker={speaker} />
      </div>
    </Card>
  )
}

const isAboutHost = (code: string) => /^sync\.(host|noAlgorithm)/.test(code)

type Line = StepResult | { step: 'own'; state: 'done' | 'failed' }
function StepLine({ one, speaker }: { one: Line; speaker: Speaker }) {
  const { t } = speaker
  const saying = 'saying' in one ? one.saying : undefined
  const name = one.step === 'own' ? t('partner.step.own') : t(`sync.steps.name.${one.step}`)
  return (
    <li className="flex items-baseline gap-x-3">
      <span className="min-w-20">
        <Badge {...LOOK[one.state]}>{t(`partner.step.${one.state}`)}</Badge>{' '}
      </span>
      <span>
        {name} {saying && <span className="block text-sm text-muted">{whySays(speaker, saying)}</span>}
      </span>
    </li>
  )
}

function MakeKey({ speaker: { t } }: { speaker: Speaker }) {
  return (
    <form action={stepNow} className="flex flex-wrap items-center gap-3">
      <HiddenFields revision="" back={HERE} more={{ do: 'key' }} />
      <Button kind="main">{t('partner.key.make')}</Button>{' '}
      <span className="text-sm text-muted">{t('partner.key.about')}</span>
    </form>
  )
}

/** As soon as it answers: the first sync, or that both are the same already. A missing module keeps no file from being copied. */
function Finish({
  view: { look, settings, target },
  ready,
  speaker: { t },
}: {
  view: PairView
  ready: boolean
  speaker: Speaker
}) {
  const found = look?.heard ?? look?.files
  if (!found) return null
  if (found.equal) return <Notice kind={ready ? 'good' : 'info'} title={t('partner.steps.inSync')} />
  if (!found.known)
    return (
      <Notice kind="warn" title={t('partner.compare.foreign')}>
        <p>{t('partner.compare.foreign.hint')}</p>
        <p className="mt-2">
          <ButtonLink href={`${HERE}/compare`} kind="main">
            {t('partner.sync.nextCompare')}
          </ButtonLink>
        </p>
      </Notice>
    )
  const first = look?.heard?.theirs.saved.empty ?? false
  const about = !ready ? 'partner.steps.notAll' : first ? 'partner.steps.ready' : 'partner.compare.behind'
  return (
    <form action={syncNow} className="flex flex-wrap items-center gap-3">
      <HiddenFields revision="" back={HERE} />
      <Button kind={ready ? 'main' : 'plain'}>{t(first ? 'partner.sync.first' : 'partner.sync.button')}</Button>{' '}
      <span className="text-sm text-muted">{t(about)}</span>
      {settings?.via === 'sftp' && settings.command.length > 0 && (
        <p className="basis-full text-sm">
          {t('partner.set.command.warn', { address: target?.address ?? '', user: settings.user })}{' '}
          <span className="figure">{settings.command.join(' ')}</span>
        </p>
      )}
    </form>
  )
}
