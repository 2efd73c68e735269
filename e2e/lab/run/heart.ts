import type { HeartOrder } from '../guest/heart'
import type { Running } from '../host/channel'
import { lineReader } from '../protocol'
import { addressOf, type Host } from '../topology'
import { bundleForGuest } from './bundle'
import type { World } from './scenario'

/** Piranha's two words as they are on the wire. */
const WORDS: Record<string, string> = { dadbadbd: 'running', bddabdad: 'stopped' }

/** A hand that sends heartbeats, and hears them, on a host's public address. */
export class Heart {
  /** datagrams of the partner in hexadecimal, oldest first */
  readonly heard: string[] = []
  private ready = false

  private constructor(private readonly running: Running) {}

  /** `any`: sends from a port of its own, where an agent has the heartbeat's; it then hears nothing. */
  static async open(world: World, host: Host, partner: Host, port: 'own' | 'any' = 'own'): Promise<Heart> {
    const program = await bundleForGuest(world.dir, 'heart')
    const holder: { heart?: Heart } = {}
    const read = lineReader((value) => holder.heart?.take(value as { hex?: string }))
    const argv = [process.execPath, program, addressOf(host, 'pub'), addressOf(partner, 'pub'), '539']
    const running = world.host(host).start(port === 'any' ? [...argv, 'any'] : argv, {}, { out: read })
    const heart = new Heart(running)
    holder.heart = heart
    await world.until(async () => heart.ready || heart.running.output(), true, {
      what: 'the heartbeat by hand is there',
    })
    return heart
  }

  private take({ hex }: { hex?: string }): void {
    if (hex === undefined) this.ready = true
    else this.heard.push(hex)
  }

  tell(order: HeartOrder): void {
    this.running.write(`${JSON.stringify(order)}\n`)
  }

  /** The word of Piranha's that was heard last; null = none yet. */
  word(): string | null {
    const words = this.heard.flatMap((hex) => WORDS[hex] ?? [])
    return words.at(-1) ?? null
  }

  async end(): Promise<void> {
    this.running.kill('SIGKILL')
    await this.running.done
  }
}
