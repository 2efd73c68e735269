import type { Verdict } from '@/lib/health/verdict'
import { FakeClock } from '../monitors/fake-clock'
import type { MonitorPorts } from './ports'

/**
 * Checks whose results a test decides, on a clock that it moves. Servers in `down` (addresses) fail; in `broken` no check can be made.
 * The gateway towards every server is there while `gateway.answers`; `gateway.asked` = about whom it was asked.
 */
export type FakeMonitors = MonitorPorts & {
  clock: FakeClock
  down: Set<string>
  broken: Set<string>
  gateway: { answers: boolean; asked: string[] }
}

export function fakeMonitors(): FakeMonitors {
  const down = new Set<string>()
  const broken = new Set<string>()
  const gateway = { answers: true, asked: [] as string[] }
  const gateways: MonitorPorts['gateways'] = async (servers) => {
    gateway.asked.push(...servers)
    return new Map(servers.map((server) => [server, gateway.answers ? 'answers' : 'silent']))
  }
  const check: MonitorPorts['check'] = async ({ address }, { listen }): Promise<Verdict> => {
    listen?.({ who: 'sent', bytes: Buffer.from('GET / HTTP/1.0\r\n'), afterMs: 1 })
    if (broken.has(address)) return { result: 'unknown', code: 'own-fault', params: { error: 'EMFILE' }, tookMs: 0 }
    return down.has(address)
      ? { result: 'down', code: 'refused', params: { error: 'ECONNREFUSED' }, tookMs: 1 }
      : { result: 'up', code: 'answered', params: {}, got: 'HTTP/1.0 200', tookMs: 1 }
  }
  return {
    check,
    down,
    broken,
    gateway,
    gateways,
    readLoad: async () => null,
    clean: async () => [],
    clock: new FakeClock(),
    random: () => 0.5,
  }
}
