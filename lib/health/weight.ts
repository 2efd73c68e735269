import { MAX_WEIGHT } from '../kernel/ipvs'

/** A step of slow start lasts this long (nanny). */
export const WARM_STEP_MS = 20_000
/** Load feedback is looked at about this often (nanny: every (20/timeout)-th check). */
export const LOAD_EVERY_MS = 20_000

/** A weight as a whole number in 0..65535. */
export function clampWeight(weight: number): number {
  if (!Number.isFinite(weight)) return 0
  return Math.min(MAX_WEIGHT, Math.max(0, Math.round(weight)))
}

/** Slow start: the first weight of a server that enters, weight/32 and at least 1; 0 stays 0. Weight 1 has nothing to warm. */
export function firstWeight(configured: number): number {
  return configured <= 0 ? 0 : Math.max(1, configured >> 5)
}

/**
 * The weight of a warming server at `nowMs`, and when its present step began.
 * @returns `stepAtMs` null once the configured weight is reached
 */
export function warmed(
  weight: number,
  stepAtMs: number,
  nowMs: number,
  configured: number,
): { weight: number; stepAtMs: number | null } {
  let now = Math.max(1, weight)
  let at = stepAtMs
  while (now < configured && nowMs - at >= WARM_STEP_MS) {
    now *= 2
    at += WARM_STEP_MS
  }
  return now >= configured ? { weight: configured, stepAtMs: null } : { weight: now, stepAtMs: at }
}

/**
 * Load feedback by nanny's formula: below load 1 the weight grows by
 * (w/2)·∛(1−load) up to 10·w, above it shrinks by (w/2)·∛(load−1) down to w; a change smaller than w/4 is not made.
 * @param load the first load average; null = not readable, no change
 * @returns the new weight, within w..10·w and 0..65535
 */
export function afterLoad(current: number, configured: number, load: number | null): number {
  if (load === null || !Number.isFinite(load) || load < 0 || load === 1 || configured <= 0) return current
  const half = configured / 2
  const raw =
    load < 1
      ? Math.min(10 * configured, current + half * Math.cbrt(1 - load))
      : Math.max(configured, current - half * Math.cbrt(load - 1))
  const next = clampWeight(raw)
  return Math.abs(next - current) >= configured / 4 ? next : current
}

/**
 * The load average in the output of rup, ruptime, uptime or a program: the first number behind `load` and a colon
 * (`load average: 0.15, 0.10, 0.05`; ruptime writes `load 0.15,`). null when there is none.
 */
export function loadFrom(output: string): number | null {
  const found = /\bload(?:[a-z ]{0,20}:|\s)\s*(\d{1,6}(?:[.,]\d{1,6})?)/i.exec(output.slice(0, 4096))
  return found?.[1] === undefined ? null : Number(found[1].replace(',', '.'))
}
