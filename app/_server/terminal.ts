import { languageOf, type Params, say, type TextKey } from '@/lib/text'
import { paths } from './place'

/** A sentence for whoever started the console, in the language of the terminal. */
export function tell(key: TextKey, params: Params = {}): string {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  return say(languageOf(LC_ALL || LC_MESSAGES || LANG), key, params)
}

/** Where a browser finds the console. */
export function consoleUrl(): string {
  const { listen, port } = paths()
  const any = listen === '0.0.0.0' || listen === '::'
  const host = any ? 'localhost' : listen.includes(':') ? `[${listen}]` : listen
  return `http://${host}:${port}`
}

/** Prints the claim code; it is shown nowhere else. */
export function sayClaim(code: string): void {
  console.log(`\n${tell('login.printClaim', { url: `${consoleUrl()}/claim` })}\n\n    ${code}\n`)
}
