/**
 * The control channel: lines of JSON over one connection, first the run's token, then requests and answers joined by `id`.
 * A process belongs to the connection that asked for it and ends with it.
 */
export type Request =
  | {
      id: number
      do: 'exec'
      /** absent = the guest itself */
      host?: string
      argv: string[]
      env?: Record<string, string>
      cwd?: string
      /** run as this unprivileged number */
      uid?: number
      /** false = no more standard input will come */
      stdin?: boolean
    }
  /** base64; null ends the standard input */
  | { id: number; do: 'input'; data: string | null }
  | { id: number; do: 'kill'; signal: NodeJS.Signals }

export type Answer =
  | { id: number; out: string }
  | { id: number; err: string }
  /** `error` when the program could not be started */
  | { id: number; exit: number | null; signal: NodeJS.Signals | null; error?: string }

/** Splits a stream of chunks into lines and gives each, parsed. */
export function lineReader(give: (value: unknown) => void): (chunk: Buffer | string) => void {
  let rest = ''
  return (chunk) => {
    rest += chunk.toString()
    let end = rest.indexOf('\n')
    while (end >= 0) {
      const line = rest.slice(0, end)
      rest = rest.slice(end + 1)
      if (line) give(JSON.parse(line))
      end = rest.indexOf('\n')
    }
  }
}

/** What the load client is told, one line each. Ports and addresses are of the virtual server. */
export type ClientCommand =
  /** `count` requests, each on a new connection, `atOnce` of them side by side */
  | { id: number; do: 'fetch'; address: string; port: number; count: number; atOnce?: number; timeoutMs?: number }
  /** one-packet questions; with `fromPort` all come from that port */
  | { id: number; do: 'ask'; address: string; port: number; count: number; fromPort?: number; timeoutMs?: number }
  /** opens connections and keeps them under `name`; each has had one answer when this returns */
  | { id: number; do: 'hold'; name: string; address: string; port: number; count: number; timeoutMs?: number }
  /** one more request on every connection of `name` */
  | { id: number; do: 'ping'; name: string; timeoutMs?: number }
  | { id: number; do: 'drop'; name: string }
  /** requests at a steady rate, each on a new connection, until `halt` */
  | { id: number; do: 'stream'; name: string; address: string; port: number; perSecond: number; timeoutMs?: number }
  /** what a stream brought since it began, or since the last time this was asked; it goes on */
  | { id: number; do: 'take'; name: string }
  | { id: number; do: 'halt'; name: string }

/** The longest time of a stream without an answer: from the answer before it to the one after it, epoch ms. `toMs` null: none came yet. */
export type Gap = { ms: number; fromMs: number; toMs: number | null }

/** How many answers came from which server, and how many did not come. `gap`: of a stream. */
export type Tally = { by: Record<string, number>; lost: number; errors: string[]; gap?: Gap }
export type ClientAnswer = { id: number; tally?: Tally; error?: string }
