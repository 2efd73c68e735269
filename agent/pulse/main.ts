import { announceArgv } from '@/lib/kernel/address'
import { IpSession } from '../kernel/ip-session'
import { QuickStart } from '../kernel/quick-start'
import { Sysctl } from '../kernel/sysctl'
import { Heartbeat } from './heartbeat'
import { linkIsUp } from './links'
import { orderSchema, type Report } from './messages'

/**
 * The heartbeat process: a child of the agent, small, with nothing else to do. It ends when the agent is gone, and only then: signals
 * meant for the agent (a terminal's, a service manager's to the whole group) are the agent's to answer.
 */
const IP_TIMEOUT_MS = 2000

const session = new IpSession(IP_TIMEOUT_MS)
const sysctl = new Sysctl()
const ip = (lines: readonly string[]) => session.run(lines)
const quick = new QuickStart((line) => tell({ kind: 'log', line }))
/** The first word; the agent's announcer goes on from there. */
const announce = (places: readonly { device: string; address: string }[]) =>
  quick.run(places.map(({ device, address }) => announceArgv(device, address, 1)))
const prepare = () => quick.prepare()
const setting = (key: string, value: string) => sysctl.write(key, value)

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined)
process.on('disconnect', () => process.exit(0))

let heartbeat: Heartbeat | null = null
const tell = (report: Report) => {
  if (process.connected) process.send?.(report, undefined, undefined, () => undefined)
}
process.on('message', (value) => {
  const { data: order, error } = orderSchema.safeParse(value)
  // A bug, or another version of the agent; a heartbeat that stopped for it would be worse.
  if (error) tell({ kind: 'log', line: `an order that cannot be read: ${error.message}` })
  else if (heartbeat) heartbeat.order(order)
  else if (order.kind === 'begin')
    heartbeat = new Heartbeat(order, { now: () => performance.now(), tell, linkIsUp, ip, setting, announce, prepare })
})
