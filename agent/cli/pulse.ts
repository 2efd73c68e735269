import { unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { PairAnswer } from '@/lib/api/pair'
import { replace } from '@/lib/store/disk'
import { takeLock } from '@/lib/store/lock'
import { pathsFrom } from '@/lib/store/paths'
import { KeyRefused, PulseStore, showKey } from '../pulse/keys'
import { changeKey, KEY_REQUEST, type KeyRequest } from '../pulse/requests'
import { readArguments, UsageError } from './args'
import { EXIT, type Io, line, speak, speakCode } from './io'
import { actorOf, agentOf, refused } from './transport'

/** `start`, `restart`, `handover`: requests to the running agent. Exit 1 when it is not done; the words say why. */
export function pairVerb(what: 'start' | 'restart' | 'handover'): (io: Io, argv: string[]) => Promise<number> {
  return async (io, argv) => {
    const { values } = readArguments(io, argv, {}, 0)
    const reply = await agentOf(io)(what, { body: { actor: actorOf(io) } })
    return reply.ok ? told(io, reply.value, values.json) : refused(io, reply)
  }
}

/** `stop`: pulse takes part no longer. */
export async function stopVerb(io: Io, argv: string[]): Promise<number> {
  const { values } = readArguments(io, argv, { withdraw: { type: 'boolean' } }, 0)
  const reply = await agentOf(io)('stop', { body: { withdraw: values.withdraw ?? false, actor: actorOf(io) } })
  return reply.ok ? told(io, reply.value, values.json) : refused(io, reply)
}

function told(io: Io, answer: PairAnswer, json: boolean | undefined): number {
  if (json) io.out(`${JSON.stringify(answer, null, 2)}\n`)
  else (answer.ok ? io.out : io.err)(line(speakCode(io, answer.why.code, answer.why.params)))
  return answer.ok ? EXIT.done : EXIT.problems
}

const ACTS = ['make', 'set', 'rotate', 'unlatch'] as const
const OPTIONS = {
  make: { type: 'boolean' },
  set: { type: 'boolean' },
  rotate: { type: 'boolean' },
  unlatch: { type: 'boolean' },
  status: { type: 'boolean' },
} as const
/** An agent that is just ending holds its lock for so long. */
const LOCK_MS = 3000

/**
 * `key`: the secret that both routers share. It is read from and written to root's own files; the agent only hears that there is something
 * to do, since its socket is the console's too.
 */
export async function keyVerb(io: Io, argv: string[]): Promise<number> {
  const { values } = readArguments(io, argv, OPTIONS, 0)
  const asked = ACTS.filter((act) => values[act])
  if (asked.length + (values.status ? 1 : 0) > 1) throw new UsageError(speak(io, 'cli.key.oneOption'))
  const folder = join(pathsFrom(io.env).state, 'agent')
  const [act] = asked
  try {
    if (!act) return await show(io, folder, values)
    const request: KeyRequest = act === 'set' ? { do: act, key: (await io.stdin()).toString('latin1') } : { do: act }
    return await change(io, folder, request, values.json)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EACCES')) throw error
    io.err(line(`arapaima: ${speak(io, 'cli.key.notRoot', { path: folder })}`))
    return EXIT.file
  }
}

async function show(io: Io, folder: string, values: { status?: boolean; json?: boolean }): Promise<number> {
  const { keys, latched } = (await PulseStore.open(folder)).get()
  if (values.status) {
    const text = speak(io, 'cli.key.status', { count: keys.length, latched: latched ? 1 : 0 })
    io.out(values.json ? `${JSON.stringify({ count: keys.length, latched })}\n` : line(text))
    return EXIT.done
  }
  if (values.json) io.out(`${JSON.stringify({ keys, latched })}\n`)
  const [newest, older] = keys
  if (!newest) {
    io.err(line(speak(io, 'cli.key.none')))
    return EXIT.problems
  }
  if (values.json) return EXIT.done
  io.out(line(showKey(newest)))
  if (older) io.err(line(`${speak(io, 'cli.key.older')} ${showKey(older)}`))
  return EXIT.done
}

/** Through the agent where one runs; otherwise in its place, under its lock. */
async function change(io: Io, folder: string, request: KeyRequest, json?: boolean): Promise<number> {
  await replace(join(folder, KEY_REQUEST), JSON.stringify(request), { mode: 0o600 })
  const reply = await agentOf(io)('key', { body: { actor: actorOf(io) } })
  if (reply.ok) return told(io, reply.value, json)
  if (reply.status !== 0) return refused(io, reply)
  const lock = await takeLock(join(folder, 'lock'), LOCK_MS)
  try {
    await changeKey(await PulseStore.open(folder), request)
    return told(io, { ok: true, why: { code: `pulse.key.done-${request.do}`, params: {} } }, json)
  } catch (error) {
    if (error instanceof KeyRefused) return told(io, { ok: false, why: error.saying }, json)
    throw error
  } finally {
    await unlink(join(folder, KEY_REQUEST)).catch(() => undefined)
    await lock.release()
  }
}
