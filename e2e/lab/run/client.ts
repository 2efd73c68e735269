import type { Channel, Running } from '../host/channel'
import { type ClientAnswer, type ClientCommand, type Gap, lineReader, type Tally } from '../protocol'
import type { Transcript } from './transcript'

type Told = ClientCommand extends infer C ? (C extends { id: number } ? Omit<C, 'id'> : never) : never

/** The guest's load client, as long as the guest lives. */
export class ClientProcess {
  private next = 1
  private readonly waiting = new Map<number, (answer: ClientAnswer) => void>()
  private readonly running: Running

  constructor(channel: Channel, node: string) {
    const read = lineReader((value) => {
      const answer = value as ClientAnswer
      this.waiting.get(answer.id)?.(answer)
      this.waiting.delete(answer.id)
    })
    this.running = channel.start('client', [node, '/run/lab/client.mjs'], {}, { out: read })
  }

  tell(command: Told): Promise<Tally> {
    const id = this.next++
    return new Promise((resolve, reject) => {
      this.waiting.set(id, ({ tally, error }) => (tally ? resolve(tally) : reject(new Error(error))))
      this.running.done.then(
        () => reject(new Error(`the client has ended: ${this.running.output()}`)),
        (error) => reject(error),
      )
      this.running.write(`${JSON.stringify({ ...command, id })}\n`)
    })
  }
}

function withGap(tally: Tally): Tally & { gap: Gap } {
  const { gap } = tally
  if (!gap) throw new Error('a stream without a gap')
  return { ...tally, gap }
}

type Place = { address: string; port: number }

/** The client as a scenario sees it. What it holds and streams is dropped when the scenario ends. */
export class LabClient {
  private readonly held = new Set<string>()
  private readonly streaming = new Set<string>()

  constructor(
    private readonly client: ClientProcess,
    private readonly transcript: Transcript,
  ) {}

  private async tell(command: Told): Promise<Tally> {
    const tally = await this.client.tell(command)
    this.transcript.note(`[client] ${JSON.stringify(command)}\n${JSON.stringify(tally)}`)
    return tally
  }

  /** `count` requests, each on a new connection. */
  fetch(place: Place, count: number, options: { atOnce?: number; timeoutMs?: number } = {}): Promise<Tally> {
    return this.tell({ do: 'fetch', ...place, count, ...options })
  }

  /** `count` datagrams with an answer each. */
  ask(place: Place, count: number, options: { fromPort?: number; timeoutMs?: number } = {}): Promise<Tally> {
    return this.tell({ do: 'ask', ...place, count, ...options })
  }

  /** Opens connections that stay open; `ping` makes one request on each and tells how many are lost. */
  async hold(name: string, place: Place, count: number): Promise<Tally> {
    this.held.add(name)
    return this.tell({ do: 'hold', name, ...place, count })
  }

  ping(name: string, timeoutMs = 5000): Promise<Tally> {
    return this.tell({ do: 'ping', name, timeoutMs })
  }

  async drop(name: string): Promise<void> {
    this.held.delete(name)
    await this.tell({ do: 'drop', name })
  }

  /** Requests at a steady rate until `halt`, which tells how many were answered, by whom, and how many were lost. */
  async stream(name: string, place: Place, perSecond: number): Promise<void> {
    this.streaming.add(name)
    await this.tell({ do: 'stream', name, ...place, perSecond })
  }

  /** What a stream brought since it began or since this was last asked: answers, losses, the longest time without an answer. It goes on. */
  async take(name: string): Promise<Tally & { gap: Gap }> {
    return withGap(await this.tell({ do: 'take', name }))
  }

  async halt(name: string): Promise<Tally & { gap: Gap }> {
    this.streaming.delete(name)
    return withGap(await this.tell({ do: 'halt', name }))
  }

  /** Ends whatever a scenario left open. */
  async clean(): Promise<void> {
    for (const name of [...this.streaming]) await this.halt(name)
    for (const name of [...this.held]) await this.drop(name)
  }
}
