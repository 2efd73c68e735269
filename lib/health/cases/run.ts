import { type Evidence, NO_EVIDENCE } from '../blast'
import { configurePool, newPool, type PoolEffect, type PoolRules, stepPool, tickPool, troubleOf } from '../pool'
import type { Pool, ServerEvent, ServerRules, ServerState } from '../types'

/**
 * Runs the events of a `.case` file and prints what became of the pool after each. README.md in this folder has the grammar.
 * Throws on a line that it does not understand: a case is our own text.
 */
export function runCase(input: string): string {
  const world = new World()
  const lines: string[] = []
  for (const raw of input.split('\n')) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const words = line.split(/\s+/)
    if (words[0] === 'server' || words[0] === 'pool') world.declare(words)
    else lines.push(world.happen(words))
  }
  return lines.join('\n')
}

const RULES: ServerRules = {
  life: 'active',
  weight: 1,
  checks: ['check'],
  reentryMs: 15_000,
  quiesce: false,
  feedback: false,
}

class World {
  private rules: PoolRules = { servers: {}, sorry: false, intervalMs: 6000, holdLimitMs: 60_000 }
  private pool: Pool | null = null
  private evidence: Evidence = NO_EVIDENCE

  declare(words: string[]): void {
    if (words[0] === 'server') {
      const name = words[1] ?? ''
      this.rules.servers[name] = rulesFrom(this.rules.servers[name] ?? RULES, words.slice(2))
      return
    }
    for (const word of words.slice(1)) {
      const [key, value] = word.split('=')
      if (key === 'sorry') this.rules.sorry = true
      else if (key === 'interval') this.rules.intervalMs = Number(value) * 1000
      else if (key === 'hold') this.rules.holdLimitMs = Number(value) * 1000
      else throw new Error(`pool ${word}?`)
    }
  }

  happen(words: string[]): string {
    const at = Number(words[0]) * 1000
    const rest = words.slice(1)
    this.pool ??= newPool(this.rules, at)
    const { pool, effects } = this.stepped(this.pool, at, rest)
    this.pool = pool
    const states = Object.entries(pool.servers).map(([name, state]) => `${name}: ${stateText(state)}`)
    const offer = troubleOf(pool, at, this.rules, this.evidence)?.offer
    const more = [...effects.map(effectText).filter(Boolean), ...(offer ? [`offer: ${offer.code}`] : [])]
    const left = `${(words[0] ?? '').padStart(5)}  ${rest.join(' ').padEnd(30)}`
    return `${left} ${states.join('   ')}${more.length > 0 ? `   (${more.join(', ')})` : ''}`.trimEnd()
  }

  private stepped(pool: Pool, at: number, words: string[]): { pool: Pool; effects: PoolEffect[] } {
    const [first, ...rest] = words
    if (first === 'tick') return tickPool(pool, at, this.rules, this.evidence)
    if (first === 'evidence') {
      this.evidence = evidenceFrom(rest)
      return tickPool(pool, at, this.rules, this.evidence)
    }
    if (first === 'config') {
      const [name = '', ...changes] = rest
      this.rules = { ...this.rules, servers: { ...this.rules.servers } }
      if (changes[0] === 'gone') delete this.rules.servers[name]
      else this.rules.servers[name] = rulesFrom(this.rules.servers[name] ?? RULES, changes)
      return configurePool(pool, at, this.rules, this.evidence)
    }
    return stepPool(pool, first ?? '', eventFrom(at, rest), this.rules, this.evidence)
  }
}

function rulesFrom(base: ServerRules, words: string[]): ServerRules {
  const rules = { ...base }
  for (const word of words) {
    const [key, value = ''] = word.split('=')
    if (key === 'weight') rules.weight = Number(value)
    else if (key === 'reentry') rules.reentryMs = Number(value) * 1000
    else if (key === 'checks') rules.checks = value.split(',')
    else if (key === 'quiesce') rules.quiesce = value !== 'no'
    else if (key === 'feedback') rules.feedback = true
    else if (key === 'life') rules.life = value === 'inactive' ? 'inactive' : value === 'retired' ? 'retired' : 'active'
    else throw new Error(`server ${word}?`)
  }
  return rules
}

function evidenceFrom(words: string[]): Evidence {
  const evidence = { ...NO_EVIDENCE }
  for (const word of words) {
    const [key, value] = word.split('=')
    if (key === 'link') evidence.link = value === 'down' ? 'down' : 'up'
    else if (key === 'gateway') evidence.gateway = value === 'silent' ? 'silent' : 'answers'
    else if (key === 'partner') evidence.partnerSees = { up: Number(value), known: 2 }
    else throw new Error(`evidence ${word}?`)
  }
  return evidence
}

/** An event from its words, for the table of states and events too. */
export function eventFrom(at: number, words: string[]): ServerEvent {
  const [kind, one, two, three] = words
  const by = { at, reason: 'maintenance', by: 'admin' }
  const why = { code: 'health.verdict.refused', params: {} }
  switch (kind) {
    case 'up':
      return {
        kind: 'verdict',
        at,
        check: one ?? 'check',
        up: true,
        why: { code: 'health.verdict.connected', params: {} },
      }
    case 'down':
      return { kind: 'verdict', at, check: one ?? 'check', up: false, why }
    case 'drain':
      return { kind, ...by, deactivate: one === 'deactivate' }
    case 'cut':
    case 'force-up':
    case 'force-down':
    case 'resume':
      return { kind, ...by }
    case 'found':
      return { kind, at, weight: Number(one) }
    case 'load':
      return { kind, at, load: one === '?' ? null : Number(one) }
    case 'counts':
      return { kind, at, counts: { active: Number(one), inactive: Number(two), templates: Number(three) } }
    case 'hold':
      return { kind, at, why: { code: 'health.blast.link', params: {} } }
    case 'tick':
    case 'config':
    case 'missing':
    case 'release':
      return { kind, at }
    default:
      throw new Error(`event ${words.join(' ')}?`)
  }
}

/** `warming 3`, `down -`: the word and the weight that the kernel shall hold (`-` = no entry). */
export function stateText(state: ServerState): string {
  return `${state.name} ${state.want.present ? state.want.weight : '-'}`
}

/** What the line above does not show already. */
function effectText(effect: PoolEffect): string {
  switch (effect.do) {
    case 'transition':
    case 'want':
      return ''
    case 'note':
      return `note: the checks see ${effect.server} ${effect.up ? 'up' : 'down'}`
    case 'drained':
      return `${effect.server} is empty${effect.deactivate ? ', deactivate it' : ''}`
    case 'hold':
      return `${effect.on ? 'hold' : 'end of hold'}: ${effect.why.code}`
  }
}
