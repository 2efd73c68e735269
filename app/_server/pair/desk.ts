import type { Call } from '@/lib/api/client'
import type { Actor } from '@/lib/api/types'
import type { Saying } from '@/lib/plan/types'
import {
  type Applied,
  confirmHost,
  confirmThere,
  ensureOwnKey,
  forgetHost,
  type Look,
  lookAtPartner,
  machineFacts,
  type OpenPair,
  type PartnerLink,
  type PartnerSettings,
  partnerPlan,
  type Target,
  takeTheirs,
} from '@/lib/sync'
import { type Answer, answered } from './answer'
import { type AutoFacts, type AutoState, afterTry, isDue, NO_AUTO, settled } from './auto'
import { type Compared, comparedWith } from './compare'
import { failureOf, type Job, type JobEnd, Jobs } from './jobs'
import { type Merged, type MergeSheet, type MergeWish, mergeSheet, saveMerge } from './merging'
import { type JobPorts, runSync, runTogether } from './run-sync'

/** What the desk needs of the world around it. */
export type DeskPorts = {
  /** who the partner is by lvs.cf and the settings as they are now; its store notes saves in this person's name */
  open(actor: Actor): Promise<OpenPair>
  /** the agent here; null: it is away */
  agent(): Promise<{ role: 'active' | 'standby' | null; runningHash: string | null } | null>
  /** the same agent, for a change over both routers */
  call: Call
  note(actor: Actor, saying: Saying): Promise<void>
  now(): number
  version: string
}

/** What every page can show at once: nothing is asked for it. */
export type PairView = {
  /** how the partner is reached; null: see `none` */
  target: Target | null
  settings: PartnerSettings | null
  /** why there is nobody to reach */
  none: Saying | null
  look: Look | null
  auto: AutoState
  job: Job | null
}

/** A job that was begun; `ended` is never refused. */
type Started = { id: string; ended: Promise<JobEnd> }

/** So long one connection is used: a key that was taken away there, or a host key that changed, is found out by the next one. */
const LINK_MS = 600_000
/** So long an action waits for the look that shows what it did. */
const AFTER_MS = 6_000

/** Who asks when nobody does. */
export const WATCHER: Actor = { user: 'auto-sync', via: 'console' }

/**
 * The one place in the console that speaks to the partner: one connection, one look for all who watch. Made once per process; pages and
 * watcher may come from different bundles, so everything it gives is plain data.
 */
export class PairDesk {
  private view: PairView = { target: null, settings: null, none: null, look: null, auto: NO_AUTO, job: null }
  private readonly jobs = new Jobs()
  private link: PartnerLink | null = null
  private linkedAt = 0
  private looking: Promise<void> | null = null
  private merged: { mine: string; theirs: string } | null = null

  constructor(private readonly ports: DeskPorts) {}

  /** The last look; never waits. */
  shown(): PairView {
    return { ...this.view, job: this.jobs.now()?.job ?? null }
  }

  /** What is known, looked at no longer ago than `ageMs`, together with whoever is looking; waits at most `waitMs` for it. */
  fresh(ageMs: number, waitMs: number): Promise<PairView> {
    const { look } = this.view
    if (look && this.ports.now() - look.at < ageMs) return Promise.resolve(this.shown())
    return this.atMost(waitMs, this.lookOnce())
  }

  /** Looks now: a look that began before may have seen what is no longer so. Gives what is known when it is done or `waitMs` are over. */
  look(waitMs: number): Promise<PairView> {
    return this.atMost(
      waitMs,
      (this.looking ?? Promise.resolve()).then(() => this.lookOnce()),
    )
  }

  private async atMost(waitMs: number, done: Promise<void>): Promise<PairView> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, waitMs)
    })
    await Promise.race([done, late])
    clearTimeout(timer)
    return this.shown()
  }

  /** A look, and the automatic sync if one is due. The watcher's turn. */
  async turn(): Promise<void> {
    await this.lookOnce()
    const { settings, look } = this.view
    if (!settings?.auto) {
      this.view = { ...this.view, auto: NO_AUTO }
      return
    }
    const [agent, mine] = await Promise.all([this.ports.agent(), answered(() => this.mine())])
    if (!mine.ok) return
    const { auto } = settings
    const facts: AutoFacts = {
      ...{ auto, look, savedHash: mine.value },
      ...{ role: agent?.role ?? null, runningHash: agent?.runningHash ?? null },
    }
    const state = settled(this.view.auto, facts)
    this.view = { ...this.view, auto: state }
    if (!isDue(state, facts, this.ports.now()) || this.jobs.now()) return
    const job = await this.sync(WATCHER, {})
    const failed = job.ok ? failureOf(await job.value.ended) : job.why
    this.view = { ...this.view, auto: afterTry(state, facts.savedHash, failed, this.ports.now()) }
  }

  private async mine(): Promise<string> {
    return (await (await this.ports.open(WATCHER)).store.read()).hash
  }

  private lookOnce(): Promise<void> {
    this.looking ??= this.lookAlone().finally(() => {
      this.looking = null
    })
    return this.looking
  }

  private async lookAlone(): Promise<void> {
    const opened = await answered(() => this.open(WATCHER))
    if (!opened.ok) {
      this.dropLink()
      this.view = { ...this.view, target: null, none: opened.why, look: null }
      return
    }
    const { target, settings } = opened.value
    const same = isSame(this.view.target, target) && this.view.settings?.via === settings.via
    this.view = { ...this.view, target, settings, none: null, look: same ? this.view.look : null }
    const here = { ...machineFacts(), version: this.ports.version }
    const look = await answered(() => lookAtPartner(opened.value, here, this.ports.now))
    // The settings may have named somebody else meanwhile.
    if (!isSame(this.view.target, target)) return
    // sshd decided at the log-in what the key may do, and who it is: what was mended there counts for a new connection only.
    if ((!look.ok || look.value.why) && this.jobs.now() === null) this.dropLink()
    this.view = look.ok ? { ...this.view, look: look.value } : { ...this.view, look: null, none: look.why }
  }

  /** The pair with the one connection that all share. */
  private async open(actor: Actor): Promise<OpenPair> {
    const pair = await this.ports.open(actor)
    const old = this.ports.now() - this.linkedAt > LINK_MS && this.jobs.now() === null
    if (!this.link || old || !isSame(this.link.target, pair.target)) {
      this.dropLink()
      this.link = pair.link
      this.linkedAt = this.ports.now()
    }
    return { ...pair, link: this.link }
  }

  private dropLink(): void {
    this.link?.close()
    this.link = null
  }

  /** Begins a sync, or gives what is under way. */
  sync(actor: Actor, options: { overwrite?: string }): Promise<Answer<Started>> {
    return this.starting(actor, 'sync', (job, pair, ports) => runSync(job, pair, options, ports))
  }

  /** Begins the change of both routers as one, or gives what is under way. */
  together(actor: Actor): Promise<Answer<Started>> {
    const how = { agent: this.ports.call, actor }
    return this.starting(actor, 'together', (job, pair, ports) => runTogether(job, pair, how, ports))
  }

  private starting(
    actor: Actor,
    what: Job['what'],
    run: (job: Job, pair: OpenPair, ports: JobPorts) => Promise<JobEnd>,
  ): Promise<Answer<Started>> {
    return answered(async () => {
      const pair = await this.open(actor)
      const { now, note } = this.ports
      const first = { what, user: actor.user, startedAt: now(), address: pair.target.address, via: pair.settings.via }
      const ports: JobPorts = { now, note: (saying) => note(actor, saying) }
      const { job, ended } = this.jobs.begin(
        first,
        (one) => run(one, pair, ports),
        // The page that says "in sync" says it in its strip, too.
        async () => void (await this.look(AFTER_MS)),
      )
      return { id: job.id, ended }
    })
  }

  job(id: string): Job | null {
    return this.jobs.find(id)
  }

  /** Field by field. */
  compare(actor: Actor): Promise<Answer<Compared>> {
    return answered(async () => comparedWith(await this.open(actor)))
  }

  /** The partner's files become those saved here, if they are still those that were shown. */
  async take(actor: Actor, expect: string, note: string): Promise<Answer<{ number: number }>> {
    return this.changing(async () => {
      const answer = await takeTheirs(await this.open(actor), expect, note)
      return { number: answer.revision?.number ?? 0 }
    })
  }

  mergeSheet(actor: Actor): Promise<Answer<MergeSheet>> {
    return answered(async () => mergeSheet(await this.open(actor)))
  }

  async merge(actor: Actor, wish: MergeWish): Promise<Merged> {
    const answer = await this.changing(async () => saveMerge(await this.open(actor), wish))
    if (!answer.ok) return answer
    if (answer.value.ok) this.merged = { mine: answer.value.value.hash, theirs: wish.theirs }
    return answer.value
  }

  /** What is saved here was merged of what is saved there: it may replace it. */
  holdsBoth(mine: string, theirs: string): boolean {
    return this.merged?.mine === mine && this.merged.theirs === theirs
  }

  plan(actor: Actor): Promise<Answer<Awaited<ReturnType<typeof partnerPlan>>>> {
    return answered(async () => partnerPlan(await this.open(actor)))
  }

  /** Applies on the active partner the plan that a person has seen. */
  confirm(actor: Actor, plan: { hash: string; planId: string }): Promise<Answer<Applied>> {
    return this.changing(async () => {
      const pair = await this.open(actor)
      const applied = await confirmThere(pair, plan)
      const params = { user: actor.user, hash: plan.hash.slice(0, 12), address: pair.target.address }
      await this.ports.note(actor, { code: 'sync.journalConfirmed', params })
      return applied
    })
  }

  /** Keeps the host key that a person has compared. */
  trust(actor: Actor, fingerprint: string): Promise<Answer<void>> {
    return this.changing(async () => {
      const { folder, target } = await this.open(actor)
      await confirmHost(folder, target, fingerprint)
      this.dropLink()
    })
  }

  /** The known keys of the partner go: it was installed anew. */
  forget(actor: Actor): Promise<Answer<void>> {
    return this.changing(async () => {
      const { folder, target } = await this.open(actor)
      await forgetHost(folder, target.address, target.port)
      this.dropLink()
    })
  }

  makeKey(actor: Actor): Promise<Answer<void>> {
    return this.changing(async () => {
      const { folder, host } = await this.ports.open(actor)
      await ensureOwnKey(folder, host)
    })
  }

  /** Does it, and looks anew: what was seen before may no longer be so. */
  private async changing<T>(work: () => Promise<T>): Promise<Answer<T>> {
    const answer = await answered(work)
    await this.look(AFTER_MS)
    return answer
  }
}

const isSame = (a: Target | null, b: Target): boolean =>
  a !== null && a.address === b.address && a.port === b.port && a.user === b.user
