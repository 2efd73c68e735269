import { Badge, type Shape, type Tone } from '@/components/ui/state-badge'
import type { RowState } from '@/lib/api/types'

/** Colour and shape of each state. */
export const STATE_LOOK: Record<RowState, { tone: Tone; shape: Shape }> = {
  up: { tone: 'good', shape: 'disc' },
  down: { tone: 'bad', shape: 'down' },
  draining: { tone: 'warn', shape: 'funnel' },
  retired: { tone: 'warn', shape: 'clock' },
  quiesced: { tone: 'warn', shape: 'pause' },
  warming: { tone: 'busy', shape: 'arc' },
  starting: { tone: 'busy', shape: 'dots' },
  inactive: { tone: 'idle', shape: 'square' },
  forced: { tone: 'busy', shape: 'lock' },
  foreign: { tone: 'idle', shape: 'ring' },
  drift: { tone: 'warn', shape: 'unequal' },
}

/** The state of a row: always its word, never colour alone. */
export function StateBadge({ state, word }: { state: RowState; word: string }) {
  return <Badge {...STATE_LOOK[state]}>{word}</Badge>
}
