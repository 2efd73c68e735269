import { expect, test } from 'vitest'
import { type Ask, hostOf, judge, MAX_BODY, strip } from './gate'

const OWN = { host: 'router:3636' }
const HOSTS = new Set(['router', 'localhost'])

/** The verdict on one request, as a number; 200 = let through. */
function verdict(method: string, url: string, headers: Record<string, string> = {}, more: string[] = []): number {
  const all: Record<string, string> = { ...OWN, ...headers }
  const rawHeaders = [...Object.entries(all).flat(), ...more]
  const ask: Ask = { method, url, headers: all, rawHeaders }
  return judge(ask, HOSTS)?.status ?? 200
}
const post = (headers: Record<string, string>, url = '/global') =>
  verdict('POST', url, { 'content-length': '3', ...headers })

test('verbs: five are served, known others 405, unknown ones 501', () => {
  for (const verb of ['GET', 'HEAD']) expect(verdict(verb, '/')).toBe(200)
  for (const verb of ['POST', 'PUT', 'DELETE']) expect(verdict(verb, '/', { 'content-length': '0' })).toBe(200)
  for (const verb of ['OPTIONS', 'TRACE', 'CONNECT', 'PATCH']) expect(verdict(verb, '/')).toBe(405)
  for (const verb of ['PROPFIND', 'PURGE', 'M-SEARCH', 'get', 'FOO']) expect(verdict(verb, '/')).toBe(501)
})

test('a change comes from our own pages', () => {
  expect(post({ origin: 'http://router:3636', 'sec-fetch-site': 'same-origin' })).toBe(200)
  expect(post({ origin: 'http://ROUTER:3636' })).toBe(200)
  // w3m sends neither: the token in the form decides.
  expect(post({})).toBe(200)
  for (const origin of [
    'null',
    'http://evil.example',
    'http://router:3637',
    'http://router',
    'https://router.evil:3636',
    'file://',
    '',
    'x',
  ])
    expect(post({ origin }), origin).toBe(403)
  for (const site of ['cross-site', 'same-site']) expect(post({ 'sec-fetch-site': site })).toBe(403)
  // One good header does not make up for the other.
  expect(post({ origin: 'http://router:3636', 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(post({ origin: 'null', 'sec-fetch-site': 'same-origin' })).toBe(403)
})

test('a link from elsewhere opens a page, but does not read the API', () => {
  expect(verdict('GET', '/', { 'sec-fetch-site': 'cross-site' })).toBe(200)
  expect(verdict('GET', '/api/v1/config', { 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(verdict('GET', '/api/v1/config', { 'sec-fetch-site': 'none' })).toBe(200)
})

test('a default port may be left out of either', () => {
  const ask = (host: string, origin: string) => {
    const headers = { host, origin, 'content-length': '1' }
    return judge({ method: 'POST', url: '/', headers, rawHeaders: Object.entries(headers).flat() }, null)?.status ?? 200
  }
  expect(ask('router', 'http://router:80')).toBe(200)
  expect(ask('router:443', 'https://router')).toBe(200)
  expect(ask('router', 'http://router:81')).toBe(403)
})

test('path tricks', () => {
  const bad = [
    '//evil.example/',
    '/a//b',
    '/../etc',
    '/a/./b',
    '/%2e%2e/x',
    '/a/%2E%2E',
    '/%00',
    '/a\\b',
    '/a b',
    '/%zz',
    '/%0d%0aX: y',
    'http://evil/',
    '*',
    '',
    '/ä',
  ]
  for (const url of bad) expect(verdict('GET', url), url).toBe(400)
  for (const url of ['/', '/virtual-servers/a%2Fb', '/a.b', '/..a', '/x?next=//evil', '/%E7%BD%91'])
    expect(verdict('GET', url), url).toBe(200)
  expect(verdict('GET', `/${'a'.repeat(4096)}`)).toBe(414)
})

test('host names: ours and addresses, one of them, well formed', () => {
  const host = (name: string) => verdict('GET', '/', { host: name })
  for (const name of ['router', 'ROUTER:1', 'localhost:3636', '192.0.2.1:80', '[2001:db8::1]:3636'])
    expect(host(name), name).toBe(200)
  for (const name of ['evil.example', 'router.evil.example']) expect(host(name), name).toBe(421)
  for (const name of ['', 'a b', 'router:999999', 'router/x', 'user@router', '-x']) expect(host(name), name).toBe(400)
  expect(verdict('GET', '/', {}, ['Host', 'evil'])).toBe(400)
  expect(hostOf(undefined)).toBeNull()
})

test('bodies have a length and a limit; doubled headers are refused', () => {
  expect(post({ 'content-length': String(MAX_BODY) })).toBe(200)
  expect(post({ 'content-length': String(MAX_BODY + 1) })).toBe(413)
  expect(verdict('POST', '/')).toBe(411)
  expect(post({ 'transfer-encoding': 'chunked' })).toBe(411)
  expect(verdict('GET', '/', { 'content-length': '5' })).toBe(400)
  expect(verdict('PUT', '/api/v1/config', { 'content-length': String(10 * MAX_BODY) })).toBe(200)
  expect(verdict('POST', '/api/v1/config', { 'content-length': String(10 * MAX_BODY) })).toBe(413)
  const twice = (name: string) => verdict('POST', '/', { 'content-length': '3' }, [name, '3', name.toLowerCase(), '3'])
  for (const name of ['Origin', 'Cookie', 'Content-Length', 'If-Match']) expect(twice(name), name).toBe(400)
})

test('nothing that a proxy or Next.js itself would say comes in from outside', () => {
  const headers: Record<string, string> = {
    host: 'router',
    'x-middleware-subrequest': 'proxy:proxy:proxy',
    'x-forwarded-host': 'evil',
    'x-forwarded-for': '127.0.0.1',
    'x-arapaima-client': '127.0.0.1',
    'x-arapaima-token': 'kept',
    'x-nextjs-data': '1',
    forwarded: 'for=1',
    'next-action': 'kept',
  }
  strip(headers)
  expect(Object.keys(headers).sort()).toEqual(['host', 'next-action', 'x-arapaima-token'])
})
