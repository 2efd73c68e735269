/**
 * Everything that can go wrong between two routers: a closed list, each with a sentence and its remedy in lib/text/areas/sync.ts. `exit` is
 * the status of the command (contract.md).
 */
export const SYNC_ERRORS = {
  /** lvs.cf names no partner, or this router is neither of the two */
  'sync.noPartner': { exit: 1 },
  'sync.whichRouter': { exit: 1 },
  'sync.badSettings': { exit: 3 },
  'sync.noKey': { exit: 1 },
  /** nobody answers there: `why` */
  'sync.unreachable': { exit: 5 },
  'sync.timeout': { exit: 5 },
  'sync.hostUnknown': { exit: 1 },
  'sync.hostChanged': { exit: 1 },
  'sync.hostRevoked': { exit: 1 },
  /** the fingerprint that a person confirmed is not the one that the host shows */
  'sync.hostOther': { exit: 1 },
  /** host and client have no algorithm in common, e.g. a host key of another type */
  'sync.noAlgorithm': { exit: 1 },
  'sync.keyRefused': { exit: 1 },
  /** the connection ended in the middle: `stage` */
  'sync.cut': { exit: 5 },
  'sync.tooMuch': { exit: 1 },
  /** what answered is not `arapaima receive`: the forced command is missing or older than this */
  'sync.notReceive': { exit: 1 },
  'sync.protocol': { exit: 1 },
  /** the key was used for something else than the verbs: a shell, SFTP, another command */
  'sync.command': { exit: 2 },
  'sync.noShell': { exit: 2 },
  /** what came is not a whole bundle: `fault`, `why` */
  'sync.bundle': { exit: 1 },
  /** the answer is not of the agreed form */
  'sync.badAnswer': { exit: 1 },
  /** what is saved there is not in the history here: both hashes */
  'sync.theirsUnknown': { exit: 4 },
  'sync.changedThere': { exit: 4 },
  'sync.changedHere': { exit: 4 },
  'sync.problems': { exit: 1 },
  'sync.cannotWrite': { exit: 3 },
  'sync.cannotRead': { exit: 3 },
  'sync.readBack': { exit: 1 },
  'sync.agentThere': { exit: 5 },
  'sync.planChanged': { exit: 4 },
  'sync.applyFailed': { exit: 1 },
  /**
   * a change over both routers: no pair, what is saved makes none, a partner without Arapaima, asked for on the standby, nobody heard, both active,
   * errors here; nothing was changed
   */
  'sync.togetherNoPair': { exit: 1 },
  'sync.togetherAlone': { exit: 1 },
  'sync.togetherFiles': { exit: 1 },
  'sync.togetherStandby': { exit: 1 },
  'sync.togetherUnheard': { exit: 1 },
  'sync.togetherBothActive': { exit: 1 },
  'sync.togetherProblems': { exit: 1 },
  /** the partner would not, or could not: it may have saved, but runs what it ran; `why` */
  'sync.togetherNotThere': { exit: 1 },
  /** the partner has changed, this router has not: `why` */
  'sync.togetherHalf': { exit: 1 },
  'sync.agentHere': { exit: 5 },
  /** the SFTP fallback: some files were written, some not */
  'sync.partly': { exit: 3 },
  'sync.commandFailed': { exit: 1 },
} as const
export type SyncCode = keyof typeof SYNC_ERRORS
export type Params = Record<string, string | number>

/** A refusal or failure on its way to the edge; `params` fill the code's sentence. */
export class SyncError extends Error {
  readonly exit: number
  constructor(
    readonly code: SyncCode,
    readonly params: Params = {},
    options?: { cause?: unknown },
  ) {
    super(`${code} ${JSON.stringify(params)}`, options)
    this.name = 'SyncError'
    this.exit = SYNC_ERRORS[code].exit
  }
}

export const isSyncCode = (code: string): code is SyncCode => Object.hasOwn(SYNC_ERRORS, code)

/** A failed call in a few words: the system's code where there is one. */
export function whyOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  return code || (error instanceof Error ? error.message : String(error))
}
