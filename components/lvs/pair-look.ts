import type { Shape, Tone } from '@/components/ui/state-badge'
import type { PairChannel, PairView } from '@/lib/api/pair'
import type { TextKey } from '@/lib/text'

/** What a part of the pair looks like: a word with its shape and colour. */
export type Look = { tone: Tone; shape: Shape; word: TextKey }

/** Colour and shape of each state of a router. */
const STATES: Record<PairView['state'], Omit<Look, 'word'>> = {
  active: { tone: 'good', shape: 'disc' },
  offering: { tone: 'busy', shape: 'arc' },
  leaving: { tone: 'busy', shape: 'arc' },
  provisional: { tone: 'busy', shape: 'dots' },
  standby: { tone: 'idle', shape: 'pause' },
  fault: { tone: 'bad', shape: 'down' },
  off: { tone: 'idle', shape: 'square' },
}
const PARTNER = {
  running: { tone: 'good', shape: 'disc', word: 'pulse.word.running' },
  stopped: { tone: 'idle', shape: 'pause', word: 'pulse.word.stopped' },
  provisional: { tone: 'busy', shape: 'dots', word: 'pulse.word.provisional' },
} as const satisfies Record<string, Look>

/** Share of heartbeats that may be lost before the channel is called lossy: one of the last ten. */
const LOSSY = 0.1

/** This router serves: its addresses are here, and it says so. */
export const serves = ({ state }: Pick<PairView, 'state'>): boolean =>
  state === 'active' || state === 'offering' || state === 'leaving'

/** This router's own state. */
export const stateLook = (state: PairView['state']): Look => ({ ...STATES[state], word: `pulse.state.${state}` })

/** The partner as it was heard last; null where there is none. */
export function partnerLook({ partner, paired }: Pick<PairView, 'partner' | 'paired'>): Look | null {
  if (!paired) return null
  if (!partner || partner.heardAt === null) return { tone: 'bad', shape: 'ring', word: 'pair.never' }
  if (!partner.alive) return { tone: 'bad', shape: 'down', word: 'pair.unheard' }
  return partner.word ? PARTNER[partner.word] : { tone: 'warn', shape: 'alert', word: 'pair.wordless' }
}

/** One channel: the worst that is known of it. A link is only looked at where links are watched. */
export function channelLook(
  channel: PairChannel,
  { deadtimeMs, monitorLinks }: Pick<PairView, 'deadtimeMs' | 'monitorLinks'>,
  now: number,
): Look {
  if (monitorLinks && !channel.link) return { tone: 'bad', shape: 'down', word: 'pair.heart.linkDown' }
  const heard = channel.heardAt !== null && now - channel.heardAt <= deadtimeMs
  if (!heard && channel.doubt) return { tone: 'bad', shape: 'alert', word: 'pair.heart.doubt' }
  if (channel.heardAt === null) return { tone: 'bad', shape: 'ring', word: 'pair.heart.never' }
  if (!heard) return { tone: 'bad', shape: 'down', word: 'pair.heart.silent' }
  if ((channel.loss ?? 0) > LOSSY) return { tone: 'warn', shape: 'unequal', word: 'pair.heart.lossy' }
  return { tone: 'good', shape: 'disc', word: 'pair.heart.heard' }
}

/** Why it is what it is; null where the reason was that it was alone, and it has a partner since. */
export const reasonOf = ({ why, paired }: Pick<PairView, 'why' | 'paired'>): PairView['why'] | null =>
  paired && why.code === 'pulse.why.single' ? null : why

/** The partner's address as the heartbeats know it, '–' where no channel is open. */
export const partnerAddress = ({ channels }: Pick<PairView, 'channels'>): string =>
  channels.public?.to ?? channels.private?.to ?? '–'

/** The channels that are used, in the order in which they are shown. */
export function channelsOf({ channels }: Pick<PairView, 'channels'>): ['public' | 'private', PairChannel][] {
  return (['public', 'private'] as const).flatMap((name) => {
    const channel = channels[name]
    return channel ? [[name, channel] as ['public' | 'private', PairChannel]] : []
  })
}

/** 0.034 → `3 %`, null → `–` */
export const lossText = (loss: number | null): string => (loss === null ? '–' : `${Math.round(loss * 100)}\u202f%`)
