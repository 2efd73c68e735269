import { hostname, networkInterfaces } from 'node:os'
import { canonicalAddress } from '@/lib/kernel/endpoint'
import { read } from '@/lib/lvscf'
import { pathsFrom } from '@/lib/store/paths'
import { type ConsoleFolder, consoleFolder } from '@/lib/store/private'
import { openStore } from '@/lib/store/store'
import { systemWorld } from '@/lib/store/world'
import {
  type Comparison,
  linkTo,
  type Pair,
  type PartnerSettings,
  partnerTarget,
  readPartnerSettings,
  SyncError,
  type Target,
} from '@/lib/sync'
import { type Io, line, speak, speakCode } from '../io'
import { actorOf } from '../transport'

/** The pair as the verbs on it see it. */
export type Here = Pair & { folder: ConsoleFolder; settings: PartnerSettings; target: Target }

/** Who the partner is and how it is reached. @throws SyncError, StoreError */
export async function pairHere(io: Io): Promise<Here> {
  const paths = pathsFrom(io.env)
  const folder = await consoleFolder(paths)
  const settings = await readPartnerSettings(folder)
  const store = openStore(paths)
  const { files } = await store.read()
  const { config } = read(files['lvs.cf'].toString('latin1'), systemWorld())
  const target = partnerTarget(config.global, settings, ownAddresses())
  return { store, folder, settings, target, link: linkTo(folder, target), user: actorOf(io).user, host: hostname() }
}

function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
  return all.map(({ address }) => canonicalAddress(address) ?? address)
}

/** Does the work; a refusal becomes a sentence, or JSON, and an exit status. */
export async function withPair(io: Io, json: boolean, work: (here: Here) => Promise<number>): Promise<number> {
  let here: Here | undefined
  try {
    here = await pairHere(io)
    return await work(here)
  } catch (error) {
    if (!(error instanceof SyncError)) throw error
    return refused(io, error, json)
  } finally {
    here?.link.close()
  }
}

export function refused(io: Io, { code, params, exit }: SyncError, json: boolean): number {
  if (json) io.out(`${JSON.stringify({ ok: false, code, params })}\n`)
  io.err(line(`arapaima: ${speakCode(io, code, params)}`))
  return exit
}

/** A line per field that differs: what is here, what is there. */
export function differenceLines(
  io: Io,
  { equal, differences, onlyText, mine, theirs }: Comparison & { mine: string; theirs: string },
): string[] {
  if (equal) return [speak(io, 'sync.equal', { hash: short(mine) })]
  return [
    speak(io, 'sync.hashes', { mine: short(mine), theirs: short(theirs) }),
    ...differences.map((one) => `${one.file} ${one.path}: ${one.mine ?? '–'} | ${one.theirs ?? '–'}`),
    ...onlyText.map((file) => speak(io, 'sync.onlyText', { file })),
  ]
}

/** How long a hash is shown to people. */
export const short = (hash: string): string => hash.slice(0, 12)
