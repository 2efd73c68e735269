import { existsSync, readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { sysctlPath, sysctlValue } from '@/lib/kernel/sysctl'

/** What two routers should have alike, beside their files. */
export type MachineFacts = {
  /** interfaces with their addresses and prefix lengths; `lo` left out */
  links: Record<string, string[]>
  /** the kernel has IPVS loaded; settings by their dotted names, absent = not there */
  kernel: { ipvs: boolean; sysctls: Record<string, string> }
}

const SYSCTLS = [
  'net.ipv4.ip_forward',
  'net.ipv4.conf.all.promote_secondaries',
  'net.ipv4.conf.all.rp_filter',
  'net.ipv4.conf.all.arp_ignore',
  'net.ipv4.conf.all.arp_announce',
  'net.ipv4.vs.conntrack',
  'net.ipv4.vs.conn_reuse_mode',
  'net.ipv4.vs.expire_nodest_conn',
  'net.ipv4.vs.expire_quiescent_template',
  'net.ipv4.vs.backup_only',
  'net.ipv4.vs.sync_threshold',
  'net.ipv4.vs.sync_version',
] as const

/** This machine, as far as an ordinary user can see it. */
export function machineFacts(): MachineFacts {
  return { links: links(), kernel: { ipvs: existsSync('/proc/sys/net/ipv4/vs'), sysctls: sysctls() } }
}

/** Every address of this machine, as the system writes it. */
export function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address))
}

function links(): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  for (const [name, addresses] of Object.entries(networkInterfaces()))
    if (name !== 'lo') found[name] = (addresses ?? []).map(({ cidr, address }) => cidr ?? address)
  return found
}

function sysctls(): Record<string, string> {
  const found: Record<string, string> = {}
  for (const name of SYSCTLS) {
    try {
      found[name] = sysctlValue(readFileSync(`/proc/sys/${sysctlPath(name)}`, 'utf8'))
    } catch {
      // Not there: the module is not loaded, or the kernel is older.
    }
  }
  return found
}
