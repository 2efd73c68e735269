import type { ReactNode } from 'react'
import { join } from '@/components/ui/join'
import { Badge, StateShape } from '@/components/ui/state-badge'
import type { PairView } from '@/lib/api/pair'
import { Since } from './ago'
import { channelLook, channelsOf, type Look, partnerAddress, partnerLook, stateLook } from './pair-look'
import { rich } from './rich'
import type { Say } from './words'

const INK = { good: 'text-good', warn: 'text-warn', bad: 'text-bad', busy: 'text-busy', idle: 'text-muted' } as const
const LINE = {
  good: 'border-good',
  warn: 'border-warn border-dashed',
  bad: 'border-bad border-dotted',
  busy: 'border-busy',
  idle: 'border-edge',
} as const

type Props = {
  say: Say
  pair: PairView
  hostname: string
  /** the moment to which ages count, epoch ms */
  now: number
}

/** Both routers and the heartbeats between them: a box each, a line per channel, each with its word and shape. As text, so that a phone and a text browser read it. */
export function PairPicture({ say, pair, hostname, now }: Props) {
  const { me, partner, paired } = pair
  const theirs = partnerLook(pair)
  const other = me === 'primary' ? 'backup' : 'primary'
  return (
    <div className="flex flex-col items-stretch gap-2 sm:flex-row sm:items-center">
      <RouterBox
        title={hostname}
        about={`${say('pair.this')} · ${say(`pair.me.${me}`)}`}
        look={stateLook(pair.state)}
        say={say}
        own
      >
        {!paired && say('pair.alone')}
      </RouterBox>
      {theirs && (
        <>
          <ul className="flex min-w-40 grow flex-col gap-1.5 px-2 sm:px-0">
            {channelsOf(pair).map(([name, channel]) => (
              <Heartbeats
                key={name}
                name={say(`pair.channel.${name}`)}
                look={channelLook(channel, pair, now)}
                say={say}
              />
            ))}
          </ul>
          <RouterBox
            title={partnerAddress(pair)}
            about={`${say('pair.partner')} · ${say(`pair.me.${other}`)}`}
            look={theirs}
            say={say}
          >
            {partner?.heardAt != null &&
              rich(say, 'pair.lastHeard', { at: <Since say={say} at={partner.heardAt} now={now} /> })}
          </RouterBox>
        </>
      )}
    </div>
  )
}

type BoxProps = { title: string; about: string; look: Look; say: Say; own?: boolean; children: ReactNode }

function RouterBox({ title, about, look, say, own, children }: BoxProps) {
  return (
    <div
      className={join(
        'flex min-w-44 flex-col gap-1 rounded-control border px-3 py-2',
        own ? 'border-accent bg-accent-soft' : 'border-edge bg-sunken',
      )}
    >
      <p className="text-xs text-muted">{about}</p>
      <p className={join('font-semibold break-words', !own && 'figure')}>{title}</p>
      <p>
        <Badge tone={look.tone} shape={look.shape}>
          {say(look.word)}
        </Badge>
      </p>
      {children && <p className="text-xs text-muted">{children}</p>}
    </div>
  )
}

function Heartbeats({ name, look, say }: { name: string; look: Look; say: Say }) {
  return (
    <li className="flex items-center gap-2">
      <span aria-hidden="true" className={join('hidden min-w-4 grow border-t-2 sm:block', LINE[look.tone])} />
      <span className="text-sm">
        {name}{' '}
        <span className={join('inline-flex items-baseline gap-1 font-semibold whitespace-nowrap', INK[look.tone])}>
          <StateShape shape={look.shape} />
          {say(look.word)}
        </span>
      </span>
      <span aria-hidden="true" className={join('hidden min-w-4 grow border-t-2 sm:block', LINE[look.tone])} />
    </li>
  )
}
