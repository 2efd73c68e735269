import { copyFileSync, existsSync, readdirSync, statSync } from 'node:fs'

// Copies the pictures of the documents from what the suite made: `npx tsx e2e/console/keep-pictures.ts`, after a run of `panels`.

const FROM = 'screenshots/kept'
/** A picture in the repository stays in its history for ever. */
const MOST_BYTES = 200_000

const files = existsSync(FROM) ? readdirSync(FROM) : []
if (files.length === 0) console.error(`${FROM} is empty: run the suite first`)
const large = files.filter((file) => statSync(`${FROM}/${file}`).size > MOST_BYTES)
for (const file of large) console.error(`${file} is larger than ${MOST_BYTES} bytes`)
for (const file of files)
  if (!large.includes(file)) copyFileSync(`${FROM}/${file}`, `docs/pictures/${file.replace('control-phone', 'phone')}`)
process.exitCode = files.length === 0 || large.length > 0 ? 1 : 0
