import { familyOf } from '@/lib/kernel/endpoint'
import type { Block } from './blocks'
import type { Role, Saying, Wanted } from './types'

/** The one setting that goes with the role. ip_forward does not: packets that still come to a standby reach the active router through it. */
export const BACKUP_ONLY = 'net.ipv4.vs.backup_only'
const FORWARD = { 4: 'net.ipv4.ip_forward', 6: 'net.ipv6.conf.all.forwarding' } as const

/**
 * The kernel settings that follow from the files; lvs.sysctl wins over ours. None when no virtual server is active and the
 * administrator asks for none.
 * - forwarding, where NAT is used: answers of a masqueraded server return through us. ipvsadm(8), -m. IPv4 on a router that has a partner whatever the method: a
 *   client that did not hear who serves now goes on sending to the standby, which passes it on (operations.md 3, tried). Not IPv6: a router that
 *   forwards it takes no router advertisements any more. ip-sysctl
 * - promote_secondaries, or taking the first address of a subnet away takes the others with it (operations.md 7)
 * - sync_threshold, where connections are synchronised, and backup_only on the standby (operations.md 3, 4): while a backup daemon runs, such a
 *   router balances nothing, and after a take-over that daemon goes on for three seconds
 * - expire_nodest_conn, conn_reuse_mode, and conntrack only where SNAT or FTP under NAT needs it (operations.md 8)
 */
export function wantedSysctls(
  blocks: readonly Block[],
  chains: Wanted['chains'],
  file: Readonly<Record<string, string>>,
  { sync, role, paired }: { sync: boolean; role: Role; paired: boolean },
): { sysctls: Record<string, string>; warnings: Saying[] } {
  const ours: Record<string, string> = {}
  const forwarded = new Set(blocks.filter((block) => block.forward === 'nat').map((b) => familyOf(b.vip.address)))
  const passed = paired ? blocks.map((block) => familyOf(block.vip.address)).filter((family) => family === 4) : []
  for (const family of [...forwarded, ...passed]) ours[FORWARD[family]] = '1'
  if (blocks.length > 0) {
    ours['net.ipv4.conf.all.promote_secondaries'] = '1'
    ours['net.ipv4.vs.expire_nodest_conn'] = '1'
    ours['net.ipv4.vs.conn_reuse_mode'] = '1'
    ours['net.ipv4.vs.conntrack'] = chains.some((chain) => chain.name === 'LVS_MASQ') || blocks.some(isFtp) ? '1' : '0'
  }
  if (blocks.length > 0 && sync) {
    ours[BACKUP_ONLY] = role === 'standby' ? '1' : '0'
    // As sysctlValue reads it: /proc prints a tab between the two.
    ours['net.ipv4.vs.sync_threshold'] = '2 50'
  }
  const warnings = [...forwarded]
    .filter((family) => (file[FORWARD[family]] ?? '1') === '0')
    .map((family): Saying => ({ code: 'plan.WARN_FORWARD_OFF', params: { key: FORWARD[family] } }))
  return { sysctls: { ...ours, ...file }, warnings }
}

/** ip_vs_ftp rewrites the addresses inside FTP only with connection tracking. */
function isFtp({ forward, protocol, port }: Block): boolean {
  return forward === 'nat' && protocol === 'tcp' && port === 21
}
