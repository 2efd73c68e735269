import { readFileSync } from 'node:fs'
import { checkerWith } from '@/agent/monitors/check-target'
import { type NannyEffect, startNanny } from '@/agent/monitors/nanny'
import { ROOT_ONLY } from '@/agent/monitors/program-path'
import { run } from '@/agent/run'
import { read } from '@/lib/lvscf'
import { activeBlocks } from '@/lib/plan/blocks'

/**
 * The monitors without the rest of the agent, for the bench: `nanny.mjs LVS_CF` checks what the file says and keeps the weights of this namespace's IPVS
 * table, nothing else. Prints, for each batch of changes, how many they were and the ms from the oldest verdict to the end of ipvsadm.
 */
const { config } = read(readFileSync(process.argv[2] ?? '', 'latin1'))

async function restore(lines: string[]): Promise<void> {
  const result = await run(['ipvsadm', '-R'], { input: `${lines.join('\n')}\n`, timeoutMs: 60_000 })
  if (result.code !== 0 || result.stderr) throw new Error(result.stderr)
}

/** A change as a line of `ipvsadm -R`. */
function lineOf(effect: NannyEffect & { do: 'want' }): string {
  const { service, server, before, want } = effect
  const place = `-t ${service.replace(/^tcp /, '')} -r ${server}`
  if (!want.present) return `-d ${place}`
  return `${before.present ? '-e' : '-a'} ${place} -m -w ${want.weight}`
}

let waiting: (NannyEffect & { do: 'want' })[] = []
let writing = false
async function write(): Promise<void> {
  if (writing) return
  writing = true
  while (waiting.length > 0) {
    const batch = waiting
    waiting = []
    await restore(batch.map(lineOf))
    const sinceMs = performance.timeOrigin + performance.now() - Math.min(...batch.map((effect) => effect.atMs))
    process.stdout.write(`${JSON.stringify({ changes: batch.length, sinceMs })}\n`)
  }
  writing = false
}

await restore(activeBlocks(config).map(({ key }) => `-A -t ${key.replace(/^tcp /, '')} -s wrr`))
startNanny({
  config,
  services: [],
  saved: null,
  check: checkerWith({ policy: ROOT_ONLY }),
  readLoad: async () => null,
  onEffects: (effects) => {
    waiting.push(...effects.filter((effect) => effect.do === 'want'))
    write().catch((error: Error) => {
      process.stderr.write(`${error.stack}\n`)
      process.exit(1)
    })
  },
})
