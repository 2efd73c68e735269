import { join } from './join'

/** Tone of a badge: what the colour says; the shape and the word say it again. */
export type Tone = 'good' | 'warn' | 'bad' | 'busy' | 'idle'
export type Shape =
  | 'disc'
  | 'down'
  | 'funnel'
  | 'clock'
  | 'pause'
  | 'arc'
  | 'dots'
  | 'square'
  | 'lock'
  | 'ring'
  | 'unequal'
  | 'alert'

export const TONES: Record<Tone, string> = {
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  busy: 'bg-busy-soft text-busy',
  idle: 'bg-idle-soft text-muted',
}

// Drawn on a 12 × 12 field, filled or stroked with the text's own colour.
const FILLED: Partial<Record<Shape, string>> = {
  disc: 'M6 1.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9z',
  down: 'M1 2h10L6 11z',
  funnel: 'M1 1.5h10L7.3 6v4.5H4.7V6z',
  pause: 'M2 1.5h3v9H2zM7 1.5h3v9H7z',
  dots: 'M1.9 4.5a1.5 1.5 0 1 1 0 3a1.5 1.5 0 1 1 0-3zM6 4.5a1.5 1.5 0 1 1 0 3a1.5 1.5 0 1 1 0-3zM10.1 4.5a1.5 1.5 0 1 1 0 3a1.5 1.5 0 1 1 0-3z',
  alert: 'M6 .8L11.6 11H.4zM5.3 4.5v3.2h1.4V4.5zM5.3 8.5v1.4h1.4V8.5z',
  lock: 'M2 5h1V4a3 3 0 0 1 6 0v1h1v6H2zM4.6 5h2.8V4a1.4 1.4 0 0 0-2.8 0z',
}
const STROKED: Partial<Record<Shape, string>> = {
  clock: 'M6 1.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9zM6 3.2V6l2 1.4',
  arc: 'M9.6 3.2A4.2 4.2 0 1 0 9.6 8.8',
  square: 'M2 2h8v8H2z',
  ring: 'M6 1.7a4.3 4.3 0 1 1 0 8.6a4.3 4.3 0 1 1 0-8.6z',
  unequal: 'M1.5 4.2h9M1.5 7.8h9M8.4 1.5L3.6 10.5',
}

/** The shape alone; decoration beside a word. */
export function StateShape({ shape, className }: { shape: Shape; className?: string }) {
  const filled = FILLED[shape]
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true" className={join('size-[0.7em] shrink-0', className)}>
      {filled ? (
        <path d={filled} fill="currentColor" fillRule="evenodd" />
      ) : (
        <path d={STROKED[shape]} fill="none" stroke="currentColor" strokeWidth="1.7" />
      )}
    </svg>
  )
}

/** A word with a shape and a colour. */
export function Badge({ tone, shape, children }: { tone: Tone; shape: Shape; children: string }) {
  return (
    <span
      className={join(
        'inline-flex items-center gap-1.5 rounded-full px-2 py-px text-[0.8125rem] font-semibold whitespace-nowrap',
        TONES[tone],
      )}
    >
      <StateShape shape={shape} />
      {children}
    </span>
  )
}
