import type { PairView } from '@/lib/api/pair'
import type { SyncRole } from '@/lib/kernel/sync-daemon'
import { effectiveGlobal } from '@/lib/lvscf'
import type { LvsConfig } from '@/lib/lvscf/model'
import type { PulseWish } from '@/lib/pulse/types'
import { alarm, type Context, calm } from '../context'
import { SyncDaemon } from '../kernel/sync-daemon'
import { type RoleCommand, runRoleCommand } from './commands'

/**
 * What a role brings with it beside addresses: the connections' synchronisation, and the administrator's own commands. The loop never waits for
 * either. operations.md 1, 4; reference 2.5, 2.6
 */
export class AroundRole {
  private readonly daemon: SyncDaemon
  private sync: PulseWish['sync'] = null
  /** whether active_cmd or inactive_cmd was last due; null = neither yet */
  private serves: boolean | null = null

  constructor(private readonly context: Context) {
    this.daemon = new SyncDaemon(context.ports.kernel.sync, context.ports.log)
  }

  private get global(): ReturnType<typeof effectiveGlobal> {
    const config: LvsConfig | undefined = this.context.state.configuration?.config
    return effectiveGlobal(config?.global ?? {})
  }

  /** The newest wish; at once, whatever the loop is doing. */
  wished({ sync }: Pick<PulseWish, 'sync'>): void {
    this.sync = sync
    this.configured()
  }

  /** Interface or id may be others now. */
  configured(): void {
    const { syncd_iface: device, syncd_id: id } = this.global
    const roles: SyncRole[] = this.sync === 'both' ? ['master', 'backup'] : ['backup']
    void this.daemon.bring(this.sync && { roles, device, id })
  }

  look(): void {
    void this.daemon.look()
  }

  ok(): boolean {
    return this.daemon.ok()
  }

  view(): PairView['sync'] {
    return this.global.syncdaemon ? this.daemon.state() : null
  }

  /** The addresses are as the role wants them: `hold` and `withdraw` have a command, each once for a change of role. */
  async brought(addresses: PulseWish['addresses']): Promise<void> {
    if (addresses === 'leave') {
      // Found in place: whoever put them here has run it.
      this.serves ??= true
      return
    }
    const serves = addresses === 'hold'
    if (serves === this.serves) return
    this.serves = serves
    await this.command(serves ? 'active_cmd' : 'inactive_cmd')
  }

  /** Both were active, and this router stays: the partner's inactive_cmd may have undone what ours did. reference 2.4 */
  again(): Promise<void> {
    return this.command('active_cmd')
  }

  private async command(which: RoleCommand): Promise<void> {
    const { global } = this
    const fault = await runRoleCommand(which, global[which] ?? '')
    if (fault) await alarm(this.context, fault.code, fault.params, `pulse ${which}`)
    else calm(this.context, `pulse ${which}`)
  }
}
