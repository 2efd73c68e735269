import { edit, read } from '@/lib/lvscf'
import { type Files, sameFiles } from './files'

const KEY = 'serial_no'

/** serial_no of an lvs.cf; null where the file has none, or none that can be read. */
export function serialOf(cf: Buffer): number | null {
  if (!cf.includes(KEY)) return null
  return read(cf.toString('latin1')).config.global.serial_no ?? null
}

/** The same bytes with another serial_no. */
function withSerial(cf: Buffer, serial: number): Buffer {
  const { text } = edit(cf.toString('latin1'), [{ do: 'set', path: KEY, value: String(serial) }])
  return Buffer.from(text, 'latin1')
}

/** True if the two differ in nothing but the number of serial_no (contract.md, "Revision"). */
export function sameButSerial(a: Files, b: Files): boolean {
  if (sameFiles(a, b)) return true
  const serial = serialOf(a['lvs.cf'])
  if (serial === null || serialOf(b['lvs.cf']) === null) return false
  return sameFiles(a, { ...b, 'lvs.cf': withSerial(b['lvs.cf'], serial) })
}

/** What a save writes: serial_no one above the larger of the two, where the new text has one. At the end of its range it begins again. */
export function countedUp(before: Files, after: Files): Files {
  const serial = serialOf(after['lvs.cf'])
  if (serial === null) return after
  const next = Math.max(serial, serialOf(before['lvs.cf']) ?? 0) + 1
  return { ...after, 'lvs.cf': withSerial(after['lvs.cf'], next > 2147483647 ? 1 : next) }
}
