import { abandonLabs } from '../host/lab'
import { whatIsMissing } from '../preflight'
import { findScenarios, runScenarios, type Sum } from '../run/runner'

/** Runs scenarios and ends with `N passed, N failed, N skipped`. Exit status: 0 when none failed, and in CI none was skipped. */
export async function testLab(args: string[]): Promise<number> {
  const print = (line: string) => process.stdout.write(`${line}\n`)
  const wordy = args.includes('--verbose')
  const words = args.filter((word) => word !== '--verbose')
  const began = Date.now()
  const scenarios = await findScenarios(words)
  const count = scenarios.length
  if (!count) {
    print(`no scenario has these words in its name: ${words.join(' ')}`)
    return 2
  }
  const missing = whatIsMissing()
  for (const reason of missing) print(`skipped: ${reason}`)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      abandonLabs()
      process.exit(130)
    })
  let stray = 0
  // A promise that nobody awaits: what a failed scenario left behind, which ends with its guest, or a mistake in one.
  process.on('unhandledRejection', (reason) => {
    if (/the lab has ended/.test(String(reason))) return
    stray += 1
    print(`nobody waited for this: ${reason instanceof Error ? reason.stack : reason}`)
  })
  const sum: Sum = missing.length
    ? { passed: 0, failed: 0, skipped: count }
    : await runScenarios(scenarios, print, wordy)
  sum.failed += stray
  print(`lab: ${((Date.now() - began) / 1000).toFixed(1)} s`)
  print(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
  return sum.failed || (process.env.CI === 'true' && sum.skipped) ? 1 : 0
}
