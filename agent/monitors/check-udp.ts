import { createSocket, type Socket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import { bytesOf } from '@/lib/health/escapes'
import { type Matcher, matcherFor } from '@/lib/health/sendexpect'
import { shown } from '@/lib/health/shown'
import type { Verdict } from '@/lib/health/verdict'
import { type CheckInput, errorVerdict, Kept, limitTimer, nowMs, verdictOf } from './check'
import type { SendExpect } from './check-tcp'

/** Without expect, how long a refusal (ICMP) is waited for at most: silence after that is a good sign, the best that UDP has. */
const REFUSAL_MS = 1000

/**
 * The built-in check over UDP: one datagram (`send`, or an empty one), from a socket that hears ICMP refusals. Refused = down. Silence is up without
 * expect, down with it. With expect the answer is compared as over TCP, its datagrams in the order in which they come.
 * @returns always a verdict, within the limit; the socket is closed
 */
export function checkUdp(input: CheckInput, what: SendExpect): Promise<Verdict> {
  const matcher = what.expect === null ? null : matcherFor(what.expect, what.regex)
  if (what.expect !== null && !matcher)
    return Promise.resolve(
      verdictOf({ result: 'unknown', code: 'regex-invalid' }, { expected: shown(bytesOf(what.expect)) }, 0),
    )
  return new Promise((resolve) => new UdpCheck(input, what, matcher, resolve).start())
}

class UdpCheck {
  private readonly began = nowMs()
  private readonly got = new Kept()
  private readonly sent: Uint8Array
  private socket: Socket | undefined
  private endLimit: () => void = () => {}
  private done = false

  constructor(
    private readonly input: CheckInput,
    private readonly what: SendExpect,
    private readonly matcher: Matcher | null,
    private readonly resolve: (verdict: Verdict) => void,
  ) {
    this.sent = what.send === null ? new Uint8Array(0) : bytesOf(what.send)
  }

  start(): void {
    const { address, port, source, limitMs, signal } = this.input
    const waitMs = this.matcher ? limitMs : Math.min(limitMs, REFUSAL_MS)
    this.endLimit = limitTimer(waitMs, () => this.silent())
    signal?.addEventListener('abort', this.abort, { once: true })
    const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4')
    this.socket = socket
    socket.on('error', (error) => this.over(errorVerdict(error)))
    socket.on('message', (bytes) => this.heard(bytes))
    socket.on('connect', () => {
      if (this.done) return
      socket.send(this.sent, (error) => {
        if (error) this.over(errorVerdict(error))
        else this.input.listen?.({ who: 'sent', bytes: this.sent, afterMs: nowMs() - this.began })
      })
    })
    try {
      if (source === undefined) socket.connect(port, address)
      else socket.bind({ address: source }, () => !this.done && socket.connect(port, address))
    } catch (error) {
      this.over(errorVerdict(error))
    }
  }

  private readonly abort = () => this.over({ result: 'unknown', code: 'internal' })

  private heard(bytes: Uint8Array) {
    if (this.done) return
    this.input.listen?.({ who: 'got', bytes, afterMs: nowMs() - this.began })
    this.got.add(bytes)
    if (!this.matcher) return this.over({ result: 'up', code: 'udp-answered' })
    const match = this.matcher.feed(bytes)
    if (match === 'match' || this.matcher.settle() === 'match') return this.over({ result: 'up', code: 'answered' })
    if (match === 'mismatch') this.over({ result: 'down', code: this.what.regex ? 'too-long' : 'mismatch' })
  }

  private silent() {
    const params = { seconds: this.input.limitMs / 1000, bytes: this.got.total }
    if (!this.matcher) return this.over({ result: 'up', code: 'udp-silent' })
    if (this.got.total === 0) return this.over({ result: 'down', code: 'answer-timeout', params })
    this.over({ result: 'down', code: this.what.regex ? 'no-match' : 'answer-short', params })
  }

  private over(base: { result: Verdict['result']; code: Verdict['code']; params?: Verdict['params'] }): void {
    if (this.done) return
    this.done = true
    this.endLimit()
    this.input.signal?.removeEventListener('abort', this.abort)
    this.socket?.close()
    const said = {
      sent: shown(this.sent),
      got: this.got.text(),
      expected: this.what.expect === null ? '' : shown(bytesOf(this.what.expect)),
    }
    this.resolve(verdictOf(base, said, nowMs() - this.began))
  }
}
