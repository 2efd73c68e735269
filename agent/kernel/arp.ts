import { setImmediate as immediate, setTimeout as pause } from 'node:timers/promises'
import { ANNOUNCE_ROUNDS, announceArgv } from '@/lib/kernel/address'
import { familyOf } from '@/lib/kernel/endpoint'
import { whyOf } from '../errors'
import { failureText, run } from '../run'

const ROUND_MS = 1000
/** arping needs a second for each of its rounds and one at the end. */
const TIMEOUT_MS = (ANNOUNCE_ROUNDS + 5) * 1000
/** Programs at a time: two for each address of a take-over with a hundred of them. More wait for their turn. */
const AT_ONCE = 200

type Place = { device: string; address: string }

/**
 * Tells the neighbours where an address is: five rounds a second apart, for IPv4 as unsolicited request and as answer (some
 * switches and hosts heed only one of the two). Never waited for, and ended as soon as the address leaves.
 */
export class Announcer {
  private readonly speaking = new Map<string, AbortController>()
  private readonly waiting: (() => void)[] = []
  private free = AT_ONCE
  private complained = false
  private last: Promise<unknown> = Promise.resolve()

  constructor(private readonly log: (line: string) => void) {}

  announce({ device, address }: Place): void {
    const key = `${address} ${device}`
    this.speaking.get(key)?.abort()
    const control = new AbortController()
    this.speaking.set(key, control)
    void this.speak({ device, address }, control.signal).then(() => {
      if (this.speaking.get(key) === control) this.speaking.delete(key)
    })
  }

  /** No more rounds for this address, on any interface. */
  withdraw(address: string): void {
    for (const [key, control] of this.speaking) if (key.startsWith(`${address} `)) control.abort()
  }

  private async speak({ device, address }: Place, signal: AbortSignal): Promise<void> {
    const argv = announceArgv(device, address)
    if (familyOf(address) === 4) {
      const answer = argv.map((word) => (word === '-U' ? '-A' : word))
      await Promise.all([this.run(argv, signal), this.run(answer, signal)])
      return
    }
    // ndptool has no count of its own.
    for (let round = 0; round < ANNOUNCE_ROUNDS && !signal.aborted; round++) {
      if (round > 0) await pause(ROUND_MS, undefined, { ref: false })
      await this.run(argv, signal)
    }
  }

  private async run(argv: readonly string[], signal: AbortSignal): Promise<void> {
    await this.turn()
    while (this.free === 0) await new Promise<void>((resolve) => this.waiting.push(resolve))
    if (signal.aborted) {
      this.waiting.shift()?.()
      return
    }
    this.free--
    try {
      const result = await run(argv, { timeoutMs: TIMEOUT_MS, signal })
      if (result.code !== 0 && !signal.aborted) this.complain(failureText(argv[0] ?? '', result))
    } catch (error) {
      this.complain(whyOf(error))
    } finally {
      this.free++
      this.waiting.shift()?.()
    }
  }

  /** One start after the other, with whatever else there is to do between two: starting a program takes a process of this size milliseconds. */
  private turn(): Promise<unknown> {
    this.last = this.last.then(() => immediate())
    return this.last
  }

  /** Once, not in every round of every address. */
  private complain(why: string): void {
    if (!this.complained) this.log(`announcing addresses: ${why}`)
    this.complained = true
  }
}
