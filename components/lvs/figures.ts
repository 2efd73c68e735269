/** Numbers as the panels print them: short, of steady width, the same in both languages. */

/** U+202F: keeps the groups of one number on one line */
const GROUP = '\u202f'
/** What stands where there is no number. */
export const NO_FIGURE = '–'

/** 1648 → `1 648` */
export function countText(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, GROUP)
}

/** Per second, one decimal below 1000: 118.42 → `118.4`, 1648.2 → `1 648`; null (not known yet) → `–` */
export function rateText(perSec: number | null | undefined): string {
  if (perSec === null || perSec === undefined) return NO_FIGURE
  return perSec < 999.95 ? perSec.toFixed(1) : countText(perSec)
}

const STEPS = ['', 'k', 'M', 'G', 'T', 'P'] as const

/** Three figures and a decimal prefix: 9_100_000 → `9.1 M`, 465_000_000 → `465 M`, 540 → `540` */
export function shortText(value: number): string {
  let [rest, step] = [value, 0]
  while (rest >= 999.5 && step < STEPS.length - 1) {
    rest /= 1000
    step += 1
  }
  const digits = step === 0 || rest >= 99.95 ? rest.toFixed(0) : rest.toFixed(1)
  return step === 0 ? digits : `${digits}${GROUP}${STEPS[step]}`
}

/** Bytes per second as bits per second: 1_137_500 → `9.1 M` */
export function bitsText(bytesPerSec: number | null | undefined): string {
  return bytesPerSec === null || bytesPerSec === undefined ? NO_FIGURE : shortText(bytesPerSec * 8)
}

/** 1_137_500 bytes per second → `9.1 Mbit/s`, 0 → `0 bit/s` */
export function bitRateText(bytesPerSec: number): string {
  const text = bitsText(bytesPerSec)
  return /\d$/.test(text) ? `${text}${GROUP}bit/s` : `${text}bit/s`
}

/** `192.0.2.10:80`, `[2001:db8::1]:53`; without a port (0, under a mark) the address alone */
export function addressText(address: string, port: number): string {
  if (port === 0) return address
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}

/** A server's key (`10.0.0.1:80`) as it is shown: behind a firewall mark it has no port of its own. */
export const keyText = (key: string): string => key.replace(/^\[?(.*?)\]?:0$/, '$1')
