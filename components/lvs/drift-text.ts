import type { Drift } from '@/lib/plan/types'
import type { Say } from './words'

/** One difference that is held, with both values. */
export function driftText(say: Say, drift: Drift): string {
  if (drift.what === 'missing-server') return say('panels.drift.missing')
  if (drift.what === 'extra-server') return say('panels.drift.extra')
  return say('panels.drift.value', {
    field: drift.field ?? '',
    wanted: drift.wanted ?? '–',
    actual: drift.actual ?? '–',
  })
}
