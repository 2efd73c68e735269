import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import * as z from 'zod'
import type { Saying } from '@/lib/plan/types'
import type { Line } from '@/lib/pulse/bridge'
import { readPlain, replace } from '@/lib/store/disk'

/** What pulse keeps over a restart: STATE/agent/pulse.json, 0600. Key and latch, the highest term known, whether it was stopped by request. */
export type PulseMemory = {
  /** hexadecimal, newest first; two while a key is changed */
  keys: readonly string[]
  /** the partner has proven that it holds the key: Piranha's packet is refused */
  latched: boolean
  term: number
  stopped: boolean
  /** where heartbeats went before the last change, as long as the partner may still be there */
  behind: Line | null
}

const NOTHING: PulseMemory = { keys: [], latched: false, term: 0, stopped: false, behind: null }
const route = z.object({ from: z.string(), to: z.string(), device: z.string() })
const line = z.object({
  port: z.int().min(1).max(65535),
  routes: z.object({ public: route.nullable(), private: route.nullable() }),
  keepaliveMs: z.number().min(1),
  deadtimeMs: z.number().min(1),
})
const schema = z.object({
  keys: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(2),
  latched: z.boolean(),
  term: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  stopped: z.boolean(),
  behind: line.nullable().default(null),
})

/** A refusal of a key verb, as a sentence; the memory is unchanged. */
export class KeyRefused extends Error {
  constructor(readonly saying: Saying) {
    super(saying.code)
  }
}
const refuse = (code: string): never => {
  throw new KeyRefused({ code: `pulse.key.${code}`, params: {} })
}

/** The memory on disk. One per agent; changes are written one after the other, each before it is answered. */
export class PulseStore {
  private last: Promise<unknown> = Promise.resolve()

  private constructor(
    private readonly path: string,
    private memory: PulseMemory,
    private readonly changed: (memory: PulseMemory) => void,
  ) {}

  /**
   * @param folder STATE/agent
   * @param changed called after each change that is on disk
   * @throws Error when the file is there but cannot be used: a lost key or latch must not pass for none
   */
  static async open(folder: string, changed: (memory: PulseMemory) => void = () => undefined): Promise<PulseStore> {
    const path = join(folder, 'pulse.json')
    const bytes = await readPlain(path)
    if (bytes === null) return new PulseStore(path, NOTHING, changed)
    try {
      return new PulseStore(path, schema.parse(JSON.parse(bytes.toString('utf8'))), changed)
    } catch (cause) {
      throw new Error(`${path} cannot be used`, { cause })
    }
  }

  get(): PulseMemory {
    return this.memory
  }

  /** @throws the file system's error; the memory is then as it was */
  remember(change: Partial<Pick<PulseMemory, 'term' | 'stopped' | 'latched' | 'behind'>>): Promise<void> {
    return this.change((memory) => ({ ...memory, ...change }))
  }

  /** `arapaima key --make`: the first key. @throws KeyRefused exists */
  makeKey(): Promise<void> {
    return this.change((memory) => (memory.keys.length > 0 ? refuse('exists') : { ...memory, keys: [newKey()] }))
  }

  /** `arapaima key --set`: the partner's key, as it shows it. An earlier one stays valid until the partner shows that it holds this one. @throws KeyRefused not-a-key */
  setKey(text: string): Promise<void> {
    return this.change((memory) => {
      const key = parseKey(text) ?? refuse('not-a-key')
      const [newest] = memory.keys
      return newest === key ? memory : { ...memory, keys: newest ? [key, newest] : [key] }
    })
  }

  /** `arapaima key --rotate`: a new key beside the old one. @throws KeyRefused none, rotating */
  rotateKey(): Promise<void> {
    return this.change((memory) => {
      const [newest] = memory.keys
      if (!newest) return refuse('none')
      return memory.keys.length > 1 ? refuse('rotating') : { ...memory, keys: [newKey(), newest] }
    })
  }

  /** The partner holds the newest key: the older one is valid no more. */
  dropOldKey(): Promise<void> {
    return this.change((memory) => ({ ...memory, keys: memory.keys.slice(0, 1) }))
  }

  /** `arapaima key --unlatch`: Piranha's packet is taken again until the partner proves the key anew. */
  unlatch(): Promise<void> {
    return this.remember({ latched: false })
  }

  private change(next: (memory: PulseMemory) => PulseMemory): Promise<void> {
    const work = this.last.then(async () => {
      const memory = next(this.memory)
      if (memory === this.memory) return
      await replace(this.path, `${JSON.stringify(memory)}\n`, { mode: 0o600 })
      this.memory = memory
      this.changed(memory)
    })
    this.last = work.catch(() => undefined)
    return work
  }
}

const newKey = () => randomBytes(32).toString('hex')

/** A key as a person copies it: 64 hexadecimal digits, in whatever groups; null for anything else. */
export function parseKey(text: string): string | null {
  const digits = text.replace(/[\s-]/g, '').toLowerCase()
  return /^[0-9a-f]{64}$/.test(digits) ? digits : null
}

/** `arapaima key`: in eight groups, as it is read out or typed. */
export function showKey(key: string): string {
  return (key.match(/.{8}/g) ?? []).join(' ')
}
