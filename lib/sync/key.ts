import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { link } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, readPlain, removeFile, syncFolder, writeNew } from '@/lib/store/disk'
import { StoreError } from '@/lib/store/files'
import type { ConsoleFolder } from '@/lib/store/private'
import { fingerprintOf } from './known-hosts'

/** The console's own SSH key: made once, 0600 in STATE/console. */
export type OwnKey = {
  /** `ssh-ed25519 AAAA… comment`: one line, as authorized_keys takes it */
  publicLine: string
  fingerprint: string
  /** PEM of openssh-key-v1, without a passphrase: the folder's mode protects it */
  privatePem: string
}

const FILE = 'ssh_key'
const MAX_KEY_BYTES = 64 * 1024
const TYPE = 'ssh-ed25519'
const MAGIC = 'openssh-key-v1\0'
const BEGIN = '-----BEGIN OPENSSH PRIVATE KEY-----'
const END = '-----END OPENSSH PRIVATE KEY-----'

/** The key of this router's console; null while none was made. @throws StoreError when it is there and cannot be read */
export async function readOwnKey(folder: ConsoleFolder): Promise<OwnKey | null> {
  const path = join(folder.path, FILE)
  const pem = (await readPlain(path, MAX_KEY_BYTES))?.toString('latin1')
  if (pem === undefined) return null
  const key = keyOf(pem)
  if (key === null) throw new StoreError('UNREADABLE', path, 'not an Ed25519 key without a passphrase')
  return key
}

/**
 * The key of this router's console, made now if there is none; of several that make it at once one wins, and all get that one.
 * @param host name of this router, for the comment
 */
export async function ensureOwnKey(folder: ConsoleFolder, host: string): Promise<OwnKey> {
  const there = await readOwnKey(folder)
  if (there) return there
  const temporary = join(folder.path, `${FILE}.${randomUUID()}.tmp`)
  const pem = makeKeyPem(`arapaima@${host.replace(/[^A-Za-z0-9._-]/g, '-').slice(0, 60)}`)
  await writeNew(temporary, pem, folder.looks)
  try {
    await link(temporary, join(folder.path, FILE))
    await syncFolder(folder.path)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    await removeFile(temporary)
  }
  return (await readOwnKey(folder)) ?? ensureOwnKey(folder, host)
}

function text(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value as string)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

/** A new Ed25519 pair in OpenSSH's own format. PROTOCOL.key of OpenSSH */
export function makeKeyPem(comment: string): string {
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  const seed = Buffer.from(jwk.d ?? '', 'base64url')
  const point = Buffer.from(jwk.x ?? '', 'base64url')
  const check = randomBytes(4)
  const secret = [check, check, text(TYPE), text(point), text(Buffer.concat([seed, point])), text(comment)]
  const missing = -Buffer.concat(secret).length & 7
  const padded = Buffer.concat([...secret, Buffer.from([1, 2, 3, 4, 5, 6, 7].slice(0, missing))])
  const unencrypted = [text('none'), text('none'), text('')]
  const one = Buffer.from([0, 0, 0, 1])
  const blob = text(Buffer.concat([text(TYPE), text(point)]))
  const body = Buffer.concat([Buffer.from(MAGIC), ...unencrypted, one, blob, text(padded)]).toString('base64')
  return [BEGIN, ...(body.match(/.{1,70}/g) ?? []), END, ''].join('\n')
}

/** The public half and the comment stand in the same file, unencrypted. Null for anything that makeKeyPem did not make. */
function keyOf(pem: string): OwnKey | null {
  const body = pem.trim()
  if (!body.startsWith(BEGIN) || !body.endsWith(END)) return null
  const bytes = Buffer.from(body.slice(BEGIN.length, -END.length), 'base64')
  if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) return null
  try {
    const outer = reader(bytes, MAGIC.length)
    const [cipher] = [outer.part(), outer.part(), outer.part()]
    const keys = outer.number()
    const blob = outer.part()
    const inner = reader(outer.part(), 8)
    const [type] = [inner.part(), inner.part(), inner.part()]
    const comment = inner.part()
    if (String(cipher) !== 'none' || keys !== 1 || String(type) !== TYPE) return null
    const publicLine = `${TYPE} ${blob.toString('base64')} ${comment}`
    return { publicLine, fingerprint: fingerprintOf(blob), privatePem: pem }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function reader(bytes: Buffer, start: number) {
  let at = start
  const number = () => {
    at += 4
    return bytes.readUInt32BE(at - 4)
  }
  const part = () => {
    const length = number()
    if (at + length > bytes.length) throw new RangeError('cut short')
    at += length
    return bytes.subarray(at - length, at)
  }
  return { number, part }
}
