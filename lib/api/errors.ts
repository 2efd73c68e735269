import type { FileProblem } from './types'

/**
 * Everything that can be wrong with a request to the agent: a closed list, and the only place that knows HTTP statuses. Each code has a
 * sentence in the catalogue.
 */
export const API_ERRORS = {
  /** not JSON, or not UTF-8 */
  'api.badJson': 400,
  /** nested deeper than MAX_DEPTH, or with a key that no request has (`__proto__`) */
  'api.badShape': 400,
  /** a field is missing, unknown, or has a value out of its range: `path`, `why` */
  'api.invalid': 400,
  'api.notFound': 404,
  'api.method': 405,
  'api.tooSlow': 408,
  /** the plan that was shown is no longer the plan */
  'api.changed': 409,
  'api.tooLarge': 413,
  'api.mediaType': 415,
  /** the saved files have errors: `problems` in the body */
  'api.problems': 422,
  /** the guard refuses the plan: `why` */
  'api.guard': 422,
  /** a program that manages the same kernel runs: `name`, `pid` (operations.md 10) */
  'api.rival': 409,
  /** nothing was applied yet, so nothing can be repaired */
  'api.nothingRunning': 409,
  /** what lib/can.ts refuses, under its own code */
  'panels.cannot.nothing': 409,
  'panels.cannot.busy': 503,
  /** no check of that server; or none is made here: `virtual`, `server` */
  'health.can.unknown': 404,
  /** what lib/health/can.ts refuses, under its own code */
  'health.can.inactive': 409,
  'health.can.retired': 409,
  'health.can.nothing-to-resume': 409,
  'health.can.already': 409,
  'health.can.not-in-table': 409,
  /** nothing of that name retires, or is foreign */
  'api.noSuchEntry': 404,
  /** a file that the agent needs cannot be read */
  'api.unreadable': 500,
  /** the agent cannot write its own record, so nothing was changed */
  'api.unwritable': 500,
  /** a tool that reads the kernel failed: `why` */
  'api.kernel': 502,
  /** too many requests wait for the loop */
  'api.busy': 503,
  'api.stopping': 503,
  'api.internal': 500,
} as const
export type ApiErrorCode = keyof typeof API_ERRORS

/** Whether a reason of lib (can.ts, health/can.ts) is one that a request is refused with. */
export function isApiErrorCode(code: string): code is ApiErrorCode {
  return Object.hasOwn(API_ERRORS, code)
}

/** Body of every answer that is not 2xx. */
export type ApiErrorBody = {
  code: ApiErrorCode
  params: Record<string, string | number>
  problems?: FileProblem[]
}

/** A refusal on its way to the edge; `params` fill the code's sentence. */
export class ApiError extends Error {
  constructor(
    readonly code: ApiErrorCode,
    readonly params: Record<string, string | number> = {},
    readonly problems: FileProblem[] = [],
    options?: { cause?: unknown },
  ) {
    super(`${code} ${JSON.stringify(params)}`, options)
    this.name = 'ApiError'
  }
}

/** Status and body for anything thrown while answering; what is not an ApiError tells nothing about our insides. */
export function answerOf(error: unknown): { status: number; body: ApiErrorBody } {
  if (!(error instanceof ApiError))
    return { status: API_ERRORS['api.internal'], body: { code: 'api.internal', params: {} } }
  const problems = error.problems.length > 0 ? { problems: error.problems } : {}
  return { status: API_ERRORS[error.code], body: { code: error.code, params: error.params, ...problems } }
}
