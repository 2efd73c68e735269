import type * as z from 'zod'
import { ApiError } from '@/lib/api/errors'
import { MAX_BODY_BYTES, MAX_DEPTH } from '@/lib/api/requests'

/** The bytes of a body, never more than the limit. @throws ApiError `api.tooLarge` */
export async function readBody(request: Request): Promise<Uint8Array> {
  const declared = Number(request.headers.get('content-length') ?? '0')
  if (declared > MAX_BODY_BYTES) throw new ApiError('api.tooLarge', { max: MAX_BODY_BYTES })
  const parts: Uint8Array[] = []
  let size = 0
  for (const reader = request.body?.getReader(); reader; ) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > MAX_BODY_BYTES) {
      await reader.cancel().catch(() => undefined)
      throw new ApiError('api.tooLarge', { max: MAX_BODY_BYTES })
    }
    parts.push(value)
  }
  return Buffer.concat(parts)
}

/** JSON of bounded depth, no key of which reaches a prototype. @throws ApiError `api.badJson`, `api.badShape` */
export function parseJson(bytes: Uint8Array): unknown {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw new ApiError('api.badJson', {}, [], { cause: error })
  }
  const open: { value: unknown; depth: number }[] = [{ value, depth: 1 }]
  for (let entry = open.pop(); entry; entry = open.pop()) {
    if (typeof entry.value !== 'object' || entry.value === null) continue
    if (entry.depth > MAX_DEPTH) throw new ApiError('api.badShape', { why: 'depth' })
    for (const [key, child] of Object.entries(entry.value)) {
      if (key === '__proto__' || key === 'constructor' || key === 'prototype')
        throw new ApiError('api.badShape', { why: key })
      open.push({ value: child, depth: entry.depth + 1 })
    }
  }
  return value
}

/** The value by its schema, with the first thing that is wrong named. @throws ApiError `api.invalid` */
export function valid<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new ApiError('api.invalid', { path: issue?.path.map(String).join('.') ?? '', why: issue?.message ?? '' })
}
