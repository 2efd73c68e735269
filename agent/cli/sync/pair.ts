import { hostname } from 'node:os'
import { pathsFrom } from '@/lib/store/paths'
import { type Comparison, type OpenPair, openPair, SyncError } from '@/lib/sync'
import { type Io, line, speak, speakCode } from '../io'
import { actorOf } from '../transport'

/** The pair as the verbs on it see it. */
export type Here = OpenPair

/** Does the work; a refusal becomes a sentence, or JSON, and an exit status. */
export async function withPair(io: Io, json: boolean, work: (here: Here) => Promise<number>): Promise<number> {
  let here: Here | undefined
  try {
    here = await openPair(pathsFrom(io.env), { user: actorOf(io).user, host: hostname() })
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
