'use server'

import { buttonAction, type Outcome } from '@/app/_server/action'
import type { Edit } from '@/lib/lvscf'
import { panelAction } from '../_save/save'
import { saveEdits } from '../_save/save-edits'
import { REDUNDANCY_PANEL } from './panel'

/** Saves REDUNDANCY. */
export const saveRedundancy = panelAction(REDUNDANCY_PANEL)

const set = (path: string, value: string): Edit => ({ do: 'set', path, value })

/** What each button writes. RESET is Piranha's: the partner's addresses and the three times, nothing else. */
const BUTTONS: Record<string, readonly Edit[]> = {
  enable: [set('backup_active', '1')],
  disable: [set('backup_active', '0')],
  reset: [
    set('backup', '0.0.0.0'),
    { do: 'unset', path: 'backup_private' },
    set('keepalive', '6'),
    set('deadtime', '18'),
    set('heartbeat_port', '539'),
  ],
}

/** ENABLE, DISABLE and RESET. Field: `do`. */
export const redundancyButtons = buttonAction(async (caller): Promise<Outcome> => {
  const wish = caller.field('do')
  const edits = Object.hasOwn(BUTTONS, wish) ? BUTTONS[wish] : undefined
  if (!edits) return { to: '/redundancy?problem=NOT_DONE' }
  return saveEdits(caller, edits, `redundancy: ${wish}`, '/redundancy')
})
