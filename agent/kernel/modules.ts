import { access } from 'node:fs/promises'
import { failureText, findTool, run } from '../run'

const TIMEOUT_MS = 20_000

/**
 * Loads kernel modules that are not there. A module that is built in, or that the kernel loads by itself when asked, is no
 * failure here: the tool that needs it says so if it is really missing, and then `why` tells what modprobe said.
 */
export class Modules {
  private readonly tried = new Map<string, string>()

  /** `baseDir`: where lib/modules stands when it is not / (ARAPAIMA_MODULES_DIR; modprobe -d) */
  constructor(private readonly baseDir?: string) {}

  async ensure(names: readonly string[]): Promise<void> {
    for (const name of new Set(names)) {
      if (this.tried.has(name)) continue
      this.tried.set(name, (await isLoaded(name)) ? '' : await this.load(name))
    }
  }

  /** What modprobe said about these modules; '' when it had nothing to complain of. */
  whyMissing(names: readonly string[]): string {
    return names
      .map((name) => this.tried.get(name) ?? '')
      .filter((why) => why !== '')
      .join('; ')
  }

  /** Asks anew next time: a module may have been installed or unloaded meanwhile. */
  forget(): void {
    this.tried.clear()
  }

  private async load(name: string): Promise<string> {
    if (findTool('modprobe') === null) return 'modprobe is not installed'
    const base = this.baseDir === undefined ? [] : ['-d', this.baseDir]
    const result = await run(['modprobe', ...base, name], { timeoutMs: TIMEOUT_MS })
    return result.code === 0 ? '' : failureText('modprobe', result)
  }
}

async function isLoaded(name: string): Promise<boolean> {
  try {
    await access(`/sys/module/${name}`)
    return true
  } catch {
    return false
  }
}
