import { readFile } from 'node:fs/promises'
import { indexIn, parseSyncDaemons, startSyncArgv, stopSyncArgv } from '@/lib/kernel/sync-daemon'
import { AgentError, whyOf } from '../errors'
import { failureText, type RunResult, run } from '../run'
import type { SyncPart } from './kernel'
import type { Modules } from './modules'

/** Ending a daemon waits for its thread, which may be in the middle of a send. */
const TIMEOUT_MS = 20_000

/** The sync daemons of the kernel, through ipvsadm. */
export function ipvsSync(modules: Modules): SyncPart {
  const ipvsadm = (args: readonly string[]): Promise<RunResult> => run(['ipvsadm', ...args], { timeoutMs: TIMEOUT_MS })
  const done = async (args: readonly string[]): Promise<string | null> => {
    const result = await ipvsadm(args)
    if (result.timedOut) return `ipvsadm took longer than ${TIMEOUT_MS} ms`
    return result.code === 0 ? null : failureText('ipvsadm', result)
  }
  return {
    list: async () => {
      const doing = 'reading the sync daemons'
      await modules.ensure(['ip_vs'])
      const result = await ipvsadm(['-L', '--daemon'])
      if (result.timedOut) throw new AgentError('TOOL_TIMEOUT', doing, `ipvsadm took longer than ${TIMEOUT_MS} ms`)
      if (result.code !== 0) {
        const why = modules.whyMissing(['ip_vs']) || failureText('ipvsadm', result)
        modules.forget()
        throw new AgentError('TOOL_FAILED', doing, why)
      }
      try {
        return parseSyncDaemons(result.stdout)
      } catch (cause) {
        throw new AgentError('TOOL_OUTPUT', doing, whyOf(cause), { cause })
      }
    },
    start: (entry) => done(startSyncArgv(entry)),
    stop: (role) => done(stopSyncArgv(role)),
    indexOf: async (device) => {
      // /sys may show another network namespace than ours, /proc never does.
      const text = await readFile('/proc/net/igmp', 'utf8')
      return indexIn(text, device)
    },
  }
}
