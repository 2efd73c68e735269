import { existsSync } from 'node:fs'
import type http from 'node:http'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { hasAccounts } from '@/lib/store/accounts'
import { endClaim, newClaim } from '@/lib/store/claim'
import { passOn } from './audit'
import { watchPartner } from './pair'
import { folder, paths, secret } from './place'
import { makeServer } from './server'
import { withStaticFiles } from './static-files'
import { consoleUrl, sayClaim, tell } from './terminal'

/**
 * The console's entry: it owns the listening socket, judges every request before Next.js sees it, prints the claim code, and ends
 * on TERM. Run from the top of the installation, where .next stands: `node dist/console.mjs`.
 */
const AUDIT_EVERY_MS = 10_000
const DRAIN_MS = 3_000
/** Exit status of contract.md. */
const REFUSED = 1
const NO_FILE = 3

class CannotStart extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message)
  }
}

/** Makes STATE/console usable and says the claim code while nobody has an account. */
async function prepareState(): Promise<() => Promise<void>> {
  try {
    const where = await folder()
    await secret()
    if (await hasAccounts(where)) {
      await endClaim(where)
      return async () => undefined
    }
    const code = await newClaim(where)
    return async () => sayClaim(code)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new CannotStart(tell('login.stateNotWritable', { path: join(paths().state, 'console'), why }), NO_FILE)
  }
}

/** Names that this console answers to; null = any. On loopback only its own, so that no foreign name can be pointed at it. */
function ownHosts(): Set<string> | null {
  const { listen } = paths()
  const named = (process.env.ARAPAIMA_HOSTS ?? '').split(/[\s,]+/).filter(Boolean)
  const loopback = listen === '::1' || listen === 'localhost' || listen.startsWith('127.')
  if (!loopback && named.length === 0) return null
  return new Set(['localhost', hostname(), ...named].map((name) => name.toLowerCase()))
}

async function preparePanels(): Promise<http.RequestListener> {
  const dir = process.cwd()
  if (!existsSync(join(dir, '.next', 'BUILD_ID'))) throw new CannotStart(tell('login.notBuilt', { path: dir }), NO_FILE)
  Object.assign(process.env, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' })
  const { default: next } = await import('next')
  const { listen, port } = paths()
  const app = next({ dev: false, dir, hostname: listen, port })
  await app.prepare()
  return withStaticFiles(app.getRequestHandler(), join(dir, '.next', 'static'))
}

async function listen(server: http.Server): Promise<void> {
  const { listen: address, port } = paths()
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const say = {
        EADDRINUSE: 'login.portTaken',
        EADDRNOTAVAIL: 'login.addressNotHere',
        EACCES: 'login.portForbidden',
      } as const
      const key = say[error.code as keyof typeof say]
      reject(key ? new CannotStart(tell(key, { address, port: String(port) }), REFUSED) : error)
    })
    server.listen(port, address, resolve)
  })
}

/** TERM and INT: no new requests, those under way get a moment, then the end. A connection without a request is not waited for. */
function endOnSignal(server: http.Server): void {
  let answering = 0
  let ending = false
  const end = () => {
    ending = true
    server.close()
    if (answering === 0) process.exit(0)
    setTimeout(() => process.exit(0), DRAIN_MS)
  }
  server.on('request', (_request, response) => {
    answering += 1
    response.once('close', () => {
      answering -= 1
      if (ending && answering === 0) process.exit(0)
    })
  })
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
}

async function main(): Promise<void> {
  const sayCode = await prepareState()
  const server = makeServer(await preparePanels(), ownHosts())
  await listen(server)
  endOnSignal(server)
  await sayCode()
  console.log(tell('login.printListening', { url: consoleUrl() }))
  setInterval(() => void passOn(), AUDIT_EVERY_MS).unref()
  watchPartner()
}

main().catch((error: unknown) => {
  console.error(error instanceof CannotStart ? error.message : error)
  process.exit(error instanceof CannotStart ? error.status : REFUSED)
})
