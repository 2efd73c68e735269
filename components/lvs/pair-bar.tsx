import { Badge } from '@/components/ui/state-badge'
import type { PairView } from '@/lib/api/pair'
import type { AskAction } from './ask-form'
import { PairButtons } from './pair-buttons'
import { channelLook, channelsOf, type Look, partnerAddress, partnerLook, stateLook } from './pair-look'
import type { Code, Say } from './words'

type Props = { say: Say; code: Code; pair: PairView; now: number; action: AskAction }

/** The pair in one line, and its buttons: this router, every heartbeat, the partner, each as a word with its shape. */
export function PairBar({ say, code, pair, now, action }: Props) {
  const partner = partnerLook(pair)
  return (
    <section aria-label={say('pair.bar')} className="flex flex-wrap items-center gap-x-5 gap-y-2">
      <dl className="flex flex-wrap items-center gap-x-5 gap-y-1 text-sm">
        <Item name={say('pair.this')} look={stateLook(pair.state)} say={say} />
        {channelsOf(pair).map(([name, channel]) => (
          <Item key={name} name={say(`pulse.channel.${name}`)} look={channelLook(channel, pair, now)} say={say} />
        ))}
        {partner && <Item name={`${say('pair.partner')} ${partnerAddress(pair)}`} look={partner} say={say} />}
      </dl>
      <PairButtons say={say} code={code} pair={pair} action={action} />
      <a href="/redundancy" className="screen-only text-sm">
        {say('pair.bar.more')}
      </a>
    </section>
  )
}

function Item({ name, look, say }: { name: string; look: Look; say: Say }) {
  return (
    <div className="flex items-center gap-1.5">
      <dt className="text-muted">{name}</dt>{' '}
      <dd>
        <Badge tone={look.tone} shape={look.shape}>
          {say(look.word)}
        </Badge>{' '}
      </dd>
    </div>
  )
}
