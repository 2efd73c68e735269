import { addAddressArgv, addressKey, type Net, removeAddressArgv } from '@/lib/kernel/address'
import type { Address } from '@/lib/kernel/state'
import { type LeasedAddress, leaseArgv } from '@/lib/pulse/lease'
import type { Lease } from '@/lib/pulse/types'
import { whyOf } from '../errors'
import { monotonicMs } from './departures'
import type { Moved, Ready } from './messages'

export type KeeperPorts = {
  /** Runs lines of `ip`, goes on after one that is refused; what stands then, and what was said. @throws when nobody knows */
  ip(lines: readonly string[]): Promise<{ net: Pick<Net, 'addresses' | 'links'>; said: string }>
  /** One kernel setting; null when it was written, otherwise why not. */
  setting(key: string, value: string): Promise<string | null>
  /** Tells the neighbours once, at once; false when that cannot be. */
  announce(places: readonly { device: string; address: string }[]): boolean
  /** The next announcement shall need no preparation. */
  prepare(): void
}

type Did = Omit<Moved, 'beganMs'>

/**
 * The virtual addresses in the hands of the heartbeat process, one batch of `ip` at a time: it renews their lease, and when the role turns
 * it brings up or takes down by itself what the agent made ready, so that nothing that the agent is doing stands in the way. Renewing an
 * address that was just taken down would bring it back: whoever takes one down first takes it off the list here and waits for `settled`.
 */
export class AddressKeeper {
  private standing: readonly LeasedAddress[] = []
  private ready: Ready | null = null
  private lease: Lease = { kind: 'none' }
  private renewedAtMs: number | null = null
  private work: Promise<unknown> | null = null
  private complaint = ''
  /** the wish that last moved addresses here: what the agent saw before it says nothing about what stands */
  private movedBy = 0

  constructor(
    private readonly ports: KeeperPorts,
    private readonly failed: (why: string) => void,
  ) {}

  /** What stands by the agent's last look, after which wish it looked, and what a role would bring up. */
  set(standing: readonly LeasedAddress[], ready: Ready | null, after: number): void {
    this.ready = ready
    if (ready) this.ports.prepare()
    if (after < this.movedBy) return
    this.standing = standing
    this.renewedAtMs = null
  }

  /** These are about to be taken down by the agent. */
  release(addresses: readonly string[]): void {
    const stays = ({ address }: LeasedAddress) => !addresses.includes(address)
    this.standing = this.standing.filter(stays)
    if (this.ready) this.ready = { ...this.ready, addresses: this.ready.addresses.filter(stays) }
  }

  setLease(lease: Lease): void {
    if (JSON.stringify(lease) === JSON.stringify(this.lease)) return
    this.lease = lease
    this.renewedAtMs = null
  }

  /** Renews what is due: a change at once, a lease in seconds each keepalive. One that is under way is not overtaken. */
  renew(nowMs: number, keepaliveMs: number): void {
    if (this.work || this.lease.kind === 'none' || this.standing.length === 0) return
    if (this.renewedAtMs !== null && (this.lease.kind === 'forever' || nowMs - this.renewedAtMs < keepaliveMs)) return
    this.renewedAtMs = nowMs
    const lines = this.standing.flatMap((address) => leaseArgv(address, this.lease)?.join(' ') ?? [])
    void this.after(async () => {
      const why = await this.ports.ip(lines).then(({ said }) => said, whyOf)
      // Once, not at each renewal.
      if (why !== this.complaint && why !== '') this.failed(`renewing the lease: ${why}`)
      this.complaint = why
    })
  }

  /** Resolves when nothing is under way. */
  settled(): Promise<unknown> {
    return this.work ?? Promise.resolve()
  }

  /** The agent has made ready what a role needs: `move` does something. */
  get isReady(): boolean {
    return this.ready !== null
  }

  /** Brings up or takes down what was made ready, for this wish. Never throws: what was not done is the agent's to do. */
  move(to: 'hold' | 'withdraw', wish: number): Promise<Moved> {
    this.movedBy = wish
    return this.after(async () => {
      const { ready } = this
      const nothing = { beganMs: monotonicMs(), lines: [], brought: [], told: false, done: false, why: '' }
      if (!ready) return nothing
      try {
        return { ...nothing, ...(to === 'hold' ? await this.bringUp(ready) : await this.takeDown(ready)) }
      } catch (error) {
        return { ...nothing, why: whyOf(error) }
      }
    })
  }

  private after<T>(work: () => Promise<T>): Promise<T> {
    const done = this.settled().then(work)
    const mine: Promise<unknown> = done.finally(() => {
      if (this.work === mine) this.work = null
    })
    this.work = mine
    return done
  }

  /** Settings first: a router may not balance what already comes to it. */
  private async bringUp({ addresses, settings }: Ready): Promise<Did> {
    const { written, refusals } = await this.write(settings.hold)
    const here = keysOf((await this.ports.ip([])).net.addresses)
    const missing = addresses.filter((address) => !here.has(addressKey(address)))
    const lines = missing.map((address) => [...addAddressArgv(address), ...lifeOf(this.lease)].join(' '))
    const { net, said } = await this.ports.ip(lines)
    const there = keysOf(net.addresses)
    this.standing = addresses.filter((address) => there.has(addressKey(address)))
    this.renewedAtMs = null
    const fresh = missing.filter((address) => there.has(addressKey(address)))
    const told = fresh.length > 0 && this.ports.announce(fresh)
    const done = this.standing.length === addresses.length && refusals.length === 0
    const why = done ? '' : [...refusals, said].join('; ')
    return { lines: [...written, ...lines.map((line) => `ip ${line}`)], brought: [...this.standing], told, done, why }
  }

  private async write(settings: Record<string, string>): Promise<{ written: string[]; refusals: string[] }> {
    const written: string[] = []
    const refusals: string[] = []
    for (const [key, value] of Object.entries(settings)) {
      const why = await this.ports.setting(key, value)
      if (why === null) written.push(`sysctl -w ${key}=${value}`)
      else refusals.push(why)
    }
    return { written, refusals }
  }

  /** As they stand, whatever their mask. A router's own base address is never touched here. */
  private async takeDown({ addresses, settings }: Ready): Promise<Did> {
    const watched = new Set([...addresses, ...this.standing].map(({ address }) => address))
    const ofOurs = (all: readonly Address[]) => all.filter(({ address }) => watched.has(address))
    this.standing = []
    const { net } = await this.ports.ip([])
    const before = ofOurs(net.addresses)
    const lines = before.filter(({ base }) => !base).map((entry) => removeAddressArgv(entry).join(' '))
    const after = lines.length > 0 ? await this.ports.ip(lines) : { net, said: '' }
    // An interface that is not there, or is not to be seen from here, is the agent's to judge.
    const seen = addresses.every(({ device }) => net.links[device])
    const done = seen && ofOurs(after.net.addresses).length === 0
    // A router that still serves may not stop balancing; what is refused here the agent's next look brings.
    const { written } = done ? await this.write(settings.withdraw) : { written: [] }
    return {
      lines: [...lines.map((line) => `ip ${line}`), ...written],
      brought: [],
      told: false,
      done,
      why: done ? '' : after.said,
    }
  }
}

const keysOf = (addresses: readonly Address[]) => new Set(addresses.map(addressKey))

/** A lease from the first moment: what hangs right after it came up shall not stay for ever. */
function lifeOf(lease: Lease): string[] {
  return lease.kind === 'seconds' ? ['valid_lft', String(lease.sec), 'preferred_lft', String(lease.sec)] : []
}
