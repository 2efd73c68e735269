import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { openStore, type Store } from '@/lib/store'
import { setPassword } from '@/lib/store/accounts'
import { type ConsoleFolder, consoleFolder } from '@/lib/store/private'
import { Client } from './client'

/** The built console, started as in production, for the tests of app/_server/console. */
export const built = existsSync('dist/console.mjs') && existsSync('.next/BUILD_ID')
if (!built) console.log('skipped: app/_server/console (not built: npm run build)')

export const USER = 'ann'
export const PASSWORD = 'correct horse battery'

export type Running = { child: ChildProcess; port: number; out: () => string; top: string }

async function freePort(): Promise<number> {
  const server = net.createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as net.AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Waits for a fact, at most 20 s. */
export async function until(fact: () => boolean | Promise<boolean>, what: () => string): Promise<void> {
  const end = Date.now() + 20_000
  while (!(await fact())) {
    if (Date.now() > end) throw new Error(`never: ${what()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Starts a console over the folders in `top`; it listens, or has ended. */
export async function start(top: string, more: Record<string, string> = {}): Promise<Running> {
  const port = Number(more.ARAPAIMA_PORT ?? (await freePort()))
  const env = {
    ...process.env,
    LC_ALL: 'C',
    ARAPAIMA_ETC: join(top, 'etc'),
    ARAPAIMA_STATE: join(top, 'state'),
    ARAPAIMA_RUN: join(top, 'run'),
    ARAPAIMA_PORT: String(port),
    ...more,
  }
  const child = spawn(process.execPath, ['dist/console.mjs'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part) => {
      out += part
    })
  }
  const running = { child, port, out: () => out, top }
  await until(
    () => out.includes('listens on') || child.exitCode !== null,
    () => out,
  )
  return running
}

/** TERM, and waits for the end. */
export async function stop({ child }: Running): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

export type World = {
  /** the running console; may be replaced by one started anew over the same folders */
  running: Running
  client: () => Client
  /** a client that is logged in */
  user: () => Promise<Client>
  store: () => Store
  folder: () => Promise<ConsoleFolder>
  /** name of the session's cookie */
  cookie: () => string
  /** the console's own origin, as a browser names it */
  own: () => { origin: string }
}

/** A console for the tests of one file: started before them, ended after them. With the account of USER unless `account` is false. */
export function useConsole({ account = true } = {}): World {
  const world = {} as World
  beforeAll(async () => {
    const top = await mkdtemp(join(tmpdir(), 'arapaima-console-'))
    const folder = () => consoleFolder({ state: join(top, 'state'), user: '0' })
    if (account) await setPassword(await folder(), USER, PASSWORD)
    const client = () => new Client(world.running.port)
    Object.assign(world, {
      running: await start(top),
      client,
      user: async () => {
        const made = client()
        const status = await logIn(made)
        if (status !== 303) throw new Error(`log-in: ${status}`)
        return made
      },
      store: () => openStore({ etc: join(top, 'etc'), state: join(top, 'state') }),
      folder,
      cookie: () => `arapaima-${world.running.port}`,
      own: () => ({ origin: `http://127.0.0.1:${world.running.port}` }),
    } satisfies World)
  }, 60_000)
  afterAll(async () => {
    if (!world.running) return
    await stop(world.running)
    await rm(world.running.top, { recursive: true, force: true })
  })
  return world
}

/** Sends the log-in form. @returns the status: 303 when it opened */
export async function logIn(client: Client, password = PASSWORD, user = USER): Promise<number> {
  const form = await client.form('/login', 'user', 'password')
  return (await client.submit(form, { user, password })).status
}

export type Route = { path: string; kind: 'page' | 'api' }

/** Every route of app/, from its folders, so that a new one is tested without being listed. */
export async function routesOf(folder = 'app', path = ''): Promise<Route[]> {
  const found: Route[] = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const part = entry.name
    if (entry.isDirectory() && !part.startsWith('_')) {
      const group = part.startsWith('(')
      const name = part.startsWith('[') ? 'x' : part
      found.push(...(await routesOf(join(folder, part), group ? path : `${path}/${name}`)))
    } else if (part === 'page.tsx') found.push({ path: path || '/', kind: 'page' })
    else if (part === 'route.ts') found.push({ path, kind: 'api' })
  }
  return found
}
