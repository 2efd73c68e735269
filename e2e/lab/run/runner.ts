import { readdirSync } from 'node:fs'
import { cpus } from 'node:os'
import { TREE } from '../preflight'
import { Guest, type Outcome } from './guest'
import { collect, type Scenario } from './scenario'

const FOLDERS = ['ipvs', 'netns']
/** No guest of a test run lives longer than this, whatever happens to the runner: three times what all scenarios take on a slow machine. */
const GUEST_SECONDS = 3600

/** The scenarios whose `folder/file · name` has all these words, long ones first. */
export async function findScenarios(words: string[]): Promise<Scenario[]> {
  const found: Scenario[] = []
  for (const folder of FOLDERS) {
    for (const entry of readdirSync(`${TREE}/e2e/lab/${folder}`).sort()) {
      if (!entry.endsWith('.lab.ts')) continue
      const file = `${folder}/${entry.replace('.lab.ts', '')}`
      found.push(...(await collect(file, () => import(`${TREE}/e2e/lab/${folder}/${entry}`))))
    }
  }
  const wanted = found.filter((s) =>
    words.every((w) => `${s.file} · ${s.name}`.toLowerCase().includes(w.toLowerCase())),
  )
  return [...wanted.filter((s) => s.long), ...wanted.filter((s) => !s.long)]
}

export type Sum = { passed: number; failed: number; skipped: number }
type Print = (line: string) => void

/** Runs the scenarios in as many guests as there are cores, two at most; each takes the next one when it is done. */
export async function runScenarios(scenarios: Scenario[], print: Print, wordy: boolean): Promise<Sum> {
  const sum: Sum = { passed: 0, failed: 0, skipped: 0 }
  const queue = [...scenarios]
  const worker = async () => {
    let guest: Guest | undefined
    try {
      for (let one = queue.shift(); one; one = queue.shift()) {
        guest ??= await bootAtLast(print)
        const outcome = await guest.play(one)
        sum[outcome.verdict] += 1
        print(report(outcome, wordy))
        // What went wrong in one scenario is not felt by those after it.
        if (guest.spent) {
          await guest.close()
          guest = undefined
        }
      }
    } catch (error) {
      // No guest, no scenario: the one that was to run has failed, the others are left to the other guest.
      sum.failed += 1
      print((error as Error).message)
    } finally {
      await guest?.close()
    }
  }
  await Promise.all(Array.from({ length: Math.min(2, cpus().length, scenarios.length) }, worker))
  // Both guests gone: what nobody ran has not passed.
  sum.failed += queue.length
  return sum
}

/** A guest that does not come up (a machine with no time to spare) is booted once more, and that is said: nothing of the product's has run in it yet. */
function bootAtLast(print: Print): Promise<Guest> {
  return Guest.boot(GUEST_SECONDS).catch((error: Error) => {
    print(`${error.message}\nbooted once more`)
    return Guest.boot(GUEST_SECONDS)
  })
}

/** A line per scenario; why it was skipped; for a failed one (or all, when `wordy`) the whole transcript. */
function report({ scenario, verdict, seconds, text, transcript }: Outcome, wordy: boolean): string {
  const head = `${verdict === 'passed' ? 'ok  ' : verdict} ${scenario.file} · ${scenario.name} (${seconds.toFixed(1)} s)`
  const why = verdict === 'skipped' ? `: ${text}` : text && `\n${text}`
  return `${head}${why}${verdict === 'failed' || wordy ? `\n--- transcript\n${transcript}\n---` : ''}`
}
