import { openStore, type Paths, pathsFrom, type Store } from '@/lib/store'
import { type ConsoleFolder, consoleFolder } from '@/lib/store/private'
import { cookieSecret } from '@/lib/store/secret'

/** One value per process: the panels' modules may be loaded more than once, the process is one. */
export function oncePerProcess<T>(name: string, make: () => T): T {
  const all = globalThis as unknown as Record<symbol, unknown>
  const key = Symbol.for(`arapaima.${name}`)
  if (all[key] === undefined) all[key] = make()
  return all[key] as T
}

export const paths = (): Paths => oncePerProcess('paths', () => pathsFrom(process.env))

/** The configuration files with their history. */
export const store = (): Store => oncePerProcess('store', () => openStore(paths()))

/** STATE/console. Opened anew each time: `arapaima passwd` or a person may have made it meanwhile. */
export const folder = (): Promise<ConsoleFolder> => consoleFolder(paths())

export async function secret(): Promise<string> {
  const kept = oncePerProcess<{ value?: string }>('secret', () => ({}))
  kept.value ??= await cookieSecret(await folder())
  return kept.value
}
