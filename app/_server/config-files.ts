import { isUtf8 } from 'node:buffer'
import type { FileName, RevisionInfo } from '@/lib/api/types'
import { FILE_NAMES, type Files, type Saved } from '@/lib/store'

/** A file in JSON: text where the bytes are UTF-8, base64 where they are not, so that every encoding survives the way there and back. */
export type FileBody = { text: string } | { base64: string }
export type ConfigBody = {
  hash: string
  revision: RevisionInfo | null
  handEdited: boolean
  files: Record<FileName, FileBody>
}

const bodyOfFile = (bytes: Buffer): FileBody =>
  isUtf8(bytes) ? { text: bytes.toString('utf8') } : { base64: bytes.toString('base64') }

export function filesBody(files: Files): Record<FileName, FileBody> {
  return {
    'lvs.cf': bodyOfFile(files['lvs.cf']),
    'lvs.iptables': bodyOfFile(files['lvs.iptables']),
    'lvs.sysctl': bodyOfFile(files['lvs.sysctl']),
  }
}

export const configBody = (saved: Saved): ConfigBody => ({
  hash: saved.hash,
  revision: saved.revision,
  handEdited: saved.handEdited,
  files: filesBody(saved.files),
})

/** The files of a request, at least one; null when something else stands there. A plain string is a text. */
export function readFilesBody(value: unknown): Partial<Files> | null {
  if (typeof value !== 'object' || value === null) return null
  const files: Partial<Files> = {}
  for (const [name, body] of Object.entries(value)) {
    const known = FILE_NAMES.find((one) => one === name)
    const bytes = bytesOf(body)
    if (!known || bytes === null) return null
    files[known] = bytes
  }
  return Object.keys(files).length > 0 ? files : null
}

function bytesOf(body: unknown): Buffer | null {
  if (typeof body === 'string') return Buffer.from(body, 'utf8')
  if (typeof body !== 'object' || body === null) return null
  if ('text' in body && typeof body.text === 'string') return Buffer.from(body.text, 'utf8')
  if (!('base64' in body) || typeof body.base64 !== 'string') return null
  const bytes = Buffer.from(body.base64, 'base64')
  return bytes.toString('base64') === body.base64 ? bytes : null
}
