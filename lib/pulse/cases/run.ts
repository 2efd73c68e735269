import { newState } from '../state'
import { nextTickMs, step } from '../step'
import type { Beat, Facts, PulseConfig, PulseEffect, PulseEvent, PulseState, Told, Word } from '../types'
import { wishOf } from '../wish'

/**
 * Runs the events of a `.case` file and prints what became of the router after each. README.md in this folder has the grammar.
 * Throws on a line that it does not understand: a case is our own text.
 */
export function runCase(input: string): string {
  const world = new World()
  const lines: string[] = []
  for (const raw of input.split('\n')) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const words = line.split(/\s+/)
    if (words[0] === 'router') world.declare(words.slice(1))
    else lines.push(...world.happen(words))
  }
  return lines.join('\n')
}

export const CONFIG: PulseConfig = {
  me: 'primary',
  partner: true,
  unable: null,
  keepaliveMs: 2000,
  deadtimeMs: 5000,
  monitorLinks: false,
  privateChannel: false,
  sync: false,
  roleFrom: 'pulse',
}
export const FACTS: Facts = {
  holding: false,
  revision: 'a'.repeat(64),
  sysctlsOk: true,
  syncOk: true,
  pools: [{ id: 1, up: 2, known: 2 }],
}

export class World {
  config = { ...CONFIG }
  state: PulseState | null = null
  private found = { holding: false, stopped: false, term: 0 }
  /** answers every second by itself, until a case says `hang` */
  private agent = true
  private holding = false

  declare(words: string[]): void {
    for (const word of words) {
      const [key = '', value = ''] = word.split('=')
      if (key === 'primary' || key === 'backup') this.config.me = key
      else if (key === 'single') this.config.partner = value === 'no'
      else if (key === 'unable') this.config.unable = { code: `pulse.start.${value}`, params: {} }
      else if (key === 'keepalive') this.config.keepaliveMs = Number(value) * 1000
      else if (key === 'deadtime') this.config.deadtimeMs = Number(value) * 1000
      else if (key === 'links') this.config.monitorLinks = value !== 'no'
      else if (key === 'private') this.config.privateChannel = true
      else if (key === 'sync') this.config.sync = true
      else if (key === 'vrrp') this.config.roleFrom = value === 'no' ? 'pulse' : 'vrrp'
      else if (key === 'more') this.config.more = true
      else if (key === 'holding') this.found.holding = true
      else if (key === 'stopped') this.found.stopped = true
      else if (key === 'term') this.found.term = Number(value)
      else throw new Error(`router ${word}?`)
    }
  }

  /** One line of a case: time passes up to it (ticks, the agent's answers), then it happens. Each change is a line of the result. */
  happen(words: string[]): string[] {
    const at = Number(words[0]) * 1000
    const rest = words.slice(1)
    const lines: string[] = []
    if (!this.state) {
      this.state = newState(this.config, { atMs: at, ...this.found })
      lines.push(this.line(at, 'start', this.state.name, []))
      this.holding = this.found.holding
      if (this.agent) lines.push(...this.does(this.answer(at), ''))
    }
    if (rest[0] === 'stall') {
      const until = at + Number(rest[1]) * 1000
      lines.push(...this.passTo(at))
      return [...lines, ...this.does({ kind: 'tick', at: until }, rest.join(' '), true)]
    }
    lines.push(...this.passTo(at))
    if (rest[0] === 'hang' || rest[0] === 'back') {
      this.agent = rest[0] === 'back'
      return [...lines, ...this.does(this.agent ? this.answer(at) : { kind: 'tick', at }, rest.join(' '), true)]
    }
    if (rest[0] === 'config') {
      this.declare(rest.slice(1))
      return [...lines, ...this.does({ kind: 'config', at }, rest.join(' '), true)]
    }
    return rest.length === 0 ? lines : [...lines, ...this.does(eventFrom(at, rest), rest.join(' '), true)]
  }

  private passTo(at: number): string[] {
    const lines: string[] = []
    for (;;) {
      const { state } = this
      if (!state) return lines
      const due = nextTickMs(state, this.config)
      const answer = this.agent ? (state.agentAtMs ?? state.nowMs) + 1000 : Number.POSITIVE_INFINITY
      const next = Math.max(Math.min(due, answer), state.nowMs)
      if (next > at) return lines
      lines.push(...this.does(answer <= due ? this.answer(next) : { kind: 'tick', at: next }, ''))
    }
  }

  private answer(at: number): PulseEvent {
    return { kind: 'agent', at, facts: { ...FACTS, holding: this.holding } }
  }

  private does(event: PulseEvent, said: string, always = false): string[] {
    const before = this.state as PulseState
    const { state, effects } = step(before, event, this.config)
    this.state = state
    const { addresses } = wishOf(state, this.config)
    if (addresses !== 'leave') this.holding = addresses === 'hold'
    const told = effects.filter((effect) => said !== '' || effect.do !== 'send').map(effectText)
    const changed = wishText(before, this.config) !== wishText(state, this.config)
    if (!always && told.length === 0 && !changed) return []
    return [this.line(event.at, said, before.name === state.name ? state.name : `${before.name} > ${state.name}`, told)]
  }

  private line(at: number, said: string, name: string, told: string[]): string {
    const wish = this.state ? wishText(this.state, this.config) : ''
    const left = `${String(at / 1000).padStart(6)}  ${said.padEnd(30)} ${name.padEnd(22)} ${wish.padEnd(30)}`
    return `${left} ${told.join(', ')}`.trimEnd()
  }
}

/** `hold lease 5 master`: what the agent is asked for. */
function wishText(state: PulseState, config: PulseConfig): string {
  const { addresses, lease, sync, dropResets, checks } = wishOf(state, config)
  const words = [
    addresses,
    lease.kind === 'seconds' ? `lease ${lease.sec}` : lease.kind === 'forever' ? 'for ever' : '',
  ]
  return [...words, sync ?? '', dropResets ? 'drop resets' : '', checks ? '' : 'no checks'].filter(Boolean).join(' ')
}

function effectText(effect: PulseEffect): string {
  switch (effect.do) {
    case 'send':
      return `says ${effect.word}`
    case 'transition':
      return `because ${effect.why.code.replace(/^pulse\./, '')}`
    case 'note':
      return `note ${effect.why.code.replace(/^pulse\./, '')}`
    case 'announce':
      return 'announce'
    case 'remember':
      return effect.term !== undefined ? `term ${effect.term}` : `remember ${effect.stopped ? 'stopped' : 'started'}`
    case 'answer':
      return `answer ${effect.ok ? 'yes' : 'no'} ${effect.why.code.replace(/^pulse\./, '')}`
    case 'track':
      return `track ${effect.back ? 'back' : 'again'}`
    case 'end':
      return `end ${effect.why.code.replace(/^pulse\./, '')}`
  }
}

/** An event from its words, for the table of states and events too. */
export function eventFrom(at: number, words: string[]): PulseEvent {
  const [kind = '', ...rest] = words
  switch (kind) {
    case 'running':
    case 'stopped':
    case 'provisional':
      return { kind: 'heard', at, ...heardFrom(kind, rest) }
    case 'doubt':
      return {
        kind,
        at,
        channel: 'public',
        code: (rest[0] ?? 'wrong-key') as 'wrong-key',
        answer: rest[1] === 'answer',
      }
    case 'start':
    case 'handover':
    case 'take':
    case 'stop':
      return { kind: 'request', at, what: kind, withdraw: rest[0] === 'withdraw', by: 'anna', id: 1 }
    case 'links':
      return { kind: 'links', at, public: !rest.includes('public'), private: !rest.includes('private') }
    case 'failed':
      return { kind, at, why: 'RTNETLINK answers: no' }
    case 'agent':
      return { kind, at, facts: FACTS }
    case 'MASTER':
    case 'BACKUP':
    case 'FAULT':
    case 'GONE':
      return { kind: 'vrrp', at, state: kind }
    case 'tick':
    case 'config':
    case 'withdrawn':
    case 'term':
      return { kind, at }
    default:
      throw new Error(`event ${words.join(' ')}?`)
  }
}

/** `running term=3 offer private queued`: with a term it is authenticated, without it Piranha's packet. */
function heardFrom(word: Word, rest: string[]) {
  const term = rest.find((part) => part.startsWith('term='))
  const told: Told = {
    term: Number(term?.slice(5) ?? 0),
    revision: rest.includes('other-revision') ? 'b'.repeat(64) : FACTS.revision,
    sysctlsOk: !rest.includes('no-sysctls'),
    syncOk: !rest.includes('no-sync'),
    pools: rest.includes('no-servers') ? [] : FACTS.pools,
    asking: { offer: rest.includes('offer'), accept: rest.includes('accept'), want: rest.includes('want') },
    keepaliveMs: 2000,
    deadtimeMs: 5000,
  }
  const beat: Beat = { word, told: term ? told : null }
  const channel: 'public' | 'private' = rest.includes('private') ? 'private' : 'public'
  return {
    channel,
    beat,
    copy: rest.includes('copy'),
    queued: rest.includes('queued'),
    answer: rest.includes('answer'),
  }
}
