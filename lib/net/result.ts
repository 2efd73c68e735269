/**
 * What a value type's parse function gives: the value in canonical form, or a stable code that says what is wrong.
 * `unusual` is set where the text was understood as the C library understands it, but a person may have meant another thing.
 */
export type Parsed<T> = { ok: true; value: T; unusual?: true } | { ok: false; code: string }

export function good<T>(value: T): Parsed<T> {
  return { ok: true, value }
}

export function unusual<T>(value: T): Parsed<T> {
  return { ok: true, value, unusual: true }
}

export function bad(code: string): { ok: false; code: string } {
  return { ok: false, code }
}
