// npm test: every tier, one after the other, and one line at the end that sums them up. `npm test -- unit lab` runs only those.
import { parseArgs } from 'node:util'
import { build, debianPackages, needNode, npmPackages } from './install.mjs'
import { missingPackages } from './packages.mjs'
import { one, plus, TIERS } from './tiers.mjs'

needNode()
const { values, positionals } = parseArgs({ options: { 'no-install': { type: 'boolean' } }, allowPositionals: true })
const allowed = !values['no-install']
const ci = Boolean(process.env.CI) && process.env.CI !== 'false'
const seconds = (began) => `${((Date.now() - began) / 1000).toFixed(1)} s`
const lineOf = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`

const strangers = positionals.filter((name) => !TIERS.some((tier) => tier.name === name))
if (strangers.length) {
  console.error(`No such tier: ${strangers.join(' ')}. There are: ${TIERS.map((tier) => tier.name).join(' ')}`)
  process.exit(2)
}
const tiers = TIERS.filter((tier) => !positionals.length || positionals.includes(tier.name))

const began = Date.now()
debianPackages([...new Set(tiers.flatMap((tier) => tier.needs))], allowed)
if (!npmPackages(allowed)) {
  console.log(lineOf({ passed: 0, failed: 1, skipped: 0 }))
  process.exit(1)
}

const summary = []
let sum = { passed: 0, failed: 0, skipped: 0 }
function close(name, result, since) {
  sum = plus(sum, result)
  const line = `${name}: ${lineOf(result)} (${seconds(since)})`
  summary.push(line)
  console.log(`== ${line}\n`)
}

let built
for (const tier of tiers) {
  if (process.exitCode === 130) break // interrupted
  let since = Date.now()
  const lacks = missingPackages(tier.needs)
  if (lacks.length) {
    console.log(`skipped: ${tier.name}: Debian packages are missing: ${lacks.join(' ')}`)
    close(tier.name, { passed: 0, failed: 0, skipped: 1 }, since)
    continue
  }
  if (tier.built && built === undefined) {
    built = build()
    close('build', one(built), since)
  }
  if (tier.built && !built) {
    console.log(`${tier.name} cannot run: the build failed`)
    close(tier.name, one(false), since)
    continue
  }
  since = Date.now()
  const result = await tier.run()
  close(tier.name, result, since)
}

// In CI a tier or test that did not run is as bad as one that failed: nobody would ever notice it.
if (ci && sum.skipped) sum = { passed: sum.passed, failed: sum.failed + sum.skipped, skipped: 0 }
console.log(summary.join('\n'))
console.log(`all: ${seconds(began)}`)
console.log(lineOf(sum))
process.exitCode ||= sum.failed ? 1 : 0
