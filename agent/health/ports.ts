import type { LoadTarget } from '@/lib/health/targets'
import { type AskGateways, askGateways } from '../kernel/gateway'
import { checkerWith } from '../monitors/check-target'
import { checkUser } from '../monitors/check-user'
import type { MonitorClock } from '../monitors/clock'
import { endLeftovers } from '../monitors/leftovers'
import { readLoad } from '../monitors/load'
import type { Checker } from '../monitors/monitors'
import { ROOT_ONLY } from '../monitors/program-path'

/** How real servers are looked at; a test gives its own. */
export type MonitorPorts = {
  check: Checker
  readLoad: (target: LoadTarget) => Promise<number | null>
  /** whether the gateways towards servers are there; absent = never known */
  gateways?: AskGateways
  /** ends what check programs left behind in sessions of their own; called each minute */
  clean: () => Promise<unknown>
  clock?: MonitorClock
  /** 0 <= x < 1 */
  random?: () => number
}

/** Checks by sockets and programs of this machine; programs run as the check user, and none by root where there is no such user. */
export async function systemMonitors(): Promise<MonitorPorts> {
  const user = await checkUser()
  const programs = { policy: ROOT_ONLY, ...(user ?? {}) }
  return {
    check: checkerWith(programs),
    readLoad: (target) => readLoad(target, programs),
    gateways: askGateways,
    clean: async () => (user ? endLeftovers(user.uid) : []),
  }
}
