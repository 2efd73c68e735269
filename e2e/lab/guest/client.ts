import { createSocket } from 'node:dgram'
import { connect, type Socket } from 'node:net'
import { type ClientAnswer, type ClientCommand, type Gap, lineReader, type Tally } from '../protocol'

/** The lab's client: one process for the whole run, told by lines on standard input, so that no request pays for a program's start. */

type Line = { socket: Socket; request(timeoutMs: number): Promise<string> }
type Stream = { timer: NodeJS.Timeout; tally: Tally; open: Set<Promise<void>>; lastMs: number; gap: Gap }

const held = new Map<string, Line[]>()
const streams = new Map<string, Stream>()
const emptyTally = (): Tally => ({ by: {}, lost: 0, errors: [] })

function count(tally: Tally, name: string): void {
  tally.by[name] = (tally.by[name] ?? 0) + 1
}

function miss(tally: Tally, error: unknown): void {
  tally.lost += 1
  const text = error instanceof Error ? error.message : String(error)
  if (!tally.errors.includes(text) && tally.errors.length < 5) tally.errors.push(text)
}

/** Opens a connection on which requests can be made one after the other; a request gives the name of the server that answered. */
function open(address: string, port: number, timeoutMs: number): Promise<Line> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port, noDelay: true })
    const timer = setTimeout(() => socket.destroy(new Error('no connection in time')), timeoutMs)
    let waiting: { resolve(name: string): void; reject(error: Error): void } | undefined
    let seen = ''
    socket.on('data', (data) => {
      seen += data.toString('latin1')
      const name = /\r\n\r\n(\S+)\n/.exec(seen)?.[1]
      if (!name) return
      seen = ''
      waiting?.resolve(name)
    })
    socket.on('error', (error) => {
      clearTimeout(timer)
      reject(error)
      waiting?.reject(error)
    })
    socket.on('close', () => waiting?.reject(new Error('closed by the other side')))
    socket.on('connect', () => {
      clearTimeout(timer)
      resolve({ socket, request })
    })
    function request(limitMs: number): Promise<string> {
      return new Promise((done, failed) => {
        if (socket.destroyed || !socket.writable) return failed(new Error('connection is closed'))
        const limit = setTimeout(() => failed(new Error('no answer in time')), limitMs)
        waiting = {
          resolve: (name) => {
            clearTimeout(limit)
            done(name)
          },
          reject: (error) => {
            clearTimeout(limit)
            failed(error)
          },
        }
        socket.write('GET / HTTP/1.1\r\nHost: lab\r\n\r\n')
      })
    }
  })
}

async function once(address: string, port: number, timeoutMs: number, tally: Tally): Promise<void> {
  try {
    const line = await open(address, port, timeoutMs)
    try {
      count(tally, await line.request(timeoutMs))
    } finally {
      line.socket.end()
    }
  } catch (error) {
    miss(tally, error)
  }
}

async function fetchMany(c: ClientCommand & { do: 'fetch' }): Promise<Tally> {
  const tally = emptyTally()
  let left = c.count
  const worker = async () => {
    while (left-- > 0) await once(c.address, c.port, c.timeoutMs ?? 5000, tally)
  }
  await Promise.all(Array.from({ length: Math.min(c.atOnce ?? 1, c.count) }, worker))
  return tally
}

/** One datagram and its answer; a source port stays bound only for the question. */
function askOnce(c: ClientCommand & { do: 'ask' }): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(c.address.includes(':') ? 'udp6' : 'udp4')
    const timer = setTimeout(() => finish(() => reject(new Error('no answer in time'))), c.timeoutMs ?? 3000)
    const finish = (then: () => void) => {
      clearTimeout(timer)
      socket.close(then)
    }
    socket.on('message', (data) => finish(() => resolve(data.toString().trim())))
    socket.on('error', (error) => finish(() => reject(error)))
    socket.bind(c.fromPort ?? 0, () => socket.connect(c.port, c.address, () => socket.send('who?\n')))
  })
}

async function askMany(c: ClientCommand & { do: 'ask' }): Promise<Tally> {
  const tally = emptyTally()
  for (let i = 0; i < c.count; i++)
    await askOnce(c).then(
      (name) => count(tally, name),
      (error) => miss(tally, error),
    )
  return tally
}

async function ping(lines: Line[], timeoutMs: number): Promise<Tally> {
  const tally = emptyTally()
  await Promise.all(
    lines.map((line) =>
      line.request(timeoutMs).then(
        (name) => count(tally, name),
        (error) => miss(tally, error),
      ),
    ),
  )
  return tally
}

async function hold(c: ClientCommand & { do: 'hold' }): Promise<Tally> {
  const timeoutMs = c.timeoutMs ?? 10_000
  const opened = await Promise.allSettled(Array.from({ length: c.count }, () => open(c.address, c.port, timeoutMs)))
  const lines = opened.flatMap((o) => (o.status === 'fulfilled' ? [o.value] : []))
  held.set(c.name, [...(held.get(c.name) ?? []), ...lines])
  const tally = await ping(lines, timeoutMs)
  for (const o of opened) if (o.status === 'rejected') miss(tally, o.reason)
  return tally
}

/** Resets the connections: a router forgets those within seconds, others after two minutes. */
function drop(name: string): Tally {
  for (const line of held.get(name) ?? []) line.socket.resetAndDestroy()
  held.delete(name)
  return emptyTally()
}

function stream(c: ClientCommand & { do: 'stream' }): Tally {
  const now = Date.now()
  const one: Stream = {
    timer: setInterval(() => ask(one, c), 1000 / c.perSecond),
    tally: emptyTally(),
    open: new Set(),
    lastMs: now,
    gap: { ms: 0, fromMs: now, toMs: now },
  }
  streams.set(c.name, one)
  return emptyTally()
}

/** One request of a stream; its answer counts where the stream then is. */
function ask(one: Stream, c: ClientCommand & { do: 'stream' }): void {
  const result = emptyTally()
  const work = once(c.address, c.port, c.timeoutMs ?? 5000, result).then(() => {
    one.open.delete(work)
    for (const name of Object.keys(result.by)) answered(one, name)
    for (const error of result.errors) miss(one.tally, new Error(error))
  })
  one.open.add(work)
}

function answered(one: Stream, name: string): void {
  const now = Date.now()
  count(one.tally, name)
  if (now - one.lastMs > one.gap.ms) one.gap = { ms: now - one.lastMs, fromMs: one.lastMs, toMs: now }
  one.lastMs = now
}

/** What there is so far; from now on it counts anew. A time without an answer that still lasts is told now and goes on. */
function take(name: string): Tally {
  const one = streams.get(name)
  if (!one) throw new Error(`no stream ${name}`)
  const now = Date.now()
  const open = { ms: now - one.lastMs, fromMs: one.lastMs, toMs: null }
  const tally = { ...one.tally, gap: open.ms > one.gap.ms ? open : one.gap }
  one.tally = emptyTally()
  one.gap = { ms: 0, fromMs: one.lastMs, toMs: one.lastMs }
  return tally
}

async function halt(name: string): Promise<Tally> {
  const found = streams.get(name)
  if (!found) throw new Error(`no stream ${name}`)
  clearInterval(found.timer)
  await Promise.all(found.open)
  streams.delete(name)
  return { ...found.tally, gap: found.gap }
}

async function obey(c: ClientCommand): Promise<Tally> {
  switch (c.do) {
    case 'fetch':
      return fetchMany(c)
    case 'ask':
      return askMany(c)
    case 'hold':
      return hold(c)
    case 'ping':
      return ping(held.get(c.name) ?? [], c.timeoutMs ?? 5000)
    case 'drop':
      return drop(c.name)
    case 'stream':
      return stream(c)
    case 'take':
      return take(c.name)
    case 'halt':
      return halt(c.name)
  }
}

const give = (answer: ClientAnswer) => process.stdout.write(`${JSON.stringify(answer)}\n`)

function listen(): void {
  const read = lineReader((value) => {
    const command = value as ClientCommand
    obey(command).then(
      (tally) => give({ id: command.id, tally }),
      (error: Error) => give({ id: command.id, error: error.message }),
    )
  })
  process.stdin.on('data', read)
  process.stdin.on('end', () => process.exit(0))
}

/** `fetch ADDRESS [PORT [COUNT]]` for people: one line per request with the name of the server that answered. */
async function fetchFor([address = '', port = '80', times = '6']: string[]): Promise<void> {
  for (let i = 0; i < Number(times); i++) {
    const tally = emptyTally()
    await once(address, Number(port), 3000, tally)
    process.stdout.write(`${Object.keys(tally.by)[0] ?? tally.errors[0]}\n`)
    if (tally.lost) process.exitCode = 1
  }
}

if (process.argv.length > 2) await fetchFor(process.argv.slice(2))
else listen()
