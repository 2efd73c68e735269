import { verdictOf } from './check'
import { checkProgram, type ProgramOptions } from './check-program'
import { checkTcp } from './check-tcp'
import { checkUdp } from './check-udp'
import type { Checker } from './monitors'

/** The checks of lvs.cf, each in its way. A fault of ours becomes an `unknown` verdict: it must never take a server out. */
export function checkerWith(programs: ProgramOptions): Checker {
  return async (target, input) => {
    const { probe, address, port } = target
    const whole = { ...input, address, port }
    try {
      if (probe.kind === 'program') return await checkProgram(whole, probe, programs)
      return probe.kind === 'udp' ? await checkUdp(whole, probe) : await checkTcp(whole, probe)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      return verdictOf({ result: 'unknown', code: 'internal', params: { why } }, {}, 0)
    }
  }
}
