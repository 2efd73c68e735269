import type { Router } from '../topology'
import type { World } from './scenario'

/**
 * Everything that runs on a router ends at once, as if it had lost its power; its links to these networks are cut before. When this returns nothing runs
 * there any more: the script that ends it fails otherwise. What the kernel holds (table, addresses until their lease is over) stays.
 */
export async function dies({ guest }: World, router: Router, ...networks: ('pub' | 'prv')[]): Promise<void> {
  // One program of the guest for both: a second one would be time between the cut and the death.
  const cut = networks.map((network) => `ip link set dev ${network}-${router} down && `)
  await guest.run(['sh', '-c', `${cut.join('')}exec sh /run/lab/end.sh ${router}`])
}
