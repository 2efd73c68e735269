import { Badge } from '@/components/ui/state-badge'
import { Table, Td, Th, Tr } from '@/components/ui/table'
import type { PairChannel, PairView } from '@/lib/api/pair'
import type { TextKey } from '@/lib/text'
import { Since } from './ago'
import { channelLook, channelsOf, lossText } from './pair-look'
import type { Code, Say } from './words'

type Props = { say: Say; code: Code; pair: PairView; now: number }

/** Each heartbeat channel as this router hears it: when, how much is lost, the link, what was last wrong. */
export function PairChannels({ say, code, pair, now }: Props) {
  const channels = channelsOf(pair)
  if (channels.length === 0) return null
  return (
    <>
      <Table caption={say('pair.channels')} stacked>
        <thead>
          <tr>
            <Th>{say('pair.channel')}</Th>
            <Th>{say('pair.channel.state')}</Th>
            <Th>{say('pair.channel.route')}</Th>
            <Th>{say('pair.channel.heardAt')}</Th>
            <Th number>{say('pair.channel.loss')}</Th>
            <Th>{say('pair.channel.link')}</Th>
            <Th>{say('pair.channel.doubt')}</Th>
          </tr>
        </thead>
        <tbody>
          {channels.map(([name, channel]) => (
            <Row key={name} name={name} channel={channel} pair={pair} say={say} code={code} now={now} />
          ))}
        </tbody>
      </Table>
      {!pair.channels.private && <p className="px-4 py-2 text-sm text-muted">{say('pair.channel.noPrivate')}</p>}
    </>
  )
}

type RowProps = Props & { name: 'public' | 'private'; channel: PairChannel }

function Row({ say, code, pair, now, name, channel }: RowProps) {
  const look = channelLook(channel, pair, now)
  const link: TextKey = pair.monitorLinks ? (channel.link ? 'pair.link.up' : 'pair.link.down') : 'pair.link.unwatched'
  return (
    <Tr>
      <Th scope="row">{say(`pair.channel.${name}`)}</Th>
      <Td label={say('pair.channel.state')}>
        <Badge tone={look.tone} shape={look.shape}>
          {say(look.word)}
        </Badge>
      </Td>
      <Td label={say('pair.channel.route')} className="figure">
        {channel.from} ({channel.device}) → {channel.to}
      </Td>
      <Td label={say('pair.channel.heardAt')}>
        {channel.heardAt === null ? '–' : <Since say={say} at={channel.heardAt} now={now} />}
      </Td>
      <Td number label={say('pair.channel.loss')}>
        {lossText(channel.loss)}
      </Td>
      <Td label={say('pair.channel.link')}>{say(link)}</Td>
      <Td label={say('pair.channel.doubt')}>{channel.doubt ? code(`pair.doubt.${channel.doubt}`) : '–'}</Td>
    </Tr>
  )
}
