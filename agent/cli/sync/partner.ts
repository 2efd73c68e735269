import { hostname } from 'node:os'
import type { SavedState } from '@/lib/api/types'
import { pathsFrom } from '@/lib/store/paths'
import { consoleFolder } from '@/lib/store/private'
import {
  changePartnerSettings,
  checkSteps,
  compareWithPartner,
  confirmHost,
  ensureOwnKey,
  forgetHost,
  machineFacts,
  type PairStatus,
  type PartnerSettings,
  pairStatus,
  SyncError,
  showHostKey,
  type Target,
  takeTheirs,
} from '@/lib/sync'
import { readArguments, UsageError } from '../args'
import { EXIT, type Io, line, speak, speakCode } from '../io'
import { version } from '../version'
import { compareFilesThere } from './files'
import { differenceLines, type Here, refused, short, withPair } from './pair'

const ACTIONS = ['status', 'check', 'compare', 'take', 'key', 'trust', 'forget', 'set'] as const
type Action = (typeof ACTIONS)[number]

/**
 * `partner [status]`: how the other router is; `check`: how far bringing it in has come; `compare`: the two configurations field by field; `take`: its files become those here; `key`: this
 * router's SSH key and what to do with it; `trust FINGERPRINT`, `forget`: its host key; `set NAME=VALUE...`: how it is reached.
 */
export async function partnerVerb(io: Io, argv: string[]): Promise<number> {
  const { values, words } = readArguments(io, argv, { note: { type: 'string' } }, 12)
  const [word = 'status', ...rest] = words
  const action = ACTIONS.find((one) => one === word)
  if (!action) throw new UsageError(speak(io, 'sync.badAction', { word, actions: ACTIONS.join(' ') }))
  const json = values.json === true
  const most = action === 'set' ? 11 : action === 'trust' ? 1 : 0
  if (rest.length > most) throw new UsageError(speak(io, 'cli.tooMany', { word: rest[most] ?? '' }))
  if (action === 'key') return showKey(io, json)
  if (action === 'set') return change(io, rest, json)
  return withPair(io, json, (here) => {
    const files = here.settings.via === 'sftp' && FILES_ONLY.some((one) => one === action)
    if (files) return compareFilesThere(io, here, json, EXIT.problems)
    return WORK[action](io, here, { json, words: rest, note: values.note ?? '' })
  })
}

type More = { json: boolean; words: string[]; note: string }
type Work = (io: Io, here: Here, more: More) => Promise<number>
/** A router without Arapaima has nothing but its files. */
const FILES_ONLY = ['status', 'compare'] as const

const WORK: Record<Exclude<Action, 'key' | 'set'>, Work> = { status, check, compare, take, trust, forget }

async function showKey(io: Io, json: boolean): Promise<number> {
  const key = await ensureOwnKey(await consoleFolder(pathsFrom(io.env)), hostname())
  if (json) io.out(`${JSON.stringify({ publicKey: key.publicLine, fingerprint: key.fingerprint })}\n`)
  else {
    io.out(`${key.publicLine}\n`)
    io.err(line(speak(io, 'sync.keyFirst')))
    io.err(`    arapaima receive --install '${key.publicLine}'\n`)
  }
  return EXIT.done
}

async function trust(io: Io, { folder, target }: Here, { words, json }: More): Promise<number> {
  const { address, port } = target
  const fingerprint = words[0] ?? (await askTrust(io, target))
  await confirmHost(folder, target, fingerprint)
  if (json) io.out(`${JSON.stringify({ address, port, fingerprint })}\n`)
  else io.out(line(speak(io, 'sync.trusted', { address, fingerprint })))
  return EXIT.done
}

/** The fingerprint that the host shows, if the person at the terminal says that it is the right one. */
async function askTrust(io: Io, target: Target): Promise<string> {
  const { fingerprint } = await showHostKey(target)
  const answer = await io.ask?.(`${speak(io, 'sync.askTrust', { address: target.address, fingerprint })} `, false)
  return ['y', 'yes', '是'].includes((answer ?? '').trim().toLowerCase()) ? fingerprint : ''
}

/** How far bringing the partner in has come. Exit 1 when a step failed. */
async function check(io: Io, { link }: Here, { json }: More): Promise<number> {
  const steps = await checkSteps(link, { ...machineFacts(), version })
  if (json) io.out(`${JSON.stringify(steps, null, 2)}\n`)
  else
    for (const { step, state, saying } of steps) {
      const why = saying ? `: ${speakCode(io, saying.code, saying.params)}` : ''
      io.out(line(`${speak(io, `sync.state.${state}`)}  ${speak(io, `sync.steps.name.${step}`)}${why}`))
    }
  return steps.some((one) => one.state === 'failed') ? EXIT.problems : EXIT.done
}

async function forget(io: Io, { folder, target }: Here, { json }: More): Promise<number> {
  const { address, port } = target
  const count = await forgetHost(folder, address, port)
  if (json) io.out(`${JSON.stringify({ address, port, count })}\n`)
  else io.out(line(speak(io, 'sync.forgotten', { address, count })))
  return EXIT.done
}

/** `NAME=VALUE`; an empty value goes back to the default; `command` is split at blanks. */
async function change(io: Io, words: string[], json: boolean): Promise<number> {
  const wanted: Record<string, unknown> = {}
  for (const word of words) {
    const [, name = '', value = ''] = /^([A-Za-z]+)=(.*)$/s.exec(word) ?? []
    if (name === '') throw new UsageError(speak(io, 'sync.badSetting', { word }))
    if (value === '') wanted[name] = name === 'address' ? null : undefined
    else if (name === 'port' || name === 'everySec') wanted[name] = Number(value)
    else if (name === 'auto') wanted[name] = value === '1' || value === 'true'
    else wanted[name] = name === 'command' ? value.split(' ').filter(Boolean) : value
  }
  try {
    const settings = await changePartnerSettings(
      await consoleFolder(pathsFrom(io.env)),
      wanted as Partial<PartnerSettings>,
    )
    if (json) io.out(`${JSON.stringify(settings, null, 2)}\n`)
    else
      for (const [name, value] of Object.entries(settings))
        io.out(line(`${name}=${Array.isArray(value) ? value.join(' ') : (value ?? '')}`))
    return EXIT.done
  } catch (error) {
    if (error instanceof SyncError) return refused(io, error, json)
    throw error
  }
}

/** Exit 1 when the two differ or something is wrong there. */
async function status(io: Io, here: Here, { json }: More): Promise<number> {
  const found = await pairStatus(here)
  if (json) io.out(`${JSON.stringify({ ok: true, target: here.target, ...found }, null, 2)}\n`)
  else for (const text of statusLines(io, here, found)) io.out(line(text))
  for (const { code, params } of found.warnings) io.err(line(speakCode(io, code, params)))
  return found.equal && found.theirs.agent.up ? EXIT.done : EXIT.problems
}

function statusLines(io: Io, { target }: Here, { theirs, mine, equal, known }: PairStatus): string[] {
  const { saved, agent } = theirs
  const lines = [
    speak(io, 'sync.status.head', { host: theirs.host, address: target.address, version: theirs.version }),
    savedLine(io, 'sync.status.here', mine),
    savedLine(io, 'sync.status.there', saved),
    speak(io, equal ? 'sync.status.equal' : known ? 'sync.status.differ' : 'sync.status.unknown'),
  ]
  if (!agent.up) return [...lines, speak(io, 'sync.status.agentAway', { why: speakCode(io, agent.code, agent.params) })]
  const running = agent.running ? `r${agent.running.number} ${short(agent.running.hash)}` : '–'
  const same = agent.running?.hash === saved.hash ? 1 : 0
  lines.push(speak(io, agent.role === 'active' ? 'sync.status.active' : 'sync.status.standby'))
  lines.push(speak(io, 'sync.status.running', { running, same }))
  return [...lines, ...agent.alarms.map((alarm) => `!!! ${speakCode(io, alarm.code, alarm.params)}`)]
}

type Shown = Pick<SavedState, 'hash' | 'revision'>
function savedLine(io: Io, key: 'sync.status.here' | 'sync.status.there', { hash, revision }: Shown): string {
  const name = revision ? `r${revision.number} ${short(hash)} (${revision.author})` : short(hash)
  return speak(io, key, { name })
}

async function compare(io: Io, here: Here, { json }: More): Promise<number> {
  const { mine, theirs, equal, differences, onlyText } = await compareWithPartner(here)
  const about = { equal, mine: mine.hash, theirs: theirs.hash, differences, onlyText }
  if (json) io.out(`${JSON.stringify(about, null, 2)}\n`)
  else for (const text of differenceLines(io, about)) io.out(line(text))
  return equal ? EXIT.done : EXIT.problems
}

async function take(io: Io, here: Here, { json, note }: More): Promise<number> {
  const { theirs } = await compareWithPartner(here)
  const answer = await takeTheirs(here, theirs.hash, note)
  const words = { number: answer.revision?.number ?? 0, hash: short(answer.hash) }
  if (json) io.out(`${JSON.stringify({ ok: true, changed: answer.changed, hash: answer.hash })}\n`)
  else io.out(line(speak(io, 'sync.taken', words)))
  return EXIT.done
}
