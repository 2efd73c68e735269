import type { ParseArgsConfig } from 'node:util'
import type { CheckInput } from '../check'

/** Why a server that speaks is not well; the sentence is `health.verdict.bundled-down` with this word. */
export const BUNDLED_REASONS = [
  'status',
  'header',
  'body',
  'expires',
  'certificate',
  'rcode',
  'answer',
  'greeting',
  'error',
  'protocol',
  'closed',
  'silent',
  'tooLong',
] as const
export type BundledReason = (typeof BUNDLED_REASONS)[number]

/**
 * What a bundled check found. `line` is what it would have printed as a program (`OK HTTP/1.1 200 OK`), so that `expect` can be held against it.
 * `detail` are the server's own words.
 */
export type Outcome = { sent?: string; got?: string } & (
  | { ok: true; line: string }
  | { ok: false; reason: BundledReason; detail: string }
)

export type Values = { readonly [option: string]: string | boolean | undefined }

export type BundledCheck = {
  name: string
  /** the port when neither the command line nor the server has one */
  port: number
  options: NonNullable<ParseArgsConfig['options']>
  /** shown on the panel: the command line as it would stand in send_program */
  example: string
  /** a problem with the options' values; null = none. Asked before any check. */
  refuse?(values: Values): string | null
  /** @throws TalkError; runs until its end or the signal of `input` */
  run(input: CheckInput, values: Values): Promise<Outcome>
}

/** A word of the command line, or its default. */
export function word(values: Values, name: string, otherwise: string): string {
  const value = values[name]
  return typeof value === 'string' ? value : otherwise
}
