import type { ReactNode } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { join } from '@/components/ui/join'
import { LocalTime } from '@/components/ui/local-time'
import { type Shape, StateShape, type Tone } from '@/components/ui/state-badge'
import type { KernelVerdict, RevisionInfo, SavedState } from '@/lib/api/types'
import type { Language } from '@/lib/text'
import { rich } from './rich'
import type { Say } from './words'

export type Fact = { tone: Tone | 'plain'; shape: Shape; text: ReactNode }

const INK: Record<Fact['tone'], string> = {
  good: 'text-good',
  warn: 'text-warn',
  bad: 'text-bad',
  busy: 'text-busy',
  idle: 'text-muted',
  plain: 'text-ink',
}

function savedFact(say: Say, language: Language, saved: SavedState): Fact {
  const errors = saved.problems.filter((problem) => problem.severity === 'error').length
  if (errors > 0) return { tone: 'bad', shape: 'down', text: say('panels.strip.errors', { count: errors }) }
  const { revision } = saved
  if (!revision) return { tone: 'warn', shape: 'unequal', text: say('panels.strip.byHand') }
  const at = <LocalTime at={revision.at} language={language} />
  return {
    tone: 'plain',
    shape: 'disc',
    text: rich(say, 'panels.strip.savedBy', { at }, { number: String(revision.number), author: revision.author }),
  }
}

function runningFact(say: Say, saved: SavedState, running: RevisionInfo | null): Fact {
  if (!running) return { tone: 'idle', shape: 'square', text: say('panels.strip.nothing') }
  const number = String(running.number)
  return running.hash === saved.hash
    ? { tone: 'good', shape: 'disc', text: say('panels.strip.same', { number }) }
    : { tone: 'warn', shape: 'clock', text: say('panels.strip.waits', { number }) }
}

function kernelFact(say: Say, kernel: KernelVerdict, running: RevisionInfo | null): Fact {
  if (kernel.observedAt === null || kernel.error)
    return { tone: 'bad', shape: 'ring', text: say('panels.strip.notRead') }
  if (kernel.drift.length > 0)
    return { tone: 'warn', shape: 'unequal', text: say('panels.strip.drift', { count: kernel.drift.length }) }
  if (!running) return { tone: 'idle', shape: 'square', text: say('panels.strip.nothingOurs') }
  return kernel.equal
    ? { tone: 'good', shape: 'disc', text: say('panels.strip.equal') }
    : { tone: 'warn', shape: 'unequal', text: say('panels.strip.differs') }
}

function FactItem({ name, fact }: { name: string; fact: Fact }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted">{name}</dt>
      <dd className={join('flex items-baseline gap-1.5 text-sm font-medium', INK[fact.tone])}>
        <StateShape shape={fact.shape} />
        <span>{fact.text}</span>
      </dd>
    </div>
  )
}

type Props = {
  say: Say
  language: Language
  /** null = nothing was ever saved */
  saved: SavedState | null
  /** null = the agent does not answer */
  live: { running: RevisionInfo | null; kernel: KernelVerdict } | null
  /** what is known of the partner; null = there is none */
  partner?: PartnerStrip | null
}

/** The partner's part: two facts, what went wrong with the automatic sync, and the button that closes the gap between the two. */
export type PartnerStrip = {
  saved: { name: string; fact: Fact }
  running: { name: string; fact: Fact } | null
  trouble: ReactNode | null
  button: ReactNode
}

/** What is saved, what runs, what the kernel holds: on every page, each as a word with a shape, and the way to close the gap. */
export function Strip({ say, language, saved, live, partner = null }: Props) {
  const unknown: Fact = { tone: 'idle', shape: 'ring', text: say('panels.strip.unknown') }
  const none: Fact = { tone: 'idle', shape: 'square', text: say('panels.strip.noRevision') }
  const waits = saved !== null && live !== null && live.running?.hash !== saved.hash
  return (
    <section
      aria-label={say('panels.strip')}
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line bg-surface px-4 py-2 lg:px-6"
    >
      <dl className="flex flex-wrap gap-x-6 gap-y-1">
        <FactItem name={say('panels.strip.saved')} fact={saved ? savedFact(say, language, saved) : none} />
        <FactItem
          name={say('panels.strip.running')}
          fact={live ? runningFact(say, saved ?? { hash: '', revision: null, problems: [] }, live.running) : unknown}
        />
        <FactItem
          name={say('panels.strip.kernel')}
          fact={live ? kernelFact(say, live.kernel, live.running) : unknown}
        />
        {partner && <FactItem name={partner.saved.name} fact={partner.saved.fact} />}
        {partner?.running && <FactItem name={partner.running.name} fact={partner.running.fact} />}
      </dl>
      <div className="screen-only flex flex-wrap items-center gap-2">
        {partner?.button}{' '}
        <ButtonLink href="/review" kind={waits ? 'main' : 'plain'}>
          {say('panels.nav.review')}
        </ButtonLink>
      </div>
      {partner?.trouble && <div className="basis-full text-sm text-bad">{partner.trouble}</div>}
    </section>
  )
}
