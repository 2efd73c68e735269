import type { Io } from './io'
import { speak } from './io'

/** Every verb of this command, in the order in which help lists them. */
export const VERBS = [
  'check',
  'get',
  'set',
  'add',
  'remove',
  'rename',
  'plan',
  'apply',
  'repair',
  'status',
  'log',
  'health',
  'drain',
  'cut',
  'resume',
  'force-up',
  'force-down',
  'try',
  'alerts',
  'start',
  'stop',
  'restart',
  'handover',
  'probe',
  'key',
  'sync',
  'partner',
  'receive',
  'passwd',
  'agent',
  'console',
  'up',
] as const
export type Verb = (typeof VERBS)[number]
/** Verbs whose help stands here; those on lvs.cf bring their own. */
export type OwnVerb = Exclude<Verb, 'check' | 'get' | 'set' | 'add' | 'remove' | 'rename'>

const USAGE: Record<Verb, string> = {
  check: 'check [--strict [--values]] [FILE]',
  get: 'get PATH [-f FILE] [--default]',
  set: 'set PATH=VALUE... [-f FILE]',
  add: 'add PATH [-f FILE]',
  remove: 'remove PATH [-f FILE]',
  rename: 'rename PATH NAME [-f FILE]',
  plan: 'plan [FILE] [--actual SAVE] [--role active|standby]',
  apply: 'apply [--yes] [--note TEXT]',
  repair: 'repair [--yes]',
  status: 'status',
  log: 'log [-n COUNT]',
  health: 'health [VIRTUAL [SERVER]] [--log [-n COUNT]]',
  drain: 'drain VIRTUAL SERVER [--reason TEXT] [--deactivate]',
  cut: 'cut VIRTUAL SERVER [--reason TEXT]',
  resume: 'resume VIRTUAL SERVER [--reason TEXT]',
  'force-up': 'force-up VIRTUAL SERVER [--reason TEXT]',
  'force-down': 'force-down VIRTUAL SERVER [--reason TEXT]',
  try: 'try VIRTUAL SERVER [--saved]',
  alerts: 'alerts [show | set PATH=VALUE... | remove CHANNEL | test CHANNEL]',
  start: 'start',
  stop: 'stop [--withdraw]',
  restart: 'restart',
  handover: 'handover [--rehearse | --seen MS]',
  probe: 'probe ADDRESS[:PORT] [--for SECONDS] [--every MS]',
  key: 'key [--make|--set|--rotate|--unlatch|--status]',
  sync: 'sync [--dry-run | --together [--role pulse|vrrp]] [--yes] [--overwrite HASH]',
  partner: 'partner [status|check|compare|take|key|trust|forget|set]',
  receive: 'receive [--install KEY | --remove KEY]',
  passwd: 'passwd [USER]',
  agent: 'agent [--role active|standby]',
  console: 'console',
  up: 'up [--role active|standby]',
}

/** All verbs with a sentence each. */
export function helpText(io: Io): string {
  const width = Math.max(...Object.values(USAGE).map((usage) => usage.length)) + 2
  const lines = VERBS.map((verb) => `  ${USAGE[verb].padEnd(width)}${speak(io, `cli.verb.${verb}`)}`)
  return [speak(io, 'cli.help.head'), '', ...lines, '', speak(io, 'cli.help.foot'), ''].join('\n')
}

/** One verb: how it is called, what it does, its options. */
export function verbHelp(io: Io, verb: OwnVerb): string {
  return [`arapaima ${USAGE[verb]}`, '', speak(io, `cli.verb.${verb}`), speak(io, `cli.more.${verb}`), ''].join('\n')
}
