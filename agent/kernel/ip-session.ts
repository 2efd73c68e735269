import { setImmediate } from 'node:timers/promises'
import { type Net, parseAddresses } from '@/lib/kernel/address'
import { type OpenTool, openTool } from '../beside'
import { AgentError } from '../errors'

/** What stood on the interfaces after the lines had run, and what `ip` said of those that it refused. */
export type IpAnswer = { net: Net; said: string }

/** -force goes on after a line that was refused: an address may be gone already. */
const ARGV = ['ip', '-json', '-force', '-batch', '-']
/** The end of each answer: prints the addresses as one line. */
const SHOW = 'address show'

type Waiting = { line(text: string): void; gone(how: string): void }

/**
 * One `ip -batch` that is kept open (ip(8)). Starting `ip` costs a process of Node's size milliseconds, on a small machine a tenth of a second; a
 * line in an open one costs the system call. It is started anew after anything that it refused: it remembers the numbers of interfaces, which
 * are others when one was made again.
 */
export class IpSession {
  private tool: OpenTool | null = null
  private waiting: Waiting | null = null
  private said = ''
  private last: Promise<unknown> = Promise.resolve()

  /** @param timeoutMs of one answer; then the tool is ended */
  constructor(
    private readonly timeoutMs: number,
    private readonly argv: readonly string[] = ARGV,
  ) {}

  /**
   * Runs lines as they stand after `ip`, one batch after the other, and reads the addresses. Lines that were cut off by its end run once more in a new one:
   * adding or removing an address twice is the same as once.
   * @throws AgentError TOOL_MISSING, TOOL_TIMEOUT, TOOL_FAILED, TOOL_OUTPUT
   */
  run(lines: readonly string[]): Promise<IpAnswer> {
    const work = this.last.then(() => this.attempt(lines).catch(() => this.attempt(lines)))
    this.last = work.catch(() => undefined)
    return work
  }

  close(): void {
    this.tool?.end()
    this.tool = null
    this.said = ''
  }

  private async attempt(lines: readonly string[]): Promise<IpAnswer> {
    const tool = this.tool ?? this.open()
    let timer: NodeJS.Timeout | undefined
    try {
      const text = await new Promise<string>((resolve, reject) => {
        const gone = (how: string) => reject(new AgentError('TOOL_FAILED', 'ip -batch', this.said.trim() || how))
        this.waiting = { line: resolve, gone }
        const late = new AgentError('TOOL_TIMEOUT', 'ip -batch', `took longer than ${this.timeoutMs} ms`)
        timer = setTimeout(() => reject(late), this.timeoutMs)
        tool.write([...lines, SHOW, ''].join('\n'))
      })
      // What it refused is on another pipe; what comes later still belongs to the next answer.
      await setImmediate()
      const net = read(text)
      const said = this.said.trim().replace(/\s*\n\s*/g, '; ')
      if (said !== '') this.close()
      return { net, said }
    } catch (error) {
      this.close()
      throw error
    } finally {
      clearTimeout(timer)
      this.waiting = null
    }
  }

  private open(): OpenTool {
    const mine = () => this.tool === tool
    const tool: OpenTool = openTool(this.argv, {
      line: (text) => mine() && this.waiting?.line(text),
      error: (text) => {
        if (mine()) this.said += text
      },
      exit: (how) => {
        if (!mine()) return
        this.tool = null
        this.waiting?.gone(how)
      },
    })
    this.tool = tool
    return tool
  }
}

function read(json: string): Net {
  try {
    return parseAddresses(json)
  } catch (cause) {
    throw new AgentError('TOOL_OUTPUT', 'reading the addresses', 'ip printed no JSON', { cause })
  }
}
