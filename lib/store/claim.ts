import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { join } from 'node:path'
import { hasAccounts } from './accounts'
import { removeFile } from './disk'
import { alone, type ConsoleFolder, readJson, writeJson } from './private'

/** STATE/console/claim.json: the code itself is only ever printed. */
type Claim = { hash: string; tries: number }

const FILE = 'claim.json'
export const CLAIM_TRIES = 5
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** 128 bits in the alphabet of RFC 4648 (no 0, 1, 8), in groups of four to be read off a screen. */
function newCode(): string {
  let bits = BigInt(`0x${randomBytes(16).toString('hex')}`)
  let code = ''
  for (let i = 0; i < 26; i++) {
    code = (ALPHABET[Number(bits & 31n)] ?? '') + code
    bits >>= 5n
  }
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

/** As typed: case, blanks and hyphens do not matter; digits that the alphabet lacks are what they look like. */
const normal = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, '').replace(/0/g, 'O').replace(/1/g, 'I').replace(/8/g, 'B')

const sha = (code: string): Buffer => createHash('sha256').update(normal(code)).digest()

/** Makes a new code; the one before is worth nothing from here on. The caller prints it. */
export async function newClaim(folder: ConsoleFolder): Promise<string> {
  const code = newCode()
  const claim: Claim = { hash: sha(code).toString('hex'), tries: 0 }
  await writeJson(folder, FILE, claim)
  return code
}

export type Verdict = 'right' | 'wrong' | 'taken' | { renewed: string }

/** `right`, `wrong`, `taken` when somebody else was first, or after the fifth wrong try a new code to be printed. */
export async function tryClaim(folder: ConsoleFolder, typed: string): Promise<Verdict> {
  return alone(folder, async () => {
    const claim = await readJson<Claim>(folder, FILE)
    // The one who was first has removed it: nobody needs a new one.
    if (claim === null && (await hasAccounts(folder))) return 'taken'
    if (claim && timingSafeEqual(sha(typed), Buffer.from(claim.hash, 'hex'))) return 'right'
    const tries = (claim?.tries ?? CLAIM_TRIES) + 1
    if (claim === null || tries >= CLAIM_TRIES) return { renewed: await newClaim(folder) }
    await writeJson(folder, FILE, { ...claim, tries })
    return 'wrong'
  })
}

/** There is an account now: no code opens anything. */
export async function endClaim(folder: ConsoleFolder): Promise<void> {
  // Not while a wrong try is being counted, which would write the file anew.
  await alone(folder, () => removeFile(join(folder.path, FILE)))
}
