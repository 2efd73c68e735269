/**
 * How the fields of a form and the keys of lvs.cf stand to each other. A value travels as text, exactly as the file spells
 * it, so that `port = 80x` written by hand is shown as 80x and an unknown scheduler stays what it is until somebody changes it.
 * Ranges and types are not known here: lib/lvscf judges what comes out.
 */
export type Values = Readonly<Record<string, string>>

/** A finding about one field before the file is touched: `code` is a sentence of lib/text (`forms.CODE`). */
export type FieldProblem = { field: string; code: string; params?: Record<string, string | number> }

/** `value: undefined` means: the key shall not be in the file. */
export type Made = { value: string | undefined } | { problem: FieldProblem }

export type Binding = {
  /** lvs.cf's key, relative to the block of the form */
  key: string
  /** the fields that make it, the first being where a problem of the key is shown */
  fields: readonly [string, ...string[]]
  show(raw: string | undefined): Record<string, string>
  make(values: Values): Made
  /** for a key of several fields: which of them a problem of lib/lvscf is about */
  fieldOf?(code: string): string
}

/** Words, numbers, addresses: blank means that the key is not set. */
export function word(key: string): Binding {
  return {
    key,
    fields: [key],
    show: (raw) => ({ [key]: raw ?? '' }),
    make: (values) => ({ value: values[key]?.trim() || undefined }),
  }
}

/** Texts in which blanks count (send, expect, a command). */
export function text(key: string): Binding {
  return {
    key,
    fields: [key],
    show: (raw) => ({ [key]: raw ?? '' }),
    make: (values) => ({ value: values[key] || undefined }),
  }
}

/** One of a list; an unset key shows as `unset`, the value that the daemons take instead. */
export function choice(key: string, unset: string): Binding {
  return {
    key,
    fields: [key],
    show: (raw) => ({ [key]: raw ?? unset }),
    make: (values) => ({ value: values[key] || undefined }),
  }
}

/** 0 or 1, in any spelling of C's strtol that the file may hold; anything else is shown as neither. */
export function flag(key: string): Binding {
  return {
    key,
    fields: [key],
    show: (raw) => ({ [key]: raw === undefined ? '0' : oneBit(raw) }),
    make: (values) => ({ value: values[key] || undefined }),
  }
}

function oneBit(raw: string): string {
  if (/^[+-]?(0+|0x0+)$/i.test(raw)) return '0'
  if (/^\+?(0*1|0x0*1)$/i.test(raw)) return '1'
  return raw
}

/** A network mask; 0.0.0.0 is how Piranha says "unused". */
export function mask(key: string): Binding {
  return {
    key,
    fields: [key],
    show: (raw) => ({ [key]: raw === undefined || raw === '0.0.0.0' ? '' : raw }),
    make: (values) => ({ value: values[key]?.trim() || undefined }),
  }
}

/** `address = VIP DEV`: two fields, one key. Either both or none. */
export function addressOnDevice(key: string, address: string, device: string): Binding {
  return {
    key,
    fields: [address, device],
    show: (raw) => {
      const [first = '', ...rest] = (raw ?? '').split(/[ \t]+/)
      return { [address]: first, [device]: rest.join(' ') }
    },
    make: (values) => {
      const at = values[address]?.trim() ?? ''
      const on = values[device]?.trim() ?? ''
      if (!at && !on) return { value: undefined }
      if (!at) return { problem: { field: address, code: 'ADDRESS_NEEDED' } }
      if (!on) return { problem: { field: device, code: 'DEVICE_NEEDED' } }
      if (/\s/.test(at)) return { problem: { field: address, code: 'BLANK_INSIDE' } }
      if (/\s/.test(on)) return { problem: { field: device, code: 'BLANK_INSIDE' } }
      return { value: `${at} ${on}` }
    },
    fieldOf: (code) => (/DEVICE|LABEL|INTERFACE/.test(code) ? device : address),
  }
}

/** Flags of the schedulers that have some (ipvsadm(8), --sched-flags); each is a checkbox `flag:NAME`. */
export const SCHEDULER_FLAGS = {
  sh: ['sh-fallback', 'sh-port'],
  mh: ['mh-fallback', 'mh-port'],
} as const
const ALL_FLAGS = [...SCHEDULER_FLAGS.sh, ...SCHEDULER_FLAGS.mh]
export const flagField = (name: string) => `flag:${name}`

function flagsOf(scheduler: string): readonly string[] {
  return scheduler === 'sh' || scheduler === 'mh' ? SCHEDULER_FLAGS[scheduler] : []
}

/** `scheduler = mh,mh-fallback`: a list of names and a checkbox for each flag. A value that no box can show stays one word. */
export function scheduler(): Binding {
  const key = 'scheduler'
  const off = Object.fromEntries(ALL_FLAGS.map((name) => [flagField(name), '0']))
  return {
    key,
    fields: [key, ...ALL_FLAGS.map(flagField)],
    show: (raw) => {
      const [name = '', ...flags] = (raw ?? 'wlc').split(',')
      if (!flags.every((one) => flagsOf(name).includes(one))) return { ...off, [key]: raw ?? '' }
      return { ...off, ...Object.fromEntries(flags.map((one) => [flagField(one), '1'])), [key]: name }
    },
    make: (values) => {
      const name = values[key]?.trim() ?? ''
      const flags = flagsOf(name).filter((one) => values[flagField(one)] === '1')
      return { value: [name, ...flags].join(',') || undefined }
    },
  }
}
