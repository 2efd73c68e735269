import { run } from '@/agent/run'
import { shown } from '@/lib/health/shown'
import type { BundledCheck, Outcome } from './types'

/** An echo request by ping(8) of iputils: raw sockets stay out of the agent. One answer of up to three within the limit is enough. */
export const icmp: BundledCheck = {
  name: 'icmp',
  port: 0,
  options: {},
  example: '/usr/lib/arapaima/checks/icmp %h',
  async run({ address, source, limitMs, signal, listen }): Promise<Outcome> {
    const seconds = Math.max(1, Math.floor(limitMs / 1000))
    const from = source === undefined ? [] : ['-I', source]
    const argv = ['ping', '-n', '-q', '-c', '1', '-w', String(seconds), ...from, '--', address]
    listen?.({ who: 'sent', bytes: Buffer.from(argv.join(' ')), afterMs: 0 })
    const result = await run(argv, { timeoutMs: limitMs + 200, signal, maxBytes: 16_384 })
    const text = shown(Buffer.from(`${result.stdout}${result.stderr}`))
    listen?.({ who: 'got', bytes: Buffer.from(`${result.stdout}${result.stderr}`), afterMs: 0 })
    const told = { sent: argv.join(' '), got: text }
    if (result.code === 0) return { ok: true, line: 'OK', ...told }
    // 1 = no answer; all else (no such address, no route, not allowed) says nothing of the server. ping(8)
    if (result.code === 1) return { ok: false, reason: 'silent', detail: '', ...told }
    throw new Error(text || `ping ended with ${result.signal ?? result.code}`)
  },
}
