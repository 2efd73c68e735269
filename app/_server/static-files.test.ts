import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takesBrotli, withStaticFiles } from './static-files'

const SCRIPT = 'let a = 1\n'.repeat(1000)
let top = ''
let server: http.Server

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'arapaima-static-'))
  await mkdir(join(top, 'static/chunks'), { recursive: true })
  await writeFile(join(top, 'static/chunks/a-1.js'), SCRIPT)
  await writeFile(join(top, 'static/chunks/a.json'), '{}')
  await writeFile(join(top, 'secret.js'), 'secret')
  await symlink('../../secret.js', join(top, 'static/chunks/link.js'))
  const panels: http.RequestListener = (_request, response) => response.end('panels')
  server = http.createServer(withStaticFiles(panels, join(top, 'static')))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await rm(top, { recursive: true, force: true })
})

type Got = { headers: http.IncomingHttpHeaders; body: Buffer }
function get(path: string, method = 'GET', encoding = 'gzip, deflate, br'): Promise<Got> {
  const { port } = server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': encoding }
    const request = http.request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(parts) }))
    })
    request.on('error', reject)
    request.end()
  })
}

test('a script of the build comes compressed, for good, and the same each time', async () => {
  const [first, again] = await Promise.all([get('/_next/static/chunks/a-1.js'), get('/_next/static/chunks/a-1.js?x')])
  for (const { headers, body } of [first, again, await get('/_next/static/chunks/a-1.js')]) {
    expect(brotliDecompressSync(body).toString()).toBe(SCRIPT)
    expect(headers).toMatchObject({
      'content-type': 'application/javascript; charset=UTF-8',
      'content-encoding': 'br',
      'content-length': String(body.length),
      'cache-control': expect.stringContaining('immutable'),
      vary: 'Accept-Encoding',
    })
  }
  const head = await get('/_next/static/chunks/a-1.js', 'HEAD')
  expect([head.headers['content-length'], head.body.length]).toEqual([String(first.body.length), 0])
})

test.each([
  ['/_next/static/chunks/a-1.js', 'POST', 'br'],
  ['/_next/static/chunks/a-1.js', 'GET', 'gzip'],
  ['/_next/static/chunks/a.json', 'GET', 'br'],
  ['/_next/static/chunks/none.js', 'GET', 'br'],
  ['/_next/static/chunks/link.js', 'GET', 'br'],
  ['/_next/static/../secret.js', 'GET', 'br'],
  ['/_next/static/chunks/../../secret.js', 'GET', 'br'],
  ['/_next/static/%2e%2e/secret.js', 'GET', 'br'],
  ['/_next/static//secret.js', 'GET', 'br'],
  ['/_next/static/chunks', 'GET', 'br'],
  ['/chunks/a-1.js', 'GET', 'br'],
])('%s by %s with %s is left to the panels', async (path, method, encoding) => {
  expect((await get(path, method, encoding)).body.toString()).toBe('panels')
})

test('who takes Brotli', () => {
  for (const yes of ['br', 'gzip, br', 'gzip;q=1.0, BR ; q=0.5', 'br;q=1']) expect(takesBrotli(yes), yes).toBe(true)
  for (const no of [undefined, '', 'gzip', 'br;q=0', 'br;q=0.000', 'brotli', 'x-br', '*'])
    expect(takesBrotli(no), no).toBe(false)
})
