/**
 * How a dead time becomes VRRP's timers. An instance without addresses exists in VRRP version 2 only (keepalived refuses it in version 3), which counts
 * whole seconds: a backup takes over 3 adverts + (256 - priority) / 256 s after the last one (RFC 3768, 6.1).
 */

/** Missed adverts that mean death: the protocol's own number, the same on every router whatever it runs. */
const ADVERTS = 3
/** The largest skew, seconds. */
const SKEW_SEC = 1
/** One byte of the packet. */
const ADVERT_MAX_SEC = 255
/** Beside the down timer: a slow machine writes and reads its notification later. */
const SLACK_MS = 500

/** advert_int for this dead time: the largest whole second with which a silent master is replaced within it, at least 1. */
export function advertSec(deadtimeMs: number): number {
  const longest = Math.floor((deadtimeMs / 1000 - SKEW_SEC) / ADVERTS)
  return Math.min(Math.max(longest, 1), ADVERT_MAX_SEC)
}

/** When a backup that hears nothing is master at the latest, ms. Later than a dead time below 4 s, sooner than one above 768 s. */
export function downMs(deadtimeMs: number): number {
  return (ADVERTS * advertSec(deadtimeMs) + SKEW_SEC) * 1000
}

/** A BACKUP that stands so long after a start has a master above it: otherwise it would have become one. */
export function settledMs(deadtimeMs: number): number {
  return downMs(deadtimeMs) + SLACK_MS
}
