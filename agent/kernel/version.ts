import { findTool, run } from '../run'

/** The version a tool prints, `found` when it prints none that we know, null when the tool is not here. */
export async function versionOf(argv: readonly string[], pattern: RegExp): Promise<string | null> {
  if (findTool(argv[0] ?? '') === null) return null
  const { stdout, stderr } = await run(argv, { timeoutMs: 5000 })
  return pattern.exec(`${stdout}\n${stderr}`)?.[1] ?? 'found'
}
