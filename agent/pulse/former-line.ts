import { type Bridge, bridgeFrom, type Heard, patient, stepBridge } from '@/lib/pulse/bridge'
import type { Place } from '@/lib/pulse/start'
import type { PulseConfig } from '@/lib/pulse/types'
import { whyOf } from '../errors'
import type { PulseStore } from './keys'
import type { PlaceOrder } from './messages'

/** The line of before, as long as the partner may still be there (lib/pulse/bridge.ts); kept over a restart. */
export class FormerLine {
  private bridge: Bridge | null

  constructor(
    private readonly store: PulseStore,
    private readonly log: (line: string) => void,
  ) {
    const { behind } = store.get()
    this.bridge = behind && { behind, settledFromMs: null, mute: false, muteFromMs: 0 }
  }

  get now(): Bridge | null {
    return this.bridge
  }

  /** This router's place is another one from now on. */
  moved(before: Place | null, after: Place): void {
    this.keep(bridgeFrom(before, after, this.bridge))
  }

  /** Time has passed. @returns true when the line was given up by this */
  step(heard: Heard): boolean {
    if (!this.bridge) return false
    this.keep(stepBridge(this.bridge, heard))
    return this.bridge === null
  }

  /** What the heartbeat process goes by: both lines. */
  order({ config, port, routes }: Pick<Place, 'config' | 'port' | 'routes'>): PlaceOrder {
    const { bridge } = this
    const behind = bridge && { port: bridge.behind.port, routes: bridge.behind.routes, mute: bridge.mute }
    return { config: this.patient(config), port, routes, behind }
  }

  patient(config: PulseConfig): PulseConfig {
    return patient(config, this.bridge)
  }

  private keep(bridge: Bridge | null): void {
    const { behind } = this.store.get()
    this.bridge = bridge
    if (JSON.stringify(bridge?.behind ?? null) === JSON.stringify(behind)) return
    this.store
      .remember({ behind: bridge?.behind ?? null })
      .catch((error: unknown) => this.log(`pulse.json: ${whyOf(error)}`))
  }
}
