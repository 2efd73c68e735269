import { constants } from 'node:os'
import { type Language, say } from '@/lib/text/index'
import { joinLab, runningLabs } from '../host/running'
import { routerEnv } from '../router'
import { HOSTS, type Host, isRouter } from '../topology'

/**
 * Runs a command on a host of the newest running lab; standard input, output, error and exit status pass through. `guest` is the
 * kernel's own namespace, where the bridges are. A command that a signal ended gives 128 + its number, as in a shell.
 */
export async function execInLab([host = '', ...argv]: string[], language: Language): Promise<number> {
  const complain = (text: string) => process.stderr.write(`${text}\n`)
  const known = host === 'guest' || (HOSTS as readonly string[]).includes(host)
  if (!known || !argv.length) {
    complain(say(language, 'lab.noSuchHost', { host: host || '?', hosts: HOSTS.join(' ') }))
    return 2
  }
  const dir = runningLabs('open')[0]
  if (!dir) {
    complain(say(language, 'lab.noneRunning'))
    return 5
  }
  const channel = await joinLab(dir)
  const place = host === 'guest' ? undefined : (host as Host)
  const env = place && isRouter(place) ? routerEnv(place) : {}
  const running = channel.start(
    place,
    argv,
    { env },
    { out: (data) => process.stdout.write(data), err: (data) => process.stderr.write(data) },
  )
  process.stdin.on('data', (data) => running.write(data))
  process.stdin.on('end', () => running.endInput())
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => running.kill(signal))
  const { exit, signal, stderr } = await running.done
  if (exit === 127) complain(stderr)
  process.stdin.destroy()
  channel.close()
  return exit ?? 128 + (constants.signals[signal as NodeJS.Signals] ?? 0)
}
