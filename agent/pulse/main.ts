import { run } from '../run'
import { Heartbeat } from './heartbeat'
import { linkIsUp } from './links'
import { orderSchema, type Report } from './messages'

/**
 * The heartbeat process: a child of the agent, small, with nothing else to do. It ends when the agent is gone, and only then: signals
 * meant for the agent (a terminal's, a service manager's to the whole group) are the agent's to answer.
 */
const IP_TIMEOUT_MS = 2000

/** One `ip -batch`; -force goes on after an address that is gone. */
async function batch(input: string): Promise<void> {
  const result = await run(['ip', '-force', '-batch', '-'], { timeoutMs: IP_TIMEOUT_MS, input })
  if (result.code !== 0) throw new Error(`renewing the lease: ${result.stderr.trim() || `status ${result.code}`}`)
}

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
    heartbeat = new Heartbeat(order, { now: () => performance.now(), tell, linkIsUp, batch })
})
