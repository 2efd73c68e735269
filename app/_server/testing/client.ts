import http from 'node:http'

/** What came back: for tests that talk to a started console as a scripted client without JavaScript does. */
export type Answer = {
  status: number
  headers: http.IncomingHttpHeaders
  text: string
  /** of the body as it came */
  bytes: number
}
export type Ask = { method?: string; headers?: Record<string, string>; body?: string | Buffer; path: string }

/** A client with a cookie jar, no Origin and no Sec-Fetch-Site (as w3m), that fills in forms. */
export class Client {
  readonly cookies = new Map<string, string>()

  constructor(readonly port: number) {}

  /** One request, redirects not followed. */
  send({ method = 'GET', headers = {}, body, path }: Ask): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    return new Promise((resolve, reject) => {
      const request = http.request({
        host: '127.0.0.1',
        port: this.port,
        method,
        path,
        headers: { ...(cookie ? { cookie } : {}), ...length, ...headers },
      })
      request.on('error', reject)
      request.on('response', (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('error', reject)
        response.on('end', () => {
          this.keep(response.headers['set-cookie'] ?? [])
          const body = Buffer.concat(parts)
          const { statusCode: status = 0, headers } = response
          resolve({ status, headers, text: body.toString('utf8'), bytes: body.length })
        })
      })
      request.end(body)
    })
  }

  get(path: string): Promise<Answer> {
    return this.send({ path })
  }

  private keep(lines: string[]): void {
    for (const line of lines) {
      const [pair = '', ...rest] = line.split(/;\s*/)
      const at = pair.indexOf('=')
      const gone = rest.some((part) => /^max-age=0$/i.test(part)) || pair.slice(at + 1) === ''
      if (gone) this.cookies.delete(pair.slice(0, at))
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
  }

  /** The form of a page that has all of these fields, as it would be sent. */
  async form(path: string, ...fields: string[]): Promise<Form> {
    const page = await this.get(path)
    const found = formsOf(page.text, path).find((form) => fields.every((name) => form.fields.some(([n]) => n === name)))
    if (!found) throw new Error(`${path} (${page.status}) has no form with ${fields.join(', ')}`)
    return found
  }

  /** Sends a form as a browser without JavaScript does: multipart, all its fields, some of them changed. */
  submit(form: Form, values: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
    const boundary = '----arapaima-test'
    const fields = form.fields.map(([name, value]): [string, string] => [name, values[name] ?? value])
    const parts = fields.map(([n, v]) => `--${boundary}\r\nContent-Disposition: form-data; name="${n}"\r\n\r\n${v}\r\n`)
    const body = `${parts.join('')}--${boundary}--\r\n`
    const type = { 'content-type': `multipart/form-data; boundary=${boundary}` }
    return this.send({ method: 'POST', path: form.action, headers: { ...type, ...headers }, body })
  }
}

export type Form = { action: string; fields: [string, string][] }

/** Forms of a page: action and the fields with their values. */
export function formsOf(html: string, path: string): Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', inside = '']) => ({
    action: attribute(head, 'action') || path,
    fields: [...inside.matchAll(/<(?:input|button)\b([^>]*)>/g)].flatMap(([, tag = '']): [string, string][] => {
      const name = attribute(tag, 'name')
      return name ? [[name, attribute(tag, 'value')]] : []
    }),
  }))
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  return value
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}
