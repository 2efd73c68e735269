import { randomBytes } from 'node:crypto'
import { type ConsoleFolder, createJson, readJson } from './private'

const FILE = 'secret.json'

/** The secret that seals cookies and form tokens: made at the first start, 256 bits, kept for ever. */
export async function cookieSecret(folder: ConsoleFolder): Promise<string> {
  for (;;) {
    const kept = await readJson<{ secret: string }>(folder, FILE)
    if (kept) {
      if (kept.secret.length < 32) throw new Error(`${folder.path}/${FILE}: shorter than 32 characters`)
      return kept.secret
    }
    await createJson(folder, FILE, { secret: randomBytes(32).toString('base64url') })
  }
}
