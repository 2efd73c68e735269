import type { RowState } from '../api/types'
import type { StateName } from './types'

const ROWS: { [name in StateName]: RowState } = {
  starting: 'starting',
  up: 'up',
  warming: 'warming',
  down: 'down',
  quiesced: 'quiesced',
  // it fails, whatever weight it keeps
  held: 'down',
  draining: 'draining',
  cut: 'down',
  retired: 'retired',
  'forced-up': 'forced',
  'forced-down': 'forced',
  inactive: 'inactive',
}

/** The word of a row of the routing table for a server's state. */
export function rowStateOf(name: StateName): RowState {
  return ROWS[name]
}
