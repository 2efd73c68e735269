import type { Saying } from '../plan/types'

/** How long a whole set that fails at once is kept when our own network is at fault, unless a setting says otherwise. */
export const HOLD_LIMIT_MS = 60_000

/** What this router knows of itself and of its partner. */
export type Evidence = {
  /** the interface towards the real servers has a link */
  link: 'up' | 'down' | 'unknown'
  /** the router's gateway answers */
  gateway: 'answers' | 'silent' | 'unknown'
  /** what the partner's own checks see of the same pool; null = no partner, or not heard */
  partnerSees: PartnerSees | null
}
/** Servers of a pool that take connections, and those that its router has checked. */
export type PartnerSees = { up: number; known: number }

export const NO_EVIDENCE: Evidence = { link: 'unknown', gateway: 'unknown', partnerSees: null }

export type BlastInput = {
  /** servers of the pool that still take new connections */
  left: number
  /** servers that fail now and were in service when the trouble began */
  failing: number
  /** the pool has a sorry server: an empty pool is then served by it */
  sorry: boolean
  evidence: Evidence
  /** since when the set is being kept; null = not yet */
  heldForMs: number | null
  limitMs: number
  /** a hold's time was used up and nothing has recovered since */
  spent: boolean
}

export type BlastDecision = { keep: boolean; why: Saying }

/**
 * Blast radius: shall the last set of a pool that would be left empty be kept in the kernel? Only if our own evidence says that the
 * network here is at fault (link, gateway, the partner sees what we do not), never where a sorry server can serve, and not for longer
 * than the limit: then the verdict counts.
 */
export function blast(input: BlastInput): BlastDecision {
  const { evidence } = input
  const no = (code: string): BlastDecision => ({ keep: false, why: { code, params: {} } })
  if (input.left > 0 || input.failing === 0) return no('health.blast.others')
  if (input.sorry) return no('health.blast.sorry')
  const fault = faultOf(evidence)
  if (!fault) return no('health.blast.servers')
  if (input.spent || (input.heldForMs !== null && input.heldForMs >= input.limitMs)) return no('health.blast.limit')
  return { keep: true, why: { code: fault, params: { servers: input.failing } } }
}

/** The partner needs as many of its own checks to see what we see before its different view says anything about this router. */
const OFFER_AFTER_CHECKS = 2

/**
 * Whether the partner should serve: none of a pool serves here, and its checks have gone on seeing some of it up.
 * @param failingForMs since the last of the pool failed; null = one serves, or none has failed
 */
export function handoverOffer(
  { partnerSees }: Evidence,
  failingForMs: number | null,
  intervalMs: number,
): Saying | null {
  if (!partnerSees || partnerSees.up <= 0 || failingForMs === null) return null
  if (failingForMs < OFFER_AFTER_CHECKS * intervalMs) return null
  return { code: 'health.offer.handover', params: { up: partnerSees.up, known: partnerSees.known } }
}

/** The strongest sign that the fault is ours; null = nothing says so. */
function faultOf(evidence: Evidence): string | null {
  if (evidence.link === 'down') return 'health.blast.link'
  if (evidence.gateway === 'silent') return 'health.blast.gateway'
  if ((evidence.partnerSees?.up ?? 0) > 0) return 'health.blast.partner'
  return null
}
