import { isDeviceName } from './address'

export type SyncRole = 'master' | 'backup'
/** One daemon of the kernel. Both roles can run at once, each with its own interface and id. `id`: 0..255, 0 = none is filtered. */
export type SyncEntry = { role: SyncRole; device: string; id: number }
/** What shall run: one daemon, both, or none. */
export type SyncDaemonWish = { roles: readonly SyncRole[]; device: string; id: number } | null

/** The largest `--syncid`. ipvsadm(8) */
export const MAX_SYNC_ID = 255

/** `master sync daemon (mcast=eth1, syncid=7, maxlen=1472, group=224.0.0.81, port=8848, ttl=1)`: what stands after syncid varies by version. */
const LINE = /^(master|backup) sync daemon \(mcast=([^,\s]+), syncid=(\d+)\b.*\)$/

/**
 * What `ipvsadm -L --daemon` printed: no line, one, or one for each role.
 * @throws Error with the line that is none of these
 */
export function parseSyncDaemons(text: string): SyncEntry[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [, role, device = '', id] = LINE.exec(line) ?? []
      if (role !== 'master' && role !== 'backup') throw new Error(`not a sync daemon: ${line}`)
      return { role, device, id: Number(id) }
    })
}

/** Why these values cannot be a daemon's; null = they can. What a tool could take for an option never gets to it. */
export function syncEntryFault({ device, id }: Pick<SyncEntry, 'device' | 'id'>): 'device' | 'id' | null {
  if (!isDeviceName(device) || device.includes(':')) return 'device'
  return Number.isInteger(id) && id >= 0 && id <= MAX_SYNC_ID ? null : 'id'
}

/** What stands after `ipvsadm`. Piranha's own call; reference 2.6 */
export function startSyncArgv({ role, device, id }: SyncEntry): string[] {
  return ['--start-daemon', role, '--mcast-interface', device, '--syncid', String(id)]
}

export function stopSyncArgv(role: SyncRole): string[] {
  return ['--stop-daemon', role]
}

/** The number of an interface in /proc/net/igmp, which lists each that can do multicast: `2\teth0      :     1      V3`. Null = not there. */
export function indexIn(igmp: string, device: string): number | null {
  for (const line of igmp.split('\n')) {
    const [, index, name] = /^(\d+)\s+(\S+?)\s*:/.exec(line) ?? []
    if (name === device) return Number(index)
  }
  return null
}

const equal = (a: SyncEntry, b: SyncEntry) => a.role === b.role && a.device === b.device && a.id === b.id

/** The daemons of a wish. */
export function wantedDaemons(wish: SyncDaemonWish): SyncEntry[] {
  return wish ? wish.roles.map((role) => ({ role, device: wish.device, id: wish.id })) : []
}

/** Which daemons end and which begin so that nothing but `wish` runs. Nothing at all where it does already. */
export function syncSteps(
  running: readonly SyncEntry[],
  wish: SyncDaemonWish,
): { stop: SyncRole[]; start: SyncEntry[] } {
  const wanted = wantedDaemons(wish)
  return {
    stop: running.filter((one) => !wanted.some((other) => equal(one, other))).map(({ role }) => role),
    start: wanted.filter((one) => !running.some((other) => equal(one, other))),
  }
}
