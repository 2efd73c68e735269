import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PASSWORD, type RouterA, USER } from './router'

/** Taller than any page of the console, so that all of it stands on the screen. */
const SIZE = 'stty rows 300 cols 130'
const CLEAR_LINE = '\x05\x15' // to the end, then everything before it
const REDRAW = '\x0c'
const LIMIT_MS = 20_000

/** A real w3m on a terminal of its own, driven by its keys as a person would. */
export class W3m {
  private screen = ''
  private readonly child: ChildProcessWithoutNullStreams

  private constructor(
    private readonly home: string,
    url: string,
  ) {
    const command = `${SIZE}; exec w3m -cookie -o ignorecase_search=0 '${url}'`
    const env = { ...process.env, HOME: home, TERM: 'xterm', LC_ALL: 'C.UTF-8' }
    this.child = spawn('script', ['-qfec', command, '/dev/null'], { env })
    this.child.stdout.on('data', (data: Buffer) => {
      this.screen += data.toString()
    })
  }

  /** Opens a page; cookies and everything else of w3m live in a folder that goes with it. */
  static open(url: string): W3m {
    const home = mkdtempSync(join(tmpdir(), 'arapaima-w3m-'))
    return new W3m(home, url)
  }

  private keys(text: string): void {
    this.child.stdin.write(text)
  }

  /** Waits until the page shows all of this; gives the screen as text. */
  async see(...wanted: (string | RegExp)[]): Promise<string> {
    const end = Date.now() + LIMIT_MS
    for (;;) {
      this.screen = ''
      this.keys(REDRAW)
      await new Promise((resolve) => setTimeout(resolve, 100))
      const text = this.text()
      if (wanted.every((one) => (typeof one === 'string' ? text.includes(one) : one.test(text)))) return text
      if (Date.now() > end) throw new Error(`w3m never shows ${wanted.join(', ')}:\n${text}`)
    }
  }

  /** What was drawn since the last redraw, without the terminal's control sequences. */
  private text(): string {
    const last = this.screen.split(/\x1b\[H\x1b\[2?J/).at(-1) ?? ''
    const blanks = last.replace(/\x1b\[(\d*)C/g, (_all, count) => ' '.repeat(Number(count) || 1))
    return blanks
      .replace(/\x1b\[[\d;]*[Hd]/g, '\n')
      .replace(/\x1b\[[\d;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>78]|\r/g, '')
  }

  /** The cursor to the first place where this stands: a regular expression of w3m. */
  private seek(label: string, nth = 1): void {
    this.keys(`g/${label}\r${'n'.repeat(nth - 1)}`)
  }

  /** Types into the field after this label. */
  fill(label: string, value: string): void {
    this.seek(label)
    this.keys(`\t\r${CLEAR_LINE}${value}\r`)
  }

  /** Chooses from the list after this label. */
  choose(label: string, option: string): void {
    this.seek(label)
    this.keys(`\t\r/${option}\r\r`)
  }

  /** Presses the radio or checkbox before this label. */
  tick(label: string): void {
    this.seek(label)
    this.keys('\x1b\t\r')
  }

  /** Presses the button or follows the link of this name, the n-th that the page has. */
  press(name: string, nth = 1): void {
    this.seek(name, nth)
    this.keys('\r')
  }

  /** From the page that asks for the claim code to CONTROL/MONITORING, as the first user. */
  async claim(router: RouterA): Promise<void> {
    await this.see('Claim this router')
    this.fill('^Code', router.claimCode())
    this.fill('^User name', USER)
    this.fill('^Password', PASSWORD)
    this.fill('^Password again', PASSWORD)
    this.press('Make the account')
    await this.see('Current LVS routing table')
  }

  /** From the log-in page to the page that was asked for. */
  async logIn(): Promise<void> {
    await this.see('Log in', 'User name')
    this.fill('^User name', USER)
    this.fill('^Password', PASSWORD)
    this.press('^Log in', 2)
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('close', resolve))
    this.child.kill('SIGTERM')
    await ended
    rmSync(this.home, { recursive: true, force: true })
  }
}
