import { afterEach } from 'vitest'
import type { MonitorPorts } from '../../health/ports'
import { fakeKernel } from '../../kernel/fake'
import { type Bench, bench } from '../../testing'

/**
 * For tests with whole agents, each with a fake kernel and a true heartbeat process, on two addresses of the loopback interface. The
 * interface has a name that no machine has: what renews the lease finds nothing to change here.
 */
const VIP = '192.0.2.10'
const DEVICE = 'nonet0'
/** How long and how often such a test looks: dead times of seconds pass, and processes start. */
export const WITHIN = { timeout: 30_000, interval: 50 }

/** The lvs.cf of a pair with one virtual server; `deadtimeSec` in whole seconds, `keepalive` is one. */
export const pairCf = (heartbeatPort: number, deadtimeSec = 3) => `serial_no = 1
primary = 127.0.0.1
backup = 127.0.0.2
backup_active = 1
service = lvs
network = direct
heartbeat_port = ${heartbeatPort}
keepalive = 1
deadtime = ${deadtimeSec}
virtual web {
     active = 1
     address = ${VIP} ${DEVICE}:1
     port = 80
     server one {
         address = 10.0.0.2
         active = 1
         weight = 1
     }
}
`

/** A router of a pair; `own` is its address of the loopback interface. */
export const pairBench = (own: string, more: { monitors?: MonitorPorts } = {}): Bench =>
  bench({ kernel: fakeKernel({ links: { [DEVICE]: [`${own}/8`] } }), options: { role: null }, ...more })

/** Whether this router has the virtual server's address. */
export const holdsVip = (b: Bench): boolean => b.kernel.state().addresses.some((entry) => entry.address === VIP)

/**
 * What the tests of one file share. Each test has two heartbeat ports of its own, `port()` and the one after it; `firstPort` keeps
 * the files apart, the process's number the runs. Whatever is in `ends` is ended after a test, the last first.
 */
export function pairTests(firstPort: number) {
  let port = firstPort + (process.pid % 250) * 20
  const ends: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
    port += 2
  })
  const start = async (b: Bench) => {
    const agent = await b.start()
    // A test may have ended it already.
    ends.push(() => agent.close().catch(() => undefined))
    return agent
  }
  return { ends, port: () => port, start }
}
