import { Badge, type Shape, type Tone } from '@/components/ui/state-badge'
import type { Effect, PlanStep, Saying } from '@/lib/plan/types'
import { commandText } from './command'
import type { Say } from './words'

const LOOK: Record<Effect['level'], { tone: Tone; shape: Shape }> = {
  none: { tone: 'good', shape: 'disc' },
  'new-connections': { tone: 'busy', shape: 'arc' },
  cuts: { tone: 'bad', shape: 'down' },
}
/** More are counted, not listed; the command prints all. */
const MOST_STEPS = 200

type Props = {
  say: Say
  /** a sentence of the plan in the reader's language */
  sayIt: (saying: Saying) => string
  steps: readonly PlanStep[]
  /** number of the first one */
  first?: number
}

/** The line that could be typed, and below it what it would read. */
function Command({ argv, input }: { argv: readonly string[]; input: string | undefined }) {
  return (
    <code className="block text-[0.8125rem] text-muted [overflow-wrap:anywhere]">
      {commandText(argv)}
      {input && <span className="block border-s-2 border-line ps-3 whitespace-pre-wrap">{input.trimEnd()}</span>}
    </code>
  )
}

/** Operations in their order: what each does, what clients feel, and the very command. */
export function PlanSteps({ say, sayIt, steps, first = 1 }: Props) {
  const shown = steps.slice(0, MOST_STEPS)
  return (
    <>
      <ol start={first} className="list-decimal ps-7 marker:text-muted">
        {shown.map((step, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a plan is a fixed sequence; the number of a step is its name
          <li key={i} className="border-t border-line py-2 ps-1 first:border-t-0">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
              <span>{sayIt(step.say)}</span>{' '}
              <Badge {...LOOK[step.effect.level]}>{say(`panels.effect.${step.effect.level}`)}</Badge>
            </div>
            <p className="text-sm text-muted">{sayIt(step.effect.saying)}</p>
            <Command argv={step.argv} input={step.input} />
          </li>
        ))}
      </ol>
      {steps.length > MOST_STEPS && (
        <p className="mt-2 text-sm text-muted">{say('panels.plan.more', { count: steps.length - MOST_STEPS })}</p>
      )}
    </>
  )
}
