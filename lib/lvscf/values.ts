import {
  inetAton,
  isUnspecified,
  labelFits,
  parseDevice,
  parseInterface,
  parseIp,
  parseMask,
  parseNumber,
} from '../net'
import { toShown } from './bytes'
import type { AddressOnDevice, ProtocolChoice, SchedulerChoice, SchedulerWord, World } from './model'
import type { Params, ProblemCode } from './problems'
import { type KeyInfo, PIRANHA_SCHEDULERS, SCHEDULER_FLAGS } from './schema'
import { hint, suggest } from './suggest'
import type { Word } from './words'

export type Value = number | boolean | string | AddressOnDevice | SchedulerChoice | ProtocolChoice | string[]
/** `word` is the word it is about, where that is not the first. */
export type Finding = { code: ProblemCode; params?: Params; word?: number }
/** The meaning of a value; undefined when it has none, and then a finding is an error. */
export type Meaning = { value?: Value; findings: Finding[] }

const is = (value: Value, ...findings: Finding[]): Meaning => ({ value, findings })
const not = (code: ProblemCode, params?: Params, word?: number): Meaning => ({ findings: [{ code, params, word }] })

type Reader = (text: string, info: KeyInfo, world: World, words: readonly Word[]) => Meaning

function integer(text: string, info: KeyInfo): Meaning {
  const number = parseNumber(text)
  if (!number.ok) return not('NOT_A_NUMBER', hint(leadingNumber(text)))
  const { min = 0, max = 0 } = info
  if (number.value < min || number.value > max) return not('OUT_OF_RANGE', { min, max })
  return number.unusual ? is(number.value, { code: 'NUMBER_FORM', params: { meant: number.value } }) : is(number.value)
}

/** `6s` and `80x` were probably meant as their number. */
function leadingNumber(text: string): string {
  return /^\d{1,10}(?=[A-Za-z.,;]*$)/.exec(text)?.[0] ?? ''
}

function boolean(text: string, info: KeyInfo): Meaning {
  const number = parseNumber(text)
  const word = { yes: '1', on: '1', true: '1', no: '0', off: '0', false: '0' }[text.toLowerCase()]
  if (!number.ok) return not('NOT_A_BOOLEAN', hint(word))
  const findings: Finding[] = number.unusual ? [{ code: 'NUMBER_FORM', params: { meant: number.value } }] : []
  if (number.value === 0 || number.value === 1) return is(number.value === 1, ...findings)
  return info.type === 'switch' ? is(true, { code: 'SWITCH_NOT_01' }) : not('NOT_A_BOOLEAN', hint(undefined))
}

function port(text: string, info: KeyInfo, world: World): Meaning {
  if (/^[+-]?\d/.test(text)) return integer(text, info)
  const ports = world.tcpPorts ?? {}
  const known = Object.hasOwn(ports, text) ? ports[text] : undefined
  if (info.serviceName && known !== undefined) return is(known)
  const near = known ?? suggest(text, Object.keys(ports))
  return not('NOT_A_PORT', { ...hint(near), names: info.serviceName ? 1 : 0 })
}

function ip(text: string, info: KeyInfo, world: World): Meaning {
  const parsed = parseIp(text)
  if (!parsed.ok) {
    const hosts = world.hosts ?? {}
    const host = info.type !== 'dotted' && Object.hasOwn(hosts, text) ? hosts[text] : undefined
    return host === undefined || host === text ? not('NOT_AN_ADDRESS') : ip(host, info, {})
  }
  if (info.zeroRefused && isUnspecified(parsed.value)) return not('ADDRESS_ZERO')
  if (parsed.value.includes(':')) return is(parsed.value, { code: 'BEYOND_PIRANHA', params: { what: 'ipv6' } })
  return parsed.unusual ? is(parsed.value, { code: 'ADDRESS_FORM', params: { meant: parsed.value } }) : is(parsed.value)
}

function addressOnDevice(text: string, info: KeyInfo, world: World, words: readonly Word[]): Meaning {
  const address = ip(text, info, world)
  const spelled = words[1]?.text ?? ''
  const device = parseDevice(spelled)
  const findings = [...address.findings]
  if (!device.ok) findings.push({ code: 'NOT_AN_INTERFACE', word: 1 })
  if (!device.ok || typeof address.value !== 'string') return { findings }
  const six = address.value.includes(':')
  if (device.value.label !== undefined && (six || !labelFits(device.value)))
    findings.push({ code: 'LABEL_IGNORED', params: { why: six ? 'ipv6' : 'long' }, word: 1 })
  return { value: { address: address.value, device: toShown(spelled) }, findings }
}

function mask(text: string): Meaning {
  const parsed = parseMask(text)
  if (!parsed.ok) {
    if (parsed.code === 'PREFIX_RANGE') return not('OUT_OF_RANGE', { min: 0, max: 128 })
    return not(parsed.code === 'MASK_HOLES' ? 'MASK_HOLES' : 'NOT_A_MASK')
  }
  if (/^\d+$/.test(text) && inetAton(text) !== 0)
    return is(parsed.value, { code: 'BEYOND_PIRANHA', params: { what: 'prefix' } })
  return parsed.unusual ? is(parsed.value, { code: 'MASK_FORM', params: { meant: parsed.value } }) : is(parsed.value)
}

function choice(text: string, info: KeyInfo): Meaning {
  const words = info.words ?? []
  return words.includes(text) ? is(text) : not('NOT_A_CHOICE', choices(text, words))
}

const choices = (text: string, words: readonly string[]): Params => ({
  choices: words.join(' '),
  ...hint(suggest(text, words)),
})

function scheduler(text: string, info: KeyInfo): Meaning {
  const [name = '', ...flags] = text.split(',')
  const words = info.words ?? []
  if (!words.includes(name)) return not('NOT_A_CHOICE', choices(name, words))
  const known = SCHEDULER_FLAGS.filter((flag) => flag.startsWith(`${name}-`))
  const wrong = flags.find((flag) => !known.some((k) => k === flag))
  if (wrong !== undefined) return not('SCHEDULER_FLAG', { flag: wrong, choices: known.join(' ') })
  const value: SchedulerChoice = {
    name: name as SchedulerWord,
    flags: known.filter((flag) => flags.includes(flag)),
  }
  const piranha = flags.length === 0 && PIRANHA_SCHEDULERS.includes(name)
  return piranha ? is(value) : is(value, { code: 'BEYOND_PIRANHA', params: { what: 'scheduler' } })
}

function protocol(text: string, info: KeyInfo): Meaning {
  const [name = '', ...flags] = text.split(',')
  const words = info.words ?? []
  if (!words.includes(name)) return not('NOT_A_CHOICE', choices(name, words))
  if (flags.length === 0) return is({ name: name as ProtocolChoice['name'], ops: false })
  if (flags.length > 1 || flags[0] !== 'ops') return not('NOT_A_CHOICE', choices(text, [...words, 'udp,ops']))
  if (name !== 'udp') return not('OPS_NEEDS_UDP')
  return is({ name, ops: true }, { code: 'BEYOND_PIRANHA', params: { what: 'ops' } })
}

function text(latin1: string, info: KeyInfo, _world: World, words: readonly Word[]): Meaning {
  const findings: Finding[] = []
  if (info.quoted === 'kept' && words[0]?.quote === "'") findings.push({ code: 'SINGLE_QUOTES' })
  if (info.piranhaLength !== undefined && latin1.length > info.piranhaLength)
    findings.push({ code: 'TOO_LONG', params: { length: latin1.length, max: info.piranhaLength } })
  return is(toShown(latin1), ...findings)
}

const READERS: Record<KeyInfo['type'], Reader> = {
  integer,
  boolean,
  switch: boolean,
  port,
  mark: integer,
  address: ip,
  dotted: ip,
  addressOnDevice,
  mask,
  choice,
  scheduler,
  protocol,
  interface: (word) => (parseInterface(word).ok ? is(toShown(word)) : not('NOT_AN_INTERFACE')),
  word: text,
  text,
  list: (_word, _info, _world, words) => is(words.slice(1, -1).map((word) => toShown(word.text))),
}

/** True for a string with a control character other than a tab: no value and no name of lvs.cf may hold one. */
export function hasControl(text: string): boolean {
  return /[\x00-\x08\x0a-\x1f\x7f]/.test(text)
}

/** What the words of a value mean for a key, with every finding about them. Words are latin1, the value is shown. */
export function readValue(info: KeyInfo, words: readonly Word[], world: World): Meaning {
  if (words.some((word) => hasControl(word.text))) return not('CONTROL_CHARACTER')
  const meaning = READERS[info.type](words[0]?.text ?? '', info, world, words)
  if (info.piranha || meaning.value === undefined) return meaning
  return { ...meaning, findings: [...meaning.findings, { code: 'BEYOND_PIRANHA', params: { what: 'key' } }] }
}
