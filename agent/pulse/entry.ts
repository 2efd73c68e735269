import { fileURLToPath } from 'node:url'

/** What follows `node` to start the heartbeat process: the bundle beside the agent's own, or the source where the agent runs from it. */
export function heartbeatEntry(self = import.meta.url): string[] {
  if (self.endsWith('.mjs')) return [fileURLToPath(new URL('heartbeat.mjs', self))]
  return ['--import', 'tsx', fileURLToPath(new URL('main.ts', self))]
}
