import type { ExecOptions, Result } from '../host/channel'

/** What a scenario did, in order, for whoever has to find out why it failed. Printed only then. */
export class Transcript {
  private readonly lines: string[] = []
  private readonly began = Date.now()

  note(text: string): void {
    const at = ((Date.now() - this.began) / 1000).toFixed(2).padStart(7)
    this.lines.push(`${at} ${text.replaceAll('\n', '\n        ')}`)
  }

  /** One finished program: its host, argv, input, output and status. */
  ran(host: string, argv: readonly string[], options: ExecOptions, result: Result): void {
    const status = result.exit === 0 ? '' : `  → ${result.exit ?? result.signal}`
    const input = options.input ? `\n< ${options.input.trimEnd()}` : ''
    const out = [result.stdout, result.stderr]
      .map((text) => text.trimEnd())
      .filter(Boolean)
      .join('\n')
    this.note(`[${host}] ${argv.join(' ')}${status}${input}${out ? `\n${out}` : ''}`)
  }

  toString(): string {
    return this.lines.join('\n')
  }
}
