import { join } from 'node:path'
import * as z from 'zod'
import { emptyOwned, type Owned } from '@/lib/plan'
import { readPlain, replace } from '@/lib/store/disk'

/** What an apply is about to do; standing there at a start, it means that the apply was cut off. */
export type Intent = { what: string; hash: string | null; at: number }
/** STATE/agent/owned: what of the kernel is ours (operations.md 1). */
export type OwnedRecord = { owned: Owned; intent: Intent | null }
export type FoundRecord = OwnedRecord & {
  /** `lost`: missing or unreadable; `old`: of another boot, so nothing of it is in this kernel */
  state: 'known' | 'lost' | 'old'
}

const NAME = 'owned'
const MAX_BYTES = 64 * 1024 * 1024
const texts = z.array(z.string())
const shape = z.object({
  owned: z.object({
    bootId: z.string(),
    services: texts,
    servers: z.record(z.string(), texts),
    addresses: z.array(z.object({ device: z.string(), address: z.string(), prefix: z.int() })),
    sysctls: z.record(z.string(), z.string()),
    retired: z.array(z.custom<Owned['retired'][number]>((value) => isRetired(value))),
  }),
  intent: z.object({ what: z.string(), hash: z.string().nullable(), at: z.number() }).nullable(),
})

function isRetired(value: unknown): boolean {
  return z
    .object({
      service: z.object({ kind: z.enum(['address', 'mark']) }),
      origin: z.object({ virtual: z.string() }),
      untilMs: z.number(),
    })
    .safeParse(value).success
}

/** The record of this boot; anything else is an empty one that says why. */
export async function readRecord(folder: string, bootId: string): Promise<FoundRecord> {
  const nothing = { owned: emptyOwned(bootId), intent: null }
  let value: unknown
  try {
    const bytes = await readPlain(join(folder, NAME), MAX_BYTES)
    if (bytes === null) return { ...nothing, state: 'lost' }
    value = JSON.parse(bytes.toString('utf8'))
  } catch {
    return { ...nothing, state: 'lost' }
  }
  const found = shape.safeParse(value)
  if (!found.success) return { ...nothing, state: 'lost' }
  if (found.data.owned.bootId !== bootId) return { ...nothing, state: 'old' }
  return { ...found.data, state: 'known' }
}

/** Replaces the record as a whole and syncs it. @throws the file system's error, with the old record in place */
export async function writeRecord(folder: string, record: OwnedRecord): Promise<void> {
  await replace(join(folder, NAME), `${JSON.stringify(record)}\n`, { mode: 0o600 })
}
