import type { Running } from '../host/channel'
import type { LabHost } from './host'

/** Side by side, so that somebody asks four times a second: arping itself knows whole seconds only. */
const ASKERS = 4

/** Who answers ARP for an address, asked all the time from one host. */
export class ArpWatch {
  private readonly answers: { mac: string; atMs: number }[] = []

  private constructor(private readonly askers: readonly Running[]) {}

  static async start(host: LabHost, device: string, address: string): Promise<ArpWatch> {
    const askers: Running[] = []
    const watch = new ArpWatch(askers)
    const out = (data: Buffer) => {
      const atMs = Date.now()
      for (const [, mac = ''] of data.toString().matchAll(/\[([0-9A-F:]{17})\]/gi))
        watch.answers.push({ mac: mac.toLowerCase(), atMs })
    }
    for (let i = 0; i < ASKERS; i++) {
      askers.push(host.start(['arping', '-b', '-I', device, address], {}, { out }))
      await new Promise((resolve) => setTimeout(resolve, 1000 / ASKERS))
    }
    return watch
  }

  /** The hardware addresses that answered within the last so many ms. */
  now(withinMs = 1000): string[] {
    const since = Date.now() - withinMs
    return [...new Set(this.answers.filter(({ atMs }) => atMs >= since).map(({ mac }) => mac))]
  }

  /** From the first answer of the new one to the last one of the old one, ms; 0 = they never both answered. */
  overlapMs(before: string, after: string): number {
    const of = (mac: string) => this.answers.filter((answer) => answer.mac === mac).map(({ atMs }) => atMs)
    const [first] = of(after)
    const last = of(before).at(-1)
    return first === undefined || last === undefined ? 0 : Math.max(0, last - first)
  }

  async end(): Promise<void> {
    for (const asker of this.askers) asker.kill('SIGKILL')
    await Promise.all(this.askers.map(({ done }) => done))
  }
}
