import { netCases } from './contract-net'
import { syncCases } from './contract-sync'
import { tableCases } from './contract-table'
import { type Assert, type ContractCase, clean } from './contract-tools'
import type { Kernel } from './kernel'

/** What any kernel, real or fake, has to do: each case stands alone. */
export const contractCases: ContractCase[] = [...tableCases, ...netCases, ...syncCases]

/** JSON with sorted keys: equal values give equal texts, whatever the order in which they were put together. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, v: unknown) =>
    typeof v === 'object' && v !== null && !Array.isArray(v)
      ? Object.fromEntries(
          Object.entries(v)
            .filter(([, x]) => x !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : v,
  )
}

export const plainAssert: Assert = {
  equal: (actual, expected, what) => {
    const [a, e] = [canonical(actual), canonical(expected)]
    if (a !== e) throw new Error(`${what}\n  expected ${e}\n  actual   ${a}`)
  },
  ok: (value, what) => {
    if (!value) throw new Error(what)
  },
}

export type CaseResult = { name: string; result: 'passed' | 'failed' | 'skipped'; why?: string }

/** One case on a kernel that is emptied before it. */
export async function runCase(
  kernel: Kernel,
  test: ContractCase,
  tools: Readonly<Record<string, string>>,
  assert: Assert = plainAssert,
): Promise<CaseResult> {
  if (test.needs && !tools[test.needs])
    return { name: test.name, result: 'skipped', why: `no ${test.needs} works here` }
  try {
    await clean(kernel)
    await test.run(kernel, assert)
    return { name: test.name, result: 'passed' }
  } catch (error) {
    return { name: test.name, result: 'failed', why: error instanceof Error ? error.message : String(error) }
  }
}

/** The whole suite, for a program in the guest or in a network namespace: counts, and one line per case. */
export async function runContract(
  kernel: Kernel,
): Promise<{ passed: number; failed: number; skipped: number; log: string[] }> {
  const results: CaseResult[] = []
  const tools = await kernel.tools()
  for (const test of contractCases) results.push(await runCase(kernel, test, tools))
  await clean(kernel)
  const count = (result: CaseResult['result']) => results.filter((r) => r.result === result).length
  const log = results.map((r) => `${r.result}: ${r.name}${r.why ? `: ${r.why}` : ''}`)
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped'), log }
}
