import { canonicalAddress } from '@/lib/kernel/endpoint'
import { read } from '@/lib/lvscf'
import type { Paths } from '@/lib/store/paths'
import { type ConsoleFolder, consoleFolder } from '@/lib/store/private'
import { openStore } from '@/lib/store/store'
import { systemWorld } from '@/lib/store/world'
import { linkTo } from './client'
import { ownAddresses } from './facts'
import { type PartnerSettings, partnerTarget, readPartnerSettings, type Target } from './partner'
import type { Pair } from './sync'

/** The pair as seen from this router. `link.close()` ends its connection. */
export type OpenPair = Pair & { folder: ConsoleFolder; settings: PartnerSettings; target: Target }

/**
 * Who the partner is and how it is reached, by lvs.cf and the settings; nothing is connected yet.
 * @param asker the person who asks, and the name of this router
 * @throws SyncError sync.noPartner, sync.whichRouter, sync.badSettings; StoreError
 */
export async function openPair(paths: Paths, asker: { user: string; host: string }): Promise<OpenPair> {
  const folder = await consoleFolder(paths)
  const settings = await readPartnerSettings(folder)
  const store = openStore(paths)
  const { files } = await store.read()
  const { config } = read(files['lvs.cf'].toString('latin1'), systemWorld())
  const own = ownAddresses().map((address) => canonicalAddress(address) ?? address)
  const target = partnerTarget(config.global, settings, own)
  return { store, folder, settings, target, link: linkTo(folder, target), ...asker }
}
