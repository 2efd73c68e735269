export const FILL: Record<string, string> = {
  good: 'fill-good',
  warn: 'fill-warn',
  bad: 'fill-bad',
  busy: 'fill-busy',
  idle: 'fill-muted',
}
export const BOX = 'fill-surface stroke-line'
export const NAME = 'fill-ink text-[13px] font-semibold'
export const SMALL = 'fill-muted font-mono text-[10.5px]'

/** Shapes of the tones, 8 × 8 around the origin: told apart without colour. */
const SIGN: Record<string, string> = {
  good: 'M-4 0a4 4 0 1 1 8 0a4 4 0 1 1-8 0z',
  bad: 'M-4.500-4h9L0 4.500z',
  warn: 'M-3.500-3.500h2.600v7h-2.600zM.9-3.500h2.600v7H.9z',
  busy: 'M0-4.500L4.500 0 0 4.500-4.500 0z',
  idle: 'M-3.500-3.500h7v7h-7z',
}

/** The shape of a tone in its colour, its middle at x, y. */
export function Sign({ tone, x, y }: { tone: string; x: number; y: number }) {
  return <path d={SIGN[tone] ?? SIGN.idle} transform={`translate(${x} ${y})`} className={FILL[tone] ?? FILL.idle} />
}
