import type { FileProblem } from '@/lib/api/types'
import { read } from '@/lib/lvscf'
import { desired } from '@/lib/plan'
import type { Files } from './files'
import { systemWorld } from './world'

/** Every finding about the three files, alone and together, each with its file; by the readers that the agent uses too. */
export function judge(files: Files): FileProblem[] {
  const text = (name: keyof Files) => files[name].toString('latin1')
  const { config, problems } = read(text('lvs.cf'), systemWorld())
  const together = desired({ config, iptables: text('lvs.iptables'), sysctl: text('lvs.sysctl'), role: 'active' })
  return [...problems.map((problem): FileProblem => ({ ...problem, file: 'lvs.cf' })), ...together.problems]
}
