import type { PlanAnswer } from '@/lib/api/types'
import { parseSave } from '@/lib/kernel/ipvs-parse'
import type { KernelState } from '@/lib/kernel/state'
import { diff, emptyOwned, foreignOf, planSteps, type Role, type Wanted } from '@/lib/plan'
import { MAX_FILE_BYTES, readPlain } from '@/lib/store/disk'
import { emptyFiles, type Files } from '@/lib/store/files'
import { pathsFrom } from '@/lib/store/paths'
import { openStore } from '@/lib/store/store'
import { configurationOf } from '../configuration'
import { planIdOf, wantedOf } from '../planning'
import { EXIT, type Io, speak } from './io'

// `plan` without an agent: loaded only by who asks for that.

/** Works the plan out on data alone: everything but the table counts as wanted already (contract.md). */
export function planHere(files: Files, save: string, role: Role): PlanAnswer {
  const configuration = configurationOf(files)
  const { wanted, warnings } = wantedOf(configuration, role)
  const actual = stateOf(save, wanted)
  const owned = emptyOwned('')
  const ops = diff(actual, wanted, owned)
  return {
    hash: configuration.hash,
    role,
    problems: configuration.problems,
    steps: planSteps(ops),
    cuts: 0,
    planId: planIdOf(configuration.hash, role, ops),
    foreign: foreignOf(actual, wanted, owned),
    drift: [],
    warnings,
  }
}

function stateOf(save: string, wanted: Wanted): KernelState {
  return {
    services: parseSave(save).services,
    timeouts: { tcpSec: 900, tcpFinSec: 120, udpSec: 300, ...wanted.timeouts },
    chains: wanted.chains.map((chain) => ({ ...chain, jumps: 1 })),
    sysctls: { ...wanted.sysctls },
    addresses: wanted.addresses.map((address) => ({ ...address, base: false })),
    links: {},
  }
}

/** FILE is an lvs.cf; its two neighbours come along when it stands in the configuration's folder. */
export async function filesOf(io: Io, file: string | undefined): Promise<Files> {
  const paths = pathsFrom(io.env)
  if (file === undefined || file === `${paths.etc}/lvs.cf`) return (await openStore(paths).read()).files
  return { ...emptyFiles(), 'lvs.cf': Buffer.from(await textOf(io, file), 'latin1') }
}

export async function textOf(io: Io, path: string): Promise<string> {
  if (path === '-') return (await io.stdin()).toString('latin1')
  if (path === '/dev/null') return ''
  const bytes = await readPlain(path, MAX_FILE_BYTES)
  if (bytes === null) throw Object.assign(new Error(speak(io, 'cli.noFile', { path })), { exit: EXIT.file })
  return bytes.toString('latin1')
}
