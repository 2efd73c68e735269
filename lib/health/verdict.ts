/**
 * What one check found. `unknown` = the check could not be made for a reason that lies here, not at the server (no descriptor
 * left, program not allowed): it changes no server's state and is an alarm of its own.
 */
export type VerdictResult = 'up' | 'down' | 'unknown'

/** Stable codes; the sentence of each is `health.verdict.CODE`. */
export const VERDICT_CODES = [
  'connected',
  'sent',
  'answered',
  'udp-silent',
  'udp-answered',
  'program-ok',
  'bundled-ok',
  'refused',
  'unreachable',
  'connect-timeout',
  'send-timeout',
  'answer-timeout',
  'answer-short',
  'closed-early',
  'reset',
  'mismatch',
  'no-match',
  'too-long',
  'socket-error',
  'tls-error',
  'program-exit',
  'program-signal',
  'program-timeout',
  'program-mismatch',
  'program-flood',
  'bundled-down',
  'bundled-timeout',
  'own-fault',
  'regex-invalid',
  'program-refused',
  'program-failed',
  'bundled-usage',
  'internal',
] as const
export type VerdictCode = (typeof VERDICT_CODES)[number]

export type Verdict = {
  result: VerdictResult
  code: VerdictCode
  /** parameters of the sentence */
  params: Record<string, string | number>
  /** what was sent, what came, what was expected; shown text (shown.ts), absent when nothing of the kind */
  sent?: string
  got?: string
  expected?: string
  tookMs: number
}

/** The sentence's key of a verdict. */
export function verdictKey(code: VerdictCode): `health.verdict.${VerdictCode}` {
  return `health.verdict.${code}`
}
