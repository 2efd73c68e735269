import type { FileProblem } from '@/lib/api/types'
/** What went wrong between the agent and the machine, as a closed list. */
export type AgentErrorCode = 'TOOL_MISSING' | 'TOOL_FAILED' | 'TOOL_TIMEOUT' | 'TOOL_OUTPUT' | 'NO_IPVS' | 'NO_IPTABLES'

/**
 * An error of the agent: a code for programs, and for people what it was doing and the tool's own text. `cause` keeps the chain.
 */
export class AgentError extends Error {
  constructor(
    readonly code: AgentErrorCode,
    /** what was being done: `listing the IPVS table` */
    readonly doing: string,
    /** what the tool or the system said */
    readonly why = '',
    options: ErrorOptions = {},
  ) {
    super(why ? `${doing}: ${why}` : doing, options)
    this.name = 'AgentError'
  }
}

/** The chain of an error as one line: `reading the table: ipvsadm: No such file`. */
export function whyOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

export const hasErrors = (problems: readonly FileProblem[]): boolean => problems.some((p) => p.severity === 'error')
