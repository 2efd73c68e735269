import type { Status } from '@/lib/api/types'
import { readArguments } from './args'
import { EXIT, type Io, line, speak, speakCode } from './io'
import { agentOf, problemText, refused } from './transport'

/** `status`: what is saved, running and in the kernel. Exit 1 when they differ or something is wrong. */
export async function statusVerb(io: Io, argv: string[]): Promise<number> {
  const { values } = readArguments(io, argv, {}, 0)
  const reply = await agentOf(io)('status')
  if (!reply.ok) return refused(io, reply)
  const status = reply.value
  io.out(values.json ? `${JSON.stringify(status, null, 2)}\n` : statusText(io, status))
  return isWell(status) ? EXIT.done : EXIT.problems
}

function isWell({ saved, running, kernel, alarms }: Status): boolean {
  const wrong = saved.problems.some((problem) => problem.severity === 'error')
  const same = running === null || running.hash === saved.hash
  return !wrong && same && (running === null || kernel.equal) && !kernel.error && alarms.length === 0
}

const when = (at: number) => new Date(at).toISOString().replace('T', ' ').slice(0, 19)

function statusText(io: Io, status: Status): string {
  const { agent, pulse, saved, running, kernel, alarms, tools } = status
  const short = (hash: string) => hash.slice(0, 12)
  const lines = [
    speak(io, 'cli.status.agent', { version: agent.version, host: agent.hostname, since: when(agent.startedAt) }),
    speak(io, pulse.role === 'active' ? 'cli.status.active' : 'cli.status.standby'),
    saved.revision
      ? speak(io, 'cli.status.saved', {
          number: saved.revision.number,
          hash: short(saved.hash),
          by: saved.revision.author,
          at: when(saved.revision.at),
        })
      : speak(io, 'cli.status.savedByHand', { hash: short(saved.hash) }),
    ...saved.problems.map((problem) => `    ${problemText(io, problem)}`),
    running
      ? speak(io, 'cli.status.running', {
          number: running.number,
          hash: short(running.hash),
          same: running.hash === saved.hash ? 1 : 0,
        })
      : speak(io, 'cli.status.runningNothing'),
    kernelLine(io, status),
    ...kernel.drift.map(
      ({ key, field, wanted, actual }) =>
        `    ${speak(io, 'cli.driftLine', { key, field: field ?? '', wanted: wanted ?? '–', actual: actual ?? '–' })}`,
    ),
    ...kernel.foreign.map(({ key }) => `    ${speak(io, 'cli.status.foreign', { key })}`),
    ...kernel.retired.map(
      ({ key, active, inactive, untilMs }) =>
        `    ${speak(io, 'cli.status.retired', { key, active, inactive, until: when(untilMs) })}`,
    ),
    ...alarms.map((alarm) => `!!! ${speakCode(io, alarm.code, alarm.params)}`),
    speak(io, 'cli.status.tools', {
      tools: Object.entries(tools)
        .map((tool) => tool.join(' '))
        .join(', '),
    }),
  ]
  return lines.map((text) => line(text)).join('')
}

function kernelLine(io: Io, { kernel, running }: Status): string {
  if (kernel.error) return speakCode(io, kernel.error.code, kernel.error.params)
  if (!running) return speak(io, 'cli.status.kernelFree')
  return speak(io, kernel.equal ? 'cli.status.kernelEqual' : 'cli.status.kernelDiffers', { drift: kernel.drift.length })
}
