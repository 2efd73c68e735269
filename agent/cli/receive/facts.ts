import { existsSync, readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import type { Status as AgentStatus } from '@/lib/api/types'
import { sysctlPath, sysctlValue } from '@/lib/kernel/sysctl'
import { FILE_NAMES } from '@/lib/store/files'
import { answerFiles } from '@/lib/sync/bundle'
import type { AgentState, AnswerTo } from '@/lib/sync/protocol'
import type { Receiver } from './world'

/** Settings that the two routers should have alike. */
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
  'net.ipv4.vs.sync_threshold',
] as const
const HISTORY = 200

type Told<V extends 'status' | 'compare'> = Omit<AnswerTo<V>, 'arapaima' | 'ok' | 'version'>

/** How this router is: what is saved and running, its role, and what a person compares when a backup is brought in. */
export async function status({ store, agent, host, now }: Receiver): Promise<Told<'status'>> {
  const { files, hash, revision, handEdited } = await store.read()
  const empty = FILE_NAMES.every((name) => files[name].length === 0)
  const history = (await store.history()).slice(0, HISTORY).map((one) => one.hash)
  const reply = await agent('status')
  return {
    host,
    clockMs: now(),
    saved: { hash, revision, handEdited, empty },
    history,
    agent: reply.ok ? agentState(reply.value) : { up: false, code: reply.code, params: reply.params },
    links: links(),
    kernel: { ipvs: existsSync('/proc/sys/net/ipv4/vs'), sysctls: sysctls() },
  }
}

function agentState({ pulse, running, kernel, alarms, tools }: AgentStatus): AgentState {
  const { role, state } = pulse
  return { up: true, role, pulse: state, running, equal: kernel.equal, alarms: alarms.slice(0, 100), tools }
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

/** The files that are saved here. */
export async function compare({ store }: Receiver): Promise<Told<'compare'>> {
  const { files, hash } = await store.read()
  return { hash, files: answerFiles(files) }
}
