import { setTimeout as after } from 'node:timers/promises'
import type { PairAnswer } from '@/lib/api/pair'
import type { Rehearsal, RehearsalsAnswer } from '@/lib/api/rehearsal'
import type { Saying } from '@/lib/plan/types'
import type { StateName } from '@/lib/pulse/types'
import { whyOf } from '../errors'
import type { KeptList } from './kept-list'

type Place = { device: string; address: string }

/** What a rehearsal needs of the pair and of the machine. */
export type RehearsalPorts = {
  /** resolves with the outcome: for both when the other router serves, or why not */
  request(what: 'handover' | 'take', by: string): Promise<PairAnswer>
  state(): StateName | null
  /** the virtual addresses that move with the service, those of clients first */
  addresses(): readonly Place[]
  /** resolves when the last of them has gone next time: by performance.now() */
  gone(): Promise<number>
  /** when somebody first answered for the address, by performance.now(); null = `signal` ended it. Rejects when it cannot ask. */
  firstAnswer(place: Place, signal: AbortSignal): Promise<number | null>
  /** epoch ms */
  now(): number
  /** for the journal */
  note(one: Rehearsal): Promise<void>
}

/** Times in ms. */
const TIMES = {
  /** before it goes back the partner has to be master of the synchronisation, and this router to know its connections. operations.md 4 */
  rest: 5000,
  /** between two requests to give back, where one was refused, and how many there are */
  again: 3000,
  tries: 20,
  /** from the beginning, for the partner's first answer */
  answer: 30_000,
}

const no = (code: string): PairAnswer => ({ ok: false, why: { code: `pulse.rehearsal.${code}`, params: {} } })
const because = (code: string, params: Saying['params'] = {}): Saying => ({ code: `pulse.rehearsal.${code}`, params })

/**
 * Rehearsals of a hand-over: to the partner, the gap measured, and back; one at a time. The number is that of this router's own view, from
 * its last address to the partner's first ARP answer; a third host's (`arapaima probe`) can be put beside it.
 */
export class Rehearsals {
  private running: RehearsalsAnswer['running'] = null
  private work: Promise<void> = Promise.resolve()

  constructor(
    private readonly ports: RehearsalPorts,
    private readonly history: KeptList<Rehearsal>,
    private readonly times = TIMES,
  ) {}

  view(): RehearsalsAnswer {
    return { running: this.running, cannot: this.cannot(), list: [...this.history.all()] }
  }

  /** Why none can begin now; null = one can. What else stands in the way of a hand-over, the hand-over itself says. */
  cannot(): Saying | null {
    if (this.running) return because('under-way')
    return this.ports.state() === 'active' ? null : because('not-active')
  }

  /** Begins one. The answer is that it has begun, or why not. */
  start(by: string): PairAnswer {
    const cannot = this.cannot()
    if (cannot) return { ok: false, why: cannot }
    this.running = { step: 'there', since: this.ports.now(), by }
    this.work = this.whole(by, this.ports.now())
    return { ok: true, why: because('begun') }
  }

  /** What a third host saw over that rehearsal. */
  seen(at: number, seenMs: number): PairAnswer {
    const all = this.history.all()
    if (!all.some((one) => one.at === at)) return no('unknown')
    this.history.replace(all.map((one) => (one.at === at ? { ...one, seenMs } : one)))
    return { ok: true, why: because('seen', { ms: seenMs }) }
  }

  /** Resolves when none is under way and all is written. */
  async settled(): Promise<void> {
    await this.work
    await this.history.written()
  }

  private async whole(by: string, at: number): Promise<void> {
    const began = performance.now()
    const place = this.ports.addresses().find(({ address }) => !address.includes(':')) ?? null
    const done = { at, by, address: place?.address ?? null, seenMs: null }
    const went = await this.there(by, place)
    const back = went.there.ok ? await this.back(by) : null
    const one: Rehearsal = { ...done, ...went, back, tookMs: performance.now() - began }
    this.history.add(one)
    this.running = null
    await this.ports.note(one)
  }

  private async there(by: string, place: Place | null): Promise<Pick<Rehearsal, 'there' | 'gapMs' | 'unmeasured'>> {
    const control = new AbortController()
    const late = setTimeout(() => control.abort(), this.times.answer)
    const gap = this.measure(place, control.signal)
    const there = await this.ask('handover', by)
    if (!there.ok) control.abort()
    const measured = await gap
    clearTimeout(late)
    if ('gapMs' in measured) return { there, gapMs: measured.gapMs, unmeasured: null }
    return { there, gapMs: null, unmeasured: there.ok ? measured.why : because('not-there') }
  }

  private async measure(place: Place | null, signal: AbortSignal): Promise<{ gapMs: number } | { why: Saying }> {
    if (!place) return { why: because('no-ipv4') }
    const aborted = new Promise<null>((resolve) =>
      signal.addEventListener('abort', () => resolve(null), { once: true }),
    )
    const goneAt = await Promise.race([this.ports.gone(), aborted])
    if (goneAt === null) return { why: because('never-gone') }
    try {
      const answeredAt = await this.ports.firstAnswer(place, signal)
      return answeredAt === null ? { why: because('no-answer') } : { gapMs: Math.max(0, answeredAt - goneAt) }
    } catch (error) {
      return { why: because('cannot-ask', { why: whyOf(error) }) }
    }
  }

  /** Asks for it until the partner gives it back: right after a hand-over it may not be ready. */
  private async back(by: string): Promise<PairAnswer> {
    this.step('resting')
    await this.pause(this.times.rest)
    this.step('back')
    let answer = no('not-back')
    for (let time = 0; time < this.times.tries; time++) {
      if (time > 0) await this.pause(this.times.again)
      // The partner may have died meanwhile: then this router has taken over by itself.
      if (this.ports.state() === 'active') return { ok: true, why: because('is-back') }
      answer = await this.ask('take', by)
      if (answer.ok) return answer
    }
    return answer
  }

  private async ask(what: 'handover' | 'take', by: string): Promise<PairAnswer> {
    try {
      return await this.ports.request(what, by)
    } catch (error) {
      return { ok: false, why: because('failed', { why: whyOf(error) }) }
    }
  }

  private pause(ms: number): Promise<void> {
    return after(ms, undefined, { ref: false })
  }

  private step(step: NonNullable<RehearsalsAnswer['running']>['step']): void {
    if (this.running) this.running = { ...this.running, step }
  }
}
