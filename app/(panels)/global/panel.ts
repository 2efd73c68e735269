import { addressOnDevice, choice, mask, word } from '../_save/bindings'
import type { Panel } from '../_save/panel'

/** GLOBAL SETTINGS: its fields and the keys they stand for (piranha.md 6.3). */
export const GLOBAL_PANEL: Panel = {
  bindings: [
    word('primary'),
    word('primary_private'),
    word('tcp_timeout'),
    word('tcpfin_timeout'),
    word('udp_timeout'),
    choice('network', 'nat'),
    addressOnDevice('nat_router', 'nat_address', 'nat_device'),
    mask('nat_nmask'),
  ],
  words: 'forms.global',
  target: () => ({ path: '' }),
  done: () => '/global',
  note: () => 'global',
}
