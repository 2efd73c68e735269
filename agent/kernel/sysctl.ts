import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isAllowedSysctl, sysctlPath, sysctlValue } from '@/lib/kernel/sysctl'
import { whyOf } from '../errors'

/** Kernel settings, read and written under /proc/sys without starting a program. */
export class Sysctl {
  constructor(private readonly root = '/proc/sys') {}

  /** The values of those names that exist now; a setting of a module that is not loaded is absent. */
  async read(names: readonly string[]): Promise<Record<string, string>> {
    const found = await Promise.all(
      names.filter(isAllowedSysctl).map(async (name) => {
        try {
          return [name, sysctlValue(await readFile(this.path(name), 'utf8'))] as const
        } catch {
          return null
        }
      }),
    )
    return Object.fromEntries(found.filter((entry) => entry !== null))
  }

  /** Writes one; gives the system's text when it refuses, null when it was done. */
  async write(name: string, value: string): Promise<string | null> {
    if (!isAllowedSysctl(name)) return `${name} is not a setting that may be written`
    try {
      await writeFile(this.path(name), `${value}\n`, { flag: 'r+' })
      return null
    } catch (error) {
      return whyOf(error)
    }
  }

  private path(name: string): string {
    return join(this.root, sysctlPath(name))
  }
}
