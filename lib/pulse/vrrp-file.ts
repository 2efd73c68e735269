import type { VrrpInstance, VrrpSetup } from './vrrp'

/** Where keepalived and the agent meet: absolute paths. */
export type VrrpPaths = {
  /** keepalived writes what becomes of it, the agent reads */
  fifo: string
  /** 1 = this router steps back, 0 = it takes part */
  back: string
  /** the agent's last sign of life: the first number of /proc/uptime then */
  alive: string
  /** the program that judges its age */
  judge: string
  awk: string
}

/** The name of the sync group, as it stands in keepalived's notifications. */
export const GROUP = 'arapaima'
/** A path that means itself and nothing else in keepalived's file, and is one word of a command there. */
const PLAIN_PATH = /^\/[A-Za-z0-9._/+:@-]*$/

/**
 * keepalived.conf for `keepalived -P`. operations.md 9; keepalived.conf(5).
 *
 * - Both instances begin as BACKUP and do not preempt: who serves goes on serving.
 * - One group: it follows only when every channel is silent, and hands over as a whole.
 * - VRRP version 2: with version 3 keepalived refuses an instance without addresses. Ours are the agent's to hold.
 * - The file of weight 0 is the hand-over, the script the agent's life: either puts the group into FAULT, so that the next router follows at once.
 * - Users are named everywhere: keepalived 2.2 fails to find its default user when it reads the file again, and would go on without both.
 * @throws RangeError for a path that keepalived would read as something else
 */
export function keepalivedFile(setup: VrrpSetup, paths: VrrpPaths): string {
  for (const path of Object.values(paths))
    if (!PLAIN_PATH.test(path)) throw new RangeError(`keepalived cannot be told of ${JSON.stringify(path)}`)
  const names = setup.instances.map((instance) => instance.name)
  return [
    '# Written by Arapaima from lvs.cf and the settings of its agent. What is changed here is lost.',
    ...block('global_defs', [
      'vrrp_version 2',
      `vrrp_notify_fifo "${paths.fifo}" root root`,
      'fifo_write_vrrp_states_on_reload',
      'vrrp_check_unicast_src',
      'enable_script_security',
    ]),
    ...block('track_file step_back', [`file "${paths.back}"`, 'weight 0']),
    ...block('vrrp_script agent', [
      `script "${paths.awk} -f ${paths.judge} ${paths.alive} /proc/uptime"`,
      'interval 1',
      `timeout ${setup.deadSec}`,
      'user root root',
      'fall 1',
      'rise 1',
    ]),
    ...setup.instances.flatMap((instance) => instanceBlock(instance, setup)),
    ...block(`vrrp_sync_group ${GROUP}`, [
      ...block('group', names),
      ...block('track_file', ['step_back']),
      ...block('track_script', ['agent']),
    ]),
    '',
  ].join('\n')
}

function instanceBlock({ name, device, from, peers, routerId }: VrrpInstance, setup: VrrpSetup): string[] {
  return block(`vrrp_instance ${name}`, [
    'state BACKUP',
    `interface ${device}`,
    // Otherwise a dead private switch is a fault on both routers.
    ...(setup.trackLinks ? [] : ['dont_track_primary']),
    `virtual_router_id ${routerId}`,
    `priority ${setup.priority}`,
    `advert_int ${setup.advertSec}`,
    'nopreempt',
    `unicast_src_ip ${from}`,
    ...block('unicast_peer', peers),
  ])
}

const block = (head: string, lines: readonly string[]): string[] => [
  `${head} {`,
  ...lines.map((line) => `  ${line}`),
  '}',
]

/**
 * The awk program behind the script: succeeds while the first file's time is at most `deadSec` behind the second's. By the time since the machine
 * started, so that a clock that is set does nothing; a file that is missing or empty is no sign of life.
 */
export function judgeProgram(deadSec: number): string {
  return `FNR == 1 { at[++files] = $1 }\nEND { exit !(files == 2 && at[2] - at[1] <= ${deadSec}) }\n`
}

/** What a line of the notify FIFO says of the group; null for another line, or another group's. `GROUP "arapaima" MASTER 0` */
export function groupState(line: string): 'MASTER' | 'BACKUP' | 'FAULT' | 'STOP' | null {
  const found = /^GROUP "([^"]*)" (MASTER|BACKUP|FAULT|STOP) -?\d+$/.exec(line.trim())
  return found?.[1] === GROUP ? (found[2] as 'MASTER' | 'BACKUP' | 'FAULT' | 'STOP') : null
}
