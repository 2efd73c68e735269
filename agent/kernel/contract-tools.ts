import { sortTable } from '@/lib/kernel/ipvs'
import { parseIpvsLine, parseSave } from '@/lib/kernel/ipvs-parse'
import type { IpvsServer, IpvsService } from '@/lib/kernel/state'
import type { Op } from '@/lib/plan'
import type { Kernel } from './kernel'

/** What a case may say; throws with both values when it is not so. Small, so that the suite runs without a test framework. */
export type Assert = {
  equal(actual: unknown, expected: unknown, what: string): void
  ok(value: unknown, what: string): void
}
/** `needs`: what of the machine the case uses; it is skipped, and said to be, where that is missing. */
export type ContractCase = {
  name: string
  needs?: 'iptables' | 'ip6tables'
  run(kernel: Kernel, assert: Assert): Promise<void>
}

/** The interface whose addresses the suite changes: it has to be there, up and empty (a dummy will do). */
export const CONTRACT_DEVICE = 'eth1'
export const SYSCTLS = ['net.ipv4.ip_forward', 'net.ipv4.conf.all.promote_secondaries']

/** An operation that makes the service of an `ipvsadm` line, or the server, or edits it. */
export function op(line: string): Op {
  const c = parseIpvsLine(line)
  if (typeof c === 'string') throw new Error(`${line}: ${c}`)
  switch (c.command) {
    case 'add':
      return { do: 'ipvs.addService', service: c.service }
    case 'edit':
      return { do: 'ipvs.editService', before: c.service, service: c.service }
    case 'remove':
      return { do: 'ipvs.removeService', service: bare(c.id) }
    case 'addServer':
      return { do: 'ipvs.addServer', service: c.id, server: c.server }
    case 'editServer':
      return { do: 'ipvs.editServer', service: c.id, before: c.server, server: c.server }
    case 'removeServer':
      return { do: 'ipvs.removeServer', service: c.id, server: gone(c.server) }
    case 'timeouts': {
      const [tcpSec, tcpFinSec, udpSec] = c.values
      const timeouts = { tcpSec, tcpFinSec, udpSec }
      return { do: 'ipvs.setTimeouts', before: timeouts, timeouts }
    }
  }
}

const bare = (id: IpvsService['id']): IpvsService => ({
  id,
  scheduler: 'wlc',
  flags: [],
  ops: false,
  persistentSec: 0,
  persistPrefix: 32,
  servers: [],
})
export const gone = (server: { address: string; port: number }): IpvsServer => ({
  ...server,
  forward: 'nat',
  weight: 1,
  upperThreshold: 0,
  lowerThreshold: 0,
})

export const lines = (...text: string[]) => text.map(op)
export const look = (kernel: Kernel) => kernel.observe({ sysctls: SYSCTLS })
export const table = async (kernel: Kernel) => sortTable((await look(kernel)).services)
export const tableOf = (text: string) => sortTable(parseSave(text).services)

/** Takes everything of the suite away, so that cases stand alone. */
export async function clean(kernel: Kernel): Promise<void> {
  const state = await look(kernel)
  for (const { role } of await kernel.sync.list()) await kernel.sync.stop(role)
  const device = state.addresses.filter(
    (a) => a.device === CONTRACT_DEVICE && !a.base && !a.address.startsWith('fe80:'),
  )
  await kernel.execute([
    ...state.services.map((service): Op => ({ do: 'ipvs.removeService', service })),
    ...state.chains.map(({ rules, jumps, ...chain }): Op => ({ do: 'marks.removeChain', chain, before: rules, jumps })),
    ...device.map((address): Op => ({ do: 'address.remove', address })),
  ])
}

export async function done(kernel: Kernel, assert: Assert, ops: readonly Op[]): Promise<void> {
  assert.equal(await kernel.execute(ops), { done: ops.length }, 'all operations are done')
}

/** A refusal: the position of the operation, and a text that says why. */
export async function refused(
  kernel: Kernel,
  assert: Assert,
  ops: readonly Op[],
  index: number,
  why: RegExp,
): Promise<void> {
  const { failed } = await kernel.execute(ops)
  assert.equal(failed?.index, index, `operation ${index} is refused`)
  assert.ok(why.test(failed?.why ?? ''), `the tool says ${why}, it said: ${failed?.why}`)
}
