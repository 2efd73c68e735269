import { describe, expect, test } from 'vitest'
import { filesBody, readFilesBody } from './config-files'
import { localPath } from './local-path'
import { delayAfter, MAX_DELAY_MS, makeThrottle, WAITING_AT_ONCE } from './throttle'

test('a next page is always inside the console', () => {
  for (const good of ['/', '/a', '/a/b?c=d', '/virtual-servers/x%2Fy']) expect(localPath(good)).toBe(good)
  const bad = [
    '',
    '//evil',
    '/\\evil',
    'https://evil',
    'javascript:alert(1)',
    '/\t/evil',
    '/a\nb',
    'evil',
    `/${'a'.repeat(2000)}`,
  ]
  for (const url of [...bad, null, undefined]) expect(localPath(url)).toBe('/')
  expect(localPath('/a/..//evil')).toBe('/')
})

describe('throttle', () => {
  /** A throttle whose clock is the list of waits that it asked for. */
  function made() {
    const slept: number[] = []
    return { slept, throttle: makeThrottle(async (ms) => void slept.push(ms)) }
  }
  async function fail(throttle: ReturnType<typeof makeThrottle>, address: string, user: string) {
    const turn = await throttle.begin(address, user)
    await turn?.failed()
    turn?.done()
  }

  test('a few mistakes cost nothing, then each waits longer, never beyond the limit', async () => {
    const { slept, throttle } = made()
    for (let i = 0; i < 12; i++) await fail(throttle, '192.0.2.1', 'ann')
    expect(slept).toEqual([250, 500, 1000, 2000, 4000, 4000, 4000, 4000])
    expect(delayAfter(1000, 0)).toBe(MAX_DELAY_MS)
  })

  test('failures of others never refuse: the right password waits at most the limit and then counts', async () => {
    const { slept, throttle } = made()
    for (let i = 0; i < 50; i++) await fail(throttle, '203.0.113.9', 'ann')
    slept.length = 0
    const turn = await throttle.begin('192.0.2.1', 'ann')
    expect(turn).not.toBeNull()
    expect(slept).toEqual([MAX_DELAY_MS])
    await turn?.passed()
    turn?.done()
    slept.length = 0
    ;(await throttle.begin('192.0.2.1', 'ann'))?.done()
    expect(slept).toEqual([])
  })

  test('trying many names from one address is slowed as well', async () => {
    const { slept, throttle } = made()
    for (let i = 0; i < 12; i++) await fail(throttle, '203.0.113.9', `user${i}`)
    expect(slept).toEqual([250, 500].slice(0, slept.length))
    expect(slept.length).toBeGreaterThan(0)
  })

  test('attempts that wait are counted per address: another address still gets its turn', async () => {
    const { throttle } = made()
    const turns = await Promise.all(Array.from({ length: WAITING_AT_ONCE }, () => throttle.begin('203.0.113.9', 'ann')))
    expect(await throttle.begin('203.0.113.9', 'bob')).toBeNull()
    expect(await throttle.begin('192.0.2.1', 'ann')).not.toBeNull()
    turns[0]?.done()
    expect(await throttle.begin('203.0.113.9', 'bob')).not.toBeNull()
  })
})

describe('files in JSON', () => {
  const files = {
    'lvs.cf': Buffer.from('# 网\n'),
    'lvs.iptables': Buffer.from([0x23, 0xff, 0x0a]),
    'lvs.sysctl': Buffer.alloc(0),
  }

  test('every byte comes back, whatever the encoding', () => {
    const body = filesBody(files)
    expect(body['lvs.cf']).toEqual({ text: '# 网\n' })
    expect(body['lvs.iptables']).toEqual({ base64: 'I/8K' })
    expect(readFilesBody(JSON.parse(JSON.stringify(body)))).toEqual(files)
  })

  test('other names and shapes are refused', () => {
    const bad = [
      null,
      [],
      {},
      'x',
      { passwd: 'x' },
      { '../lvs.cf': 'x' },
      { 'lvs.cf': 5 },
      { 'lvs.cf': { base64: '!' } },
      { 'lvs.cf': null },
    ]
    for (const value of bad) expect(readFilesBody(value)).toBeNull()
    expect(readFilesBody({ 'lvs.cf': 'x' })).toEqual({ 'lvs.cf': Buffer.from('x') })
  })
})
