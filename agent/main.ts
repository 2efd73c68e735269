import { readFileSync } from 'node:fs'
import { chown } from 'node:fs/promises'
import { join } from 'node:path'
import { ApiError } from '@/lib/api/errors'
import { SETTINGS_DEFAULTS } from '@/lib/api/settings'
import type { JournalEntry } from '@/lib/api/types'
import { looksOf } from '@/lib/store/disk'
import { emptyFiles, hashOf } from '@/lib/store/files'
import { ensureFolder } from '@/lib/store/folder'
import { type Lock, takeLock } from '@/lib/store/lock'
import { openStore } from '@/lib/store/store'
import { startAlerting } from './alerting'
import { createApp } from './api/app'
import { type Door, openDoor, removeStale } from './api/server'
import { configurationReader } from './configuration'
import { alarm, type Context, ITSELF, note } from './context'
import { createSampler } from './counters'
import { fixedDuty, UNDECIDED } from './duty'
import { whyOf } from './errors'
import { Keeper } from './health/keeper'
import { openHealthLog } from './health/log'
import { openJournal } from './journal'
import { createMailbox } from './mailbox'
import type { AgentOptions } from './options'
import type { Ports } from './ports'
import { heartbeatEntry } from './pulse/entry'
import { Pair } from './pulse/pair'
import { type Loop, startLoop } from './reconcile'
import { type FoundRecord, readRecord, writeRecord } from './record'
import { loadSettings } from './settings'

export type Agent = {
  loop: Loop
  /** The newest entries of the journal, oldest first. */
  entries(limit?: number): Promise<JournalEntry[]>
  /** HUP. Resolves when done or refused; the result stands in the journal. */
  reload(): Promise<void>
  /** TERM: hands the service over to a partner that is ready. Resolves when the process may end. */
  terminate(): Promise<void>
  /** Ends the process's work. Withdraws nothing; the kernel keeps serving. */
  close(): Promise<void>
}

/**
 * Starts an agent: journal, loop (which restores what was running), socket.
 * @throws Error when the state folder cannot be used or another agent answers on the socket
 */
export async function startAgent(options: AgentOptions, ports: Ports): Promise<Agent> {
  const { paths } = options
  const folder = join(paths.state, 'agent')
  await makeRunFolder(paths)
  await ensureFolder(folder, 0o700)
  await removeStale(paths.socket)
  // One agent per state folder; an earlier one may still be ending.
  const lock = await takeLock(join(folder, 'lock'), LOCK_MS)
  try {
    return await start(options, ports, folder, lock)
  } catch (error) {
    await lock.release()
    throw error
  }
}

const LOCK_MS = 10_000

async function start(options: AgentOptions, ports: Ports, folder: string, lock: Lock): Promise<Agent> {
  const { paths } = options
  const journal = await openJournal(join(folder, 'journal'), options)
  const record = await readRecord(folder, ports.bootId)
  const log = await openHealthLog(folder, (error) => ports.log(`health.log: ${whyOf(error)}`))
  const { monitors, bootId } = ports
  const context: Context = {
    options,
    ports,
    journal,
    health: new Keeper({ monitors, bootId, folder, log }),
    alerts: null,
    pair: null,
    sampler: createSampler(ports.kernel, ports.clock, options.countersMs),
    store: openStore(paths, { now: () => ports.clock.now() }),
    folder,
    runningFolder: join(folder, 'running'),
    judge: configurationReader(),
    writeRecord: (next) => writeRecord(folder, next),
    startedAt: ports.clock.now(),
    state: emptyState(options, record, ports.clock.now()),
  }
  const mailbox = createMailbox()
  const { brokenAt } = await journal.verify()
  const saying = { code: 'agent.start', params: { version: ports.version, role: options.role ?? 'pulse' } }
  await note(context, { what: 'start', actor: ITSELF, saying })
  if (brokenAt) await alarm(context, 'agent.journalBroken', { file: brokenAt.file, seq: brokenAt.seq ?? 0 })
  await loadSettings(context)
  context.alerts = await startAlerting(context)
  if (!options.role) context.pair = await Pair.open(context, mailbox, ports.heartbeat ?? heartbeatEntry())
  const loop = await startLoop(context, record, mailbox)
  const app = createApp({ loop, journal, now: () => ports.clock.now(), version: ports.version, log: ports.log })
  const door = await openDoor(app, paths.socket, groupId(paths.group)).catch(async (error: unknown) => {
    await loop.close()
    await journal.close()
    throw error
  })
  return {
    loop,
    entries: (limit = 200) => journal.read({ limit }),
    reload: () => reload(context, loop),
    terminate: async () => context.pair?.terminate(),
    close: () => close(context, loop, door, lock),
  }
}

function emptyState({ role }: AgentOptions, record: FoundRecord, now: number): Context['state'] {
  return {
    settings: SETTINGS_DEFAULTS,
    running: null,
    configuration: null,
    owned: record.owned,
    lastApplied: null,
    changes: 0,
    saved: { hash: hashOf(emptyFiles()), revision: null, problems: [] },
    savedHash: null,
    seen: null,
    error: null,
    work: null,
    restoring: false,
    alarms: new Map(),
    rivals: [],
    rivalsAt: 0,
    putBacks: new Map(),
    duty: role ? fixedDuty(role) : UNDECIDED,
    announcedAt: now,
    tools: {},
  }
}

async function reload(context: Context, loop: Loop): Promise<void> {
  try {
    const { ok, applied } = await loop.reload()
    context.ports.log(ok ? `HUP: applied, ${applied} operations` : 'HUP: failed, see the journal')
  } catch (error) {
    if (error instanceof ApiError && error.code === 'panels.cannot.nothing') {
      context.ports.log('HUP: nothing to apply')
      return
    }
    context.ports.log(`HUP: refused: ${whyOf(error)}`)
    const saying = { code: 'agent.reloadRefused', params: { why: whyOf(error) } }
    await note(context, { what: 'apply', actor: ITSELF, saying })
  }
}

async function makeRunFolder(paths: AgentOptions['paths']): Promise<void> {
  const found = await looksOf(paths.run)
  await ensureFolder(paths.run, 0o750)
  const gid = groupId(paths.group)
  if (!found && gid !== null && process.geteuid?.() === 0) await chown(paths.run, 0, gid)
}

async function close(context: Context, loop: Loop, door: Door, lock: Lock): Promise<void> {
  await door.close()
  await context.pair?.close()
  await loop.close()
  await context.alerts?.close()
  const params = { running: context.state.running?.info.number ?? 0 }
  await note(context, { what: 'stop', actor: ITSELF, saying: { code: 'agent.stop', params } })
  await context.journal.close()
  await lock.release()
}

/** Number of a group by name or number; null when there is none: the socket is then root's alone. group(5) */
export function groupId(group: string, file = '/etc/group'): number | null {
  if (/^\d+$/.test(group)) return Number(group)
  const line = readFileSync(file, 'utf8')
    .split('\n')
    .find((l) => l.startsWith(`${group}:`))
  return line ? Number(line.split(':')[2]) : null
}
