import type { RowState } from './types'

/** Every state that a row of the routing table can have. */
export const ROW_STATES = [
  'up',
  'down',
  'draining',
  'retired',
  'quiesced',
  'warming',
  'starting',
  'inactive',
  'forced',
  'foreign',
  'drift',
] as const satisfies readonly RowState[]
