import { describe, expect, test } from 'vitest'
import type { Client } from '../testing/client'
import { built, useConsole } from '../testing/console'

/** design.md section 10: bytes that cross the wire on a first visit. */
const LIMIT = 150_000
const COMPRESSED = { 'accept-encoding': 'gzip, deflate, br' }

/** HTML, scripts and styles of a page as a browser of today loads them: all that the page names, but for what is only for old browsers. */
async function weigh(client: Client, path: string): Promise<Record<string, number>> {
  const page = await client.get(path)
  expect(page.status).toBe(200)
  const modern = page.text.replace(/<script\b[^>]*\bnoModule\b[^>]*>/gi, '')
  const files = new Set(modern.match(/\/_next\/static\/[\w./~-]+\.(?:js|css)/g))
  const weights: Record<string, number> = {}
  for (const file of [path, ...files]) {
    const { bytes, headers } = await client.send({ path: file, headers: COMPRESSED })
    if (bytes > 2_000) expect(headers['content-encoding'], file).toMatch(/^(?:br|gzip)$/)
    weights[file] = bytes
  }
  return weights
}
const sum = (weights: Record<string, number>) => Object.values(weights).reduce((a, b) => a + b, 0)

describe.skipIf(!built)('first load', () => {
  const world = useConsole()
  test.each(['/login', '/', '/virtual-servers/new'])('%s weighs less than 150 kB', async (path) => {
    const weights = await weigh(path === '/login' ? world.client() : await world.user(), path)
    expect(Object.keys(weights).length).toBeGreaterThan(5)
    expect(sum(weights), JSON.stringify(weights, null, 1)).toBeLessThan(LIMIT)
    console.log(`${path}: ${(sum(weights) / 1000).toFixed(1)} kB on first load`)
  })
})
