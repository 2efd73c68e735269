import type { PulseWish, StateName } from '@/lib/pulse/types'
import { announce } from '../apply'
import type { Context } from '../context'
import type { Duty } from '../duty'
import { whyOf } from '../errors'
import type { Mailbox } from '../mailbox'
import type { AroundRole } from './around-role'
import { bringDuty } from './bring'
import type { Departures } from './departures'
import type { Moved } from './messages'
import type { Pulse } from './pulse'

/** Between two announcements. operations.md 7 */
const ROUND_MS = 1000

type Beside = {
  mailbox: Pick<Mailbox, 'first'>
  around: AroundRole
  departures: Departures
  pulse(): Pulse | null
  stateName(): StateName | null
}

/** What the heartbeat process wishes, brought about through the loop. */
export class Wishes {
  private newest = 0
  private moving: Promise<unknown> = Promise.resolve()
  /** what the heartbeat process ran itself, for the journal */
  private ran: string[] = []

  constructor(
    private readonly context: Context,
    private readonly beside: Beside,
  ) {}

  /** The newest wish counts from now on, for everything that is planned; it is brought about before all that waits. */
  take(wish: PulseWish, number: number, moved: Promise<Moved | null>): void {
    const { context, beside } = this
    const { role, addresses, dropResets } = wish
    const duty: Duty = { role, addresses, dropResets }
    // The same one, as long as it says the same: what was planned under it still holds.
    if (JSON.stringify(duty) !== JSON.stringify(context.state.duty)) context.state.duty = duty
    // What was read before it is not what stands now.
    context.state.changes++
    context.health.pause(!wish.checks)
    beside.around.wished(wish)
    const before = this.moving
    this.moving = moved.then((done) => this.moved(done)).then(() => before)
    this.newest = number
    const failed = (error: unknown) => beside.pulse()?.failed(number, whyOf(error))
    beside.mailbox.first(() => this.bring(number, addresses)).catch(failed)
  }

  private async bring(number: number, addresses: PulseWish['addresses']): Promise<void> {
    await this.moving
    // A newer one has come: its own message brings it about.
    if (this.newest !== number) return
    const { beside } = this
    beside.pulse()?.looked(number)
    const why = await bringDuty(this.context, beside.stateName() ?? '', this.ran.splice(0))
    if (why === null) void beside.around.brought(addresses)
    if (why !== null) beside.pulse()?.failed(number, why)
    else if (addresses === 'withdraw') beside.pulse()?.withdrawn(number)
  }

  /** The heartbeat process has moved addresses: the neighbours are told at once, whatever the loop is doing. */
  private moved(moved: Moved | null): void {
    const { kernel, log } = this.context.ports
    if (!moved) return
    this.context.state.changes++
    this.ran.push(...moved.lines)
    if (moved.lines.some((line) => line.startsWith('ip address del '))) this.beside.departures.left(moved.beganMs)
    if (moved.why !== '') log(`addresses: ${moved.why}`)
    const tell = () => void announce(kernel, moved.brought).catch((error) => log(whyOf(error)))
    // The first word is out: the others follow as they would have, and starting their programs is in nobody's way now.
    if (moved.told) setTimeout(() => this.context.state.duty.addresses === 'hold' && tell(), ROUND_MS).unref()
    else if (moved.brought.length > 0) tell()
  }
}
