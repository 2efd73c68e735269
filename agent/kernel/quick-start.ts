import { type OpenTool, openTool } from '../beside'
import { whyOf } from '../errors'

/** Runs each line of its input as a program of its own, all at once. xargs(1), env(1) */
const ARGV = ['xargs', '-r', '-L', '1', '-P', '0', 'env']
/** Words that neither xargs nor env takes for anything but themselves. */
const PLAIN = /^[A-Za-z0-9._:%@,+/-]+$/
/** What was started has ended by then; only then is the next one made ready, which takes this process a moment. */
const AGAIN_MS = 3000

/**
 * Starts programs that may not wait for this process to fork: a small one that was started before does it. What they say and how they end is
 * nobody's business here.
 */
export class QuickStart {
  private tool: OpenTool | null = null
  private again: NodeJS.Timeout | undefined
  private complained = false

  constructor(private readonly log: (line: string) => void) {}

  /** Has one ready from now on. */
  prepare(): void {
    if (this.tool || this.again) return
    try {
      const gone = () => {
        if (this.tool === tool) this.tool = null
      }
      const tool: OpenTool = openTool(ARGV, { line: () => undefined, error: () => undefined, exit: gone })
      this.tool = tool
    } catch (error) {
      if (!this.complained) this.log(whyOf(error))
      this.complained = true
    }
  }

  /**
   * Starts these programs, found by name in the fixed folders. False when nothing was ready.
   * @throws Error for a word that would not arrive as it is
   */
  run(argvs: readonly (readonly string[])[]): boolean {
    const strange = argvs.flat().find((word) => !PLAIN.test(word))
    if (strange !== undefined) throw new Error(`not a plain word: ${JSON.stringify(strange)}`)
    const { tool } = this
    if (!tool || argvs.length === 0) return false
    this.tool = null
    tool.finish(argvs.map((argv) => `${argv.join(' ')}\n`).join(''))
    clearTimeout(this.again)
    this.again = setTimeout(() => {
      this.again = undefined
      this.prepare()
    }, AGAIN_MS).unref()
    return true
  }

  close(): void {
    clearTimeout(this.again)
    this.tool?.end()
    this.tool = null
  }
}
