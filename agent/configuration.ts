import type { FileProblem } from '@/lib/api/types'
import { type LvsConfig, read } from '@/lib/lvscf'
import { type Files, hashOf } from '@/lib/store/files'
import { systemWorld } from '@/lib/store/world'
import { wantedOf } from './planning'

/** The three files as the planner takes them. */
export type Configuration = {
  hash: string
  config: LvsConfig
  iptables: string
  sysctl: string
  /** every finding, by the agent's own reading: what the console said about a file counts for nothing here */
  problems: FileProblem[]
}

/** Reads and judges the files. What is wrong with them does not depend on the role. */
export function configurationOf(files: Files): Configuration {
  const { config, problems } = read(files['lvs.cf'].toString('latin1'), systemWorld())
  const configuration: Configuration = {
    hash: hashOf(files),
    config,
    iptables: files['lvs.iptables'].toString('latin1'),
    sysctl: files['lvs.sysctl'].toString('latin1'),
    problems: problems.map((problem): FileProblem => ({ ...problem, file: 'lvs.cf' })),
  }
  configuration.problems.push(...wantedOf(configuration, 'active').problems)
  return configuration
}

/** The same, kept until the bytes, or the names of this machine that they may use, are others. */
export function configurationReader(): (files: Files) => Configuration {
  let kept: { configuration: Configuration; world: object } | null = null
  return (files) => {
    const world = systemWorld()
    if (kept?.world !== world || kept.configuration.hash !== hashOf(files))
      kept = { configuration: configurationOf(files), world }
    return kept.configuration
  }
}

export { hasErrors } from './errors'
