import { flag, word } from '../_save/bindings'
import type { Panel } from '../_save/panel'

/** REDUNDANCY: its fields and the keys they stand for (piranha.md 6.4). ENABLE and DISABLE are buttons of their own. */
export const REDUNDANCY_PANEL: Panel = {
  bindings: [
    word('backup'),
    word('backup_private'),
    word('keepalive'),
    word('deadtime'),
    word('heartbeat_port'),
    flag('monitor_links'),
    flag('syncdaemon'),
    word('syncd_iface'),
    word('syncd_id'),
  ],
  words: 'forms.redundancy',
  target: () => ({ path: '' }),
  done: () => '/redundancy',
  note: () => 'redundancy',
}
