import { connect, type Socket } from 'node:net'
import { bytesOf } from '@/lib/health/escapes'
import { type Match, type Matcher, matcherFor } from '@/lib/health/sendexpect'
import { shown } from '@/lib/health/shown'
import type { Verdict } from '@/lib/health/verdict'
import { type CheckInput, errorVerdict, Kept, limitTimer, nowMs, verdictOf } from './check'

/** `send` and `expect` as lvs.cf has them; null = nothing is sent, nothing is waited for. */
export type SendExpect = { send: string | null; expect: string | null; regex: boolean }

/** A pause this long in an answer lets a regular expression look at what it has not looked at yet. */
const PAUSE_MS = 50

/**
 * nanny's built-in check over TCP: connect, send, compare the answer as it comes. Without expect a connection that took what was sent is
 * enough. The limit is for the whole check (nanny: for the connect, and again for the read).
 * @returns always a verdict, within the limit; the socket is closed
 */
export function checkTcp(input: CheckInput, what: SendExpect): Promise<Verdict> {
  const matcher = what.expect === null ? null : matcherFor(what.expect, what.regex)
  if (what.expect !== null && !matcher)
    return Promise.resolve(
      verdictOf({ result: 'unknown', code: 'regex-invalid' }, { expected: shown(bytesOf(what.expect)) }, 0),
    )
  return new Promise((resolve) => new TcpCheck(input, what, matcher, resolve).start())
}

/** What is shown of a probe is the same in each of its verdicts. */
const shownOf = new WeakMap<SendExpect, { sent: string; expected: string }>()

function saidBy(what: SendExpect): { sent: string; expected: string } {
  const found = shownOf.get(what)
  if (found) return found
  const text = (value: string | null) => (value === null ? '' : shown(bytesOf(value)))
  const said = { sent: text(what.send), expected: text(what.expect) }
  shownOf.set(what, said)
  return said
}

class TcpCheck {
  private readonly began = nowMs()
  private got: Kept | null = null
  private readonly sent: Uint8Array | null
  private socket: Socket | undefined
  private endLimit: () => void = () => {}
  private pause: NodeJS.Timeout | undefined
  private stage: 'connect' | 'send' | 'answer' | 'over' = 'connect'

  constructor(
    private readonly input: CheckInput,
    private readonly what: SendExpect,
    private readonly matcher: Matcher | null,
    private readonly resolve: (verdict: Verdict) => void,
  ) {
    this.sent = what.send === null ? null : bytesOf(what.send)
  }

  start(): void {
    const { address, port, source, limitMs, signal } = this.input
    this.endLimit = limitTimer(limitMs, () => this.late(), this.began)
    signal?.addEventListener('abort', this.abort, { once: true })
    try {
      this.socket = connect({ host: address, port, localAddress: source })
    } catch (error) {
      this.failed(error)
      return
    }
    this.socket.on('connect', () => this.connected())
    this.socket.on('error', (error) => this.failed(error))
    // Who asks for no answer reads none.
    if (!this.matcher) return
    this.socket.on('data', (bytes: Uint8Array) => this.heard(bytes))
    this.socket.on('end', () => this.closed())
    this.socket.on('close', () => this.closed())
  }

  private readonly abort = () => this.over({ result: 'unknown', code: 'internal', params: {} })

  private connected(): void {
    if (this.stage !== 'connect') return
    if (!this.sent) {
      if (!this.matcher) this.over({ result: 'up', code: 'connected' })
      else this.stage = 'answer'
      return
    }
    this.stage = 'send'
    const bytes = this.sent
    this.socket?.write(bytes, (error) => {
      if (error || this.stage === 'over') return
      this.input.listen?.({ who: 'sent', bytes, afterMs: nowMs() - this.began })
      if (!this.matcher) this.over({ result: 'up', code: 'sent' })
      else this.stage = 'answer'
    })
  }

  private heard(bytes: Uint8Array) {
    if (this.stage === 'over' || !this.matcher) return
    this.input.listen?.({ who: 'got', bytes, afterMs: nowMs() - this.began })
    this.got ??= new Kept()
    this.got.add(bytes)
    clearTimeout(this.pause)
    this.judge(this.matcher.feed(bytes))
    if (this.what.regex && this.still())
      this.pause = setTimeout(() => this.matcher && this.judge(this.matcher.settle()), PAUSE_MS)
  }

  private get gotBytes(): number {
    return this.got?.total ?? 0
  }

  private still(): boolean {
    return this.stage !== 'over'
  }

  private judge(match: Match) {
    if (!this.still() || match === 'more') return
    if (match === 'match') this.over({ result: 'up', code: 'answered' })
    else if (!this.what.regex) this.over({ result: 'down', code: 'mismatch' })
    else this.over({ result: 'down', code: this.matcher?.full() ? 'too-long' : 'no-match' })
  }

  /** The server has closed, or half closed: what came is the whole answer. */
  private closed() {
    if (!this.still() || this.stage === 'connect' || !this.matcher) return
    if (this.matcher.end() === 'match') this.over({ result: 'up', code: 'answered' })
    else if (this.what.regex && this.gotBytes > 0) this.over({ result: 'down', code: 'no-match' })
    else this.over({ result: 'down', code: 'closed-early', params: { bytes: this.gotBytes } })
  }

  private late() {
    const params = { seconds: this.input.limitMs / 1000, bytes: this.gotBytes }
    if (this.stage === 'connect') return this.over({ result: 'down', code: 'connect-timeout', params })
    if (this.matcher?.end() === 'match') return this.over({ result: 'up', code: 'answered' })
    if (this.stage === 'send') return this.over({ result: 'down', code: 'send-timeout', params })
    if (this.gotBytes === 0) return this.over({ result: 'down', code: 'answer-timeout', params })
    this.over({ result: 'down', code: this.what.regex ? 'no-match' : 'answer-short', params })
  }

  private failed(error: unknown) {
    if (this.stage !== 'connect' && this.matcher && this.matcher.end() === 'match')
      return this.over({ result: 'up', code: 'answered' })
    this.over(errorVerdict(error))
  }

  private over(base: { result: Verdict['result']; code: Verdict['code']; params?: Verdict['params'] }): void {
    if (this.stage === 'over') return
    this.stage = 'over'
    this.endLimit()
    clearTimeout(this.pause)
    this.input.signal?.removeEventListener('abort', this.abort)
    this.socket?.destroy()
    const said = { ...saidBy(this.what), got: this.got?.text() ?? '' }
    this.resolve(verdictOf(base, said, nowMs() - this.began))
  }
}
