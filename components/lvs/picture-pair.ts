import type { PairView } from '@/lib/api/pair'
import type { Status } from '@/lib/api/types'
import { channelLook, channelsOf, type Look, partnerAddress, partnerLook, serves, stateLook } from './pair-look'
import type { PictureBeat, PictureRouter } from './picture-layout'
import type { Say } from './words'

/** The routers of the picture, the primary first, and the heartbeats between them. One router where there is no partner. */
export function pictureRouters(
  say: Say,
  { pair, pulse, agent }: Pick<Status, 'pair' | 'pulse' | 'agent'>,
  now: number,
): { routers: PictureRouter[]; beats: PictureBeat[] } {
  const name = agent.hostname
  if (!pair) {
    const active = pulse.state === 'running' && pulse.role === 'active'
    const role = say(`panels.picture.${pulse.state === 'stopped' ? 'stopped' : pulse.role}`)
    return { routers: [{ name, own: true, role, tone: active ? 'good' : 'idle', serves: active }], beats: [] }
  }
  const own = { name, own: true, ...shown(say, stateLook(pair.state)), serves: serves(pair) || pair.holding }
  const look = partnerLook(pair)
  if (!look) return { routers: [own], beats: [] }
  const theirs = { name: partnerAddress(pair), own: false, ...shown(say, look), serves: partnerServes(pair) }
  return {
    routers: pair.me === 'primary' ? [own, theirs] : [theirs, own],
    beats: channelsOf(pair).map(([channel, heard]) => {
      const { tone, word } = channelLook(heard, pair, now)
      return { name: say(`pair.channel.${channel}`), tone, word: say(word) }
    }),
  }
}

const shown = (say: Say, { tone, word }: Look) => ({ tone, role: say(word) })

/** The partner was heard within its dead time and says that it serves. */
export const partnerServes = ({ partner }: Pick<PairView, 'partner'>): boolean =>
  partner?.alive === true && partner.word === 'running'

/** The routers and the heartbeats of the picture as one clause of its description. */
export function routersText(say: Say, { routers, beats }: ReturnType<typeof pictureRouters>): string {
  const all = routers.map(({ name, role }) => say('pair.picture.router', { name, role }))
  return [...all, ...beats.map(({ name, word }) => say('pair.picture.beat', { name, word }))].join(' ')
}
