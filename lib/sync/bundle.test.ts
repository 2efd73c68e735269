import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FILE_NAMES, type Files } from '@/lib/store/files'
import { BundleError, type BundleFault, encodeBundle, headerOf, readBundle } from './bundle'
import { asUser, bundleHeader, lineOf, MAX_BUNDLE_FILE_BYTES, pushHeader, requestOf, VERBS } from './protocol'

const filesOf = (a: Uint8Array, b: Uint8Array, c: Uint8Array): Files => ({
  'lvs.cf': Buffer.from(a),
  'lvs.iptables': Buffer.from(b),
  'lvs.sysctl': Buffer.from(c),
})
const FILES = filesOf(Buffer.from('primary = 192.0.2.1\n'), Buffer.alloc(0), Buffer.from('x'))

/** The bytes in pieces of this size, as a network may bring them. */
async function* pieces(bytes: Buffer, size = bytes.length || 1) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const read = (bytes: Buffer, size?: number) => readBundle(pieces(bytes, size), bundleHeader)
async function faultOf(work: Promise<unknown>): Promise<BundleFault | 'none'> {
  try {
    await work
    return 'none'
  } catch (error) {
    if (error instanceof BundleError) return error.fault
    throw error
  }
}
/** A bundle whose header was changed by hand. */
const forged = (change: (header: Record<string, unknown>) => void, files = FILES) => {
  const header = structuredClone(headerOf(files)) as unknown as Record<string, unknown>
  change(header)
  const list = FILE_NAMES.map((name) => files[name])
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...list])
}
const firstFile = (header: Record<string, unknown>) => (header.files as Record<string, unknown>[])[0] ?? {}

describe('bundles', () => {
  test('what is sent is what arrives, for any bytes in any pieces', async () => {
    const bytes = fc.uint8Array({ maxLength: 300 })
    await fc.assert(
      fc.asyncProperty(bytes, bytes, bytes, fc.integer({ min: 1, max: 700 }), async (a, b, c, size) => {
        const files = filesOf(a, b, c)
        const got = await read(encodeBundle(headerOf(files), files), size)
        return FILE_NAMES.every((name) => got.files[name].equals(files[name]))
      }),
    )
  })

  test('cut at any byte it is refused', async () => {
    const whole = encodeBundle(headerOf(FILES), FILES)
    for (let length = 0; length < whole.length; length++)
      expect([length, await faultOf(read(whole.subarray(0, length)))]).toEqual([length, 'SHORT'])
  })

  test('one byte more or changed, anywhere, is refused', async () => {
    const whole = encodeBundle(headerOf(FILES), FILES)
    expect(await faultOf(read(Buffer.concat([whole, Buffer.from('x')])))).toBe('LONG')
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const bent = Buffer.from(whole)
        bent[at] = (bent[at] ?? 0) ^ by
        return (await faultOf(read(bent))) !== 'none'
      }),
    )
  })

  test('names from outside the list, paths, repeated and missing names are refused', async () => {
    for (const name of ['../lvs.cf', '/etc/passwd', 'lvs.cf/../x', 'lvs.cf\0', '', 'lvs.sysctl', 'LVS.CF', '__proto__'])
      expect([name, await faultOf(read(forged((h) => Object.assign(firstFile(h), { name }))))]).toEqual([
        name,
        'HEADER',
      ])
    const drop = forged((header) => (header.files as unknown[]).pop())
    expect(await faultOf(read(drop))).toBe('HEADER')
    const four = forged((header) => (header.files as unknown[]).push(firstFile(header)))
    expect(await faultOf(read(four))).toBe('HEADER')
  })

  test('sizes that are no sizes, and more than the limit, are refused before their bytes are taken', async () => {
    let taken = 0
    async function* endless(head: Buffer) {
      yield head
      // Far more than any reader may take, and still an end for one that takes it all.
      for (let part = 0; part < 100; part++) {
        taken += 65536
        yield Buffer.alloc(65536)
      }
    }
    for (const size of [-1, 1.5, '20', null, MAX_BUNDLE_FILE_BYTES + 1, 1e300]) {
      const head = forged((header) => Object.assign(firstFile(header), { size }))
      expect([size, await faultOf(readBundle(endless(head), bundleHeader))]).toEqual([size, 'HEADER'])
    }
    expect(await faultOf(readBundle(endless(Buffer.from('{"protocol":1')), bundleHeader))).toBe('HEADER_LONG')
    expect(await faultOf(readBundle(endless(encodeBundle(headerOf(FILES), FILES)), bundleHeader))).toBe('LONG')
    expect(taken).toBeLessThan(4 * 65536)
  })

  test('keys that no header has, another protocol, a wrong hash are refused', async () => {
    expect(await faultOf(read(forged((h) => Object.assign(h, { mode: '0777' }))))).toBe('HEADER')
    expect(await faultOf(read(forged((h) => Object.assign(firstFile(h), { owner: 0 }))))).toBe('HEADER')
    expect(await faultOf(read(forged((h) => Object.assign(h, { protocol: 2 }))))).toBe('HEADER')
    expect(await faultOf(read(forged((h) => Object.assign(h, { hash: '0'.repeat(64) }))))).toBe('HASH')
    expect(await faultOf(read(forged((h) => Object.assign(firstFile(h), { sha256: '0'.repeat(64) }))))).toBe(
      'FILE_HASH',
    )
  })

  test('any bytes at all end in a fault, never in an exception of another kind', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        async (b) => (await faultOf(read(Buffer.from(b)))) !== 'none',
      ),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.jsonValue(),
        async (v) => (await faultOf(read(Buffer.from(`${JSON.stringify(v)}\n`)))) === 'HEADER',
      ),
    )
  })

  test('a push says who and why; control characters in a name are refused, line ends in a note are not', () => {
    const revision = { number: 4, author: 'anna', at: 5, note: 'two\nlines' }
    const header = { ...headerOf(FILES), expect: '0'.repeat(64), revision, user: 'anna', host: 'a' }
    expect(pushHeader.safeParse(header).success).toBe(true)
    for (const bad of [
      { ...header, user: 'an na' },
      { ...header, host: 'a\u001b[2J' },
      { ...header, revision: { ...revision, author: 'x\ny' } },
      { ...header, revision: { ...revision, note: '\u0007' } },
      { ...header, revision: { ...revision, note: 'x'.repeat(1001) } },
      { ...header, expect: 'x' },
      { ...header, more: 1 },
    ])
      expect(pushHeader.safeParse(bad).success).toBe(false)
  })
})

describe('verb lines', () => {
  const H = 'a'.repeat(64)
  test('every request comes back as it was', () => {
    for (const verb of VERBS) {
      const request = verb === 'confirm' ? ({ verb, hash: H, planId: H, user: 'anna' } as const) : ({ verb } as const)
      expect(requestOf(lineOf(request))).toEqual(request)
    }
  })
  test('nothing else is one', () => {
    const push = lineOf({ verb: 'push' })
    const confirm = lineOf({ verb: 'confirm', hash: H, planId: H, user: 'anna' })
    const wrong = [
      'sh',
      'bash -c id',
      '/usr/lib/openssh/sftp-server',
      'internal-sftp',
      'scp -t /etc',
      'rsync --server .',
    ]
    wrong.push(
      `${push} `,
      ` ${push}`,
      `${push};id`,
      `${push}\nid`,
      `${push} x`,
      `${push}\0`,
      `${push.replace(' ', '  ')}`,
    )
    wrong.push(push.toUpperCase(), push.replace('push', 'erase'), push.replace('push', 'toString'), `${confirm} x`)
    wrong.push(confirm.replace('anna', '$(id)'), confirm.replace('anna', '-x'), confirm.replace(H, 'A'.repeat(64)))
    for (const line of wrong) expect([line, requestOf(line)]).toEqual([line, { fault: 'other' }])
    expect(requestOf(undefined)).toEqual({ fault: 'nothing' })
    expect(requestOf('')).toEqual({ fault: 'nothing' })
    expect(requestOf('arapaima-sync/2 push')).toEqual({ fault: 'protocol', protocol: '2' })
  })
  test('any user becomes a name that the line may carry', () => {
    fc.assert(
      fc.property(fc.string(), (user) => {
        const request = { verb: 'confirm', hash: H, planId: H, user } as const
        expect(requestOf(lineOf(request))).toEqual({ ...request, user: asUser(user) })
      }),
    )
  })
})
