import { createHash, createHmac } from 'node:crypto'
import { createSocket, type Socket as UdpSocket } from 'node:dgram'
import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { verdictKey } from '@/lib/health/verdict'
import { say } from '@/lib/text'
import { bundledCheck, bundledName, parseBundled } from './index'

const servers: Server[] = []
const sockets = new Set<Socket>()
const datagrams: UdpSocket[] = []
afterEach(() => {
  for (const socket of sockets) socket.destroy()
  sockets.clear()
  for (const server of servers.splice(0)) server.close()
  for (const socket of datagrams.splice(0)) socket.close()
})

/** A scripted server on loopback: greets, then answers each piece that it hears; null = closes. */
function speak(
  greeting: string | Buffer,
  answer: (heard: Buffer) => string | Buffer | null = () => '',
): Promise<number> {
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    if (greeting.length > 0) socket.write(bytes(greeting))
    socket.on('data', (heard) => {
      const said = answer(heard)
      if (said === null) socket.destroy()
      else if (said.length > 0) for (const byte of bytes(said)) socket.write(Buffer.from([byte]))
    })
  })
  servers.push(server)
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
}

const bytes = (said: string | Buffer) => (typeof said === 'string' ? Buffer.from(said, 'latin1') : said)

/** A scripted UDP server on loopback. */
function listen(answer: (heard: Buffer) => Buffer[]): Promise<number> {
  const socket = createSocket('udp4')
  datagrams.push(socket)
  socket.on('message', (heard, from) => {
    for (const said of answer(heard)) socket.send(said, from.port, from.address)
  })
  return new Promise((resolve) => socket.bind(0, '127.0.0.1', () => resolve(socket.address().port)))
}

async function check(line: string, port: number, limitMs = 2000) {
  const [name = '', ...words] = line.replace('%h', '127.0.0.1').replace('%p', String(port)).split(' ')
  const { verdict, line: printed } = await bundledCheck(name, words, { address: '127.0.0.1', port, limitMs })
  say('en', verdictKey(verdict.code), verdict.params)
  const { reason, detail } = verdict.params
  return {
    said: [verdict.result, verdict.code, reason, detail].filter((x) => x !== undefined).join(' '),
    printed,
    verdict,
  }
}

describe('the command line', () => {
  test('only our names in our folder are ours', () => {
    expect(bundledName('/usr/lib/arapaima/checks/http')).toBe('http')
    expect(bundledName('/usr/lib/arapaima/checks/other')).toBeNull()
    expect(bundledName('/usr/lib/arapaima/checks/../checks/http')).toBeNull()
    expect(bundledName('/usr/local/lib/arapaima/checks/http')).toBeNull()
  })

  test.each([
    ['http', ['10.0.0.1'], 8080],
    ['http', ['10.0.0.1', '81', '--path', '/x', '--status', '200-299,304', '--header', 'Server:nginx'], 81],
    ['https', ['10.0.0.1', '--days', '14', '--verify'], 8080],
    ['icmp', ['10.0.0.1'], 8080],
  ])('%s %j is fine', (name, words, port) =>
    expect(parseBundled(name, words, { port: 8080 })).toMatchObject({ host: '10.0.0.1', port }),
  )

  test.each([
    ['http', [], '%h'],
    ['http', ['h', '99999'], '99999'],
    ['http', ['h', '80', 'more'], 'more'],
    ['http', ['h', '--path', 'x\r\nEvil: y'], '--path'],
    ['http', ['h', '--host', 'a\nb'], '--host'],
    ['http', ['h', '--status', '2xx'], '--status'],
    ['smtp', ['h', '--helo', 'a\r\nMAIL'], '--helo'],
    ['dns', ['h', '--name', 'a..b'], '--name'],
    ['dns', ['h', '--type', 'ANY'], '--type'],
    ['radius', ['h'], '--secret'],
    ['mysql', ['h', '--user', 'a\0b'], '--user'],
  ])('%s %j is refused', (name, words, wrong) => expect(parseBundled(name, words, { port: 80 })).toBe(wrong))

  test('an unknown option is our fault, not the server’s', async () => {
    expect((await check('http %h %p --nonsense', 1)).verdict).toMatchObject({
      result: 'unknown',
      code: 'bundled-usage',
    })
  })
})

describe('smtp and ftp', () => {
  test('greeting over several lines, HELO, and good-bye', async () => {
    const port = await speak('220-mail\r\n220 ready\r\n', (heard) =>
      heard.toString() === 'HELO lvs.example.com\r\n' ? '250 hello\r\n' : '221 bye\r\n',
    )
    const result = await check('smtp %h %p --helo lvs.example.com', port)
    expect(result.said).toBe('up bundled-ok 220 ready')
    expect(result.printed).toBe('OK 220 ready')
    expect(result.verdict.sent).toContain('HELO')
  })

  test.each([
    ['554 go away\r\n', 'down bundled-down greeting 554 go away'],
    ['HTTP/1.0 200\r\n', 'down bundled-down protocol HTTP/1.0 200'],
    ['220 ready\r\n', 'down bundled-down answer 421 too busy'],
  ])('greeted with %j', async (greeting, said) => {
    expect((await check('smtp %h %p', await speak(greeting, () => '421 too busy\r\n'))).said).toBe(said)
  })

  test('ftp that wants a log-in first is well', async () => {
    expect((await check('ftp %h %p', await speak('220 (vsFTPd)\r\n', () => '530 log in\r\n'))).said).toMatch(/^up/)
    expect((await check('ftp %h %p', await speak('421 too many\r\n'))).said).toBe(
      'down bundled-down greeting 421 too many',
    )
  })
})

describe('databases', () => {
  const packet = (sequence: number, body: Buffer) =>
    Buffer.concat([Buffer.from([body.length & 255, body.length >> 8, 0, sequence]), body])
  const greeting = packet(0, Buffer.from('\x0a8.0.36\x00\x01\x00\x00\x00abcdefgh\x00', 'latin1'))
  const mysqlError = (code: number, text: string) =>
    packet(2, Buffer.concat([Buffer.from([0xff, code & 255, code >> 8]), Buffer.from(text)]))

  test('mysql: refuses the log-in = lives; the log-in is a whole packet', async () => {
    let login = Buffer.alloc(0)
    const port = await speak(greeting, (heard) => {
      login = Buffer.concat([login, heard])
      return mysqlError(1045, '#28000Access denied')
    })
    expect((await check('mysql %h %p --user monitor', port)).said).toBe('up bundled-ok 8.0.36')
    expect(login.readUIntLE(0, 3)).toBe(login.length - 4)
    expect([login[3], login.subarray(36, 44).toString('latin1')]).toEqual([1, 'monitor\0'])
  })

  test.each([
    [
      'blocked in the greeting',
      packet(0, Buffer.from('\xff\x69\x04Host is blocked', 'latin1')),
      'down bundled-down error 1129 Host is blocked',
    ],
    ['too many connections after it', greeting, 'down bundled-down error 1040 #08004Too many'],
    [
      'not mysql',
      Buffer.from('HTTP/1.0 200 OK\r\n\r\n and so on and on'),
      /^down bundled-(down (protocol|tooLong)|timeout)/,
    ],
  ])('mysql: %s', async (_, hello, said) => {
    const result = await check('mysql %h %p', await speak(hello, () => mysqlError(1040, '#08004Too many')), 500)
    if (typeof said === 'string') expect(result.said).toBe(said)
    else expect(result.said).toMatch(said)
  })

  const postgresError = (code: string, text: string) => {
    const body = Buffer.from(`SFATAL\0C${code}\0M${text}\0\0`)
    const head = Buffer.alloc(5)
    head.write('E')
    head.writeUInt32BE(body.length + 4, 1)
    return Buffer.concat([head, body])
  }
  test.each([
    ['asks for a password', Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3]), 'up bundled-ok authentication'],
    ['refuses this user', postgresError('28000', 'no entry'), 'up bundled-ok 28000 no entry'],
    ['starts up', postgresError('57P03', 'starting up'), 'down bundled-down error 57P03 starting up'],
    ['is full', postgresError('53300', 'too many'), 'down bundled-down error 53300 too many'],
    ['is another', Buffer.from('-ERR nonsense'), 'down bundled-down protocol -'],
  ])('postgres %s', async (_, answer, said) => {
    let start = Buffer.alloc(0)
    const port = await speak('', (heard) => {
      const first = start.length === 0
      start = Buffer.concat([start, heard])
      return first ? answer : ''
    })
    expect((await check('postgres %h %p', port)).said).toBe(said)
    expect(start.readUInt32BE(4)).toBe(196_608)
    expect(start.subarray(8).toString()).toContain('user\0arapaima\0database\0postgres\0\0')
  })

  test.each([
    ['+PONG\r\n', 'up bundled-ok +PONG'],
    ['-NOAUTH Authentication required.\r\n', 'up bundled-ok -NOAUTH Authentication required.'],
    ['-LOADING Redis is loading\r\n', 'down bundled-down error -LOADING Redis is loading'],
    ['HTTP/1.1 400\r\n', 'down bundled-down protocol HTTP/1.1 400'],
  ])('redis answers %j', async (answer, said) => {
    expect((await check('redis %h %p', await speak('', () => answer))).said).toBe(said)
  })
})

test.each([
  [[0x30, 12, 2, 1, 1, 0x61, 7, 10, 1, 0, 4, 0, 4, 0], 'up bundled-ok resultCode 0'],
  [[0x30, 0x81, 12, 2, 1, 1, 0x61, 7, 10, 1, 48, 4, 0, 4, 0], 'up bundled-ok resultCode 48'],
  [[0x30, 12, 2, 1, 1, 0x61, 7, 10, 1, 52, 4, 0, 4, 0], 'down bundled-down error resultCode 52'],
  [[0x30, 3, 2, 1, 1], 'down bundled-down protocol \\x02\\x01\\x01'],
])('ldap answers %j', async (answer, said) => {
  let asked = Buffer.alloc(0)
  const port = await speak('', (heard) => {
    asked = Buffer.concat([asked, heard])
    return asked.length <= 14 ? Buffer.from(answer) : ''
  })
  expect((await check('ldap %h %p', port)).said).toBe(said)
})

describe('dns', () => {
  const reply = (heard: Buffer, rcode: number, answers: Buffer[] = []) => {
    const said = Buffer.concat([heard, ...answers])
    said[2] = 0x81
    said[3] = 0x80 | rcode
    said.writeUInt16BE(answers.length, 6)
    return said
  }
  const a = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 80])
  const aaaa = Buffer.concat([
    Buffer.from([0xc0, 12, 0, 28, 0, 1, 0, 0, 0, 60, 0, 16]),
    Buffer.from('20010db8000000000000000000000080', 'hex'),
  ])

  test.each([
    ['', 0, 'up bundled-ok NOERROR 2'],
    [' --answer 192.0.2.80', 0, 'up bundled-ok NOERROR 2'],
    [' --answer 2001:db8:0::80', 0, 'up bundled-ok NOERROR 2'],
    [' --answer 192.0.2.81', 0, 'down bundled-down answer 192.0.2.80 2001:db8::80'],
    ['', 2, 'down bundled-down rcode SERVFAIL'],
    [' --any', 5, 'up bundled-ok REFUSED 2'],
  ])('options %j, rcode %i', async (options, rcode, said) => {
    let name = ''
    const port = await listen((heard) => {
      name = heard.subarray(12).toString('latin1')
      return [
        Buffer.from('rubbish'),
        Buffer.concat([Buffer.from([heard[0] === 0 ? 1 : 0]), heard.subarray(1)]),
        reply(heard, rcode, [a, aaaa]),
      ]
    })
    expect((await check(`dns %h %p --name www.example.com --type A${options}`, port)).said).toBe(said)
    expect(name).toBe('\x03www\x07example\x03com\x00\x00\x01\x00\x01')
  })

  test('a cut-off answer, silence, a refusal', async () => {
    const cut = await listen((heard) => [reply(heard, 0, [a.subarray(0, 5)])])
    expect((await check('dns %h %p --name x --answer 192.0.2.80', cut)).said).toBe('down bundled-down answer ')
    const silent = await listen(() => [])
    expect((await check('dns %h %p', silent, 200)).verdict.code).toBe('bundled-timeout')
    await new Promise<void>((resolve) => datagrams.pop()?.close(() => resolve()))
    expect((await check('dns %h %p', silent)).verdict.code).toBe('refused')
  })
})

describe('radius', () => {
  const answer = (heard: Buffer, secret: string, code = 2) => {
    const head = Buffer.from([code, heard[1] ?? 0, 0, 20])
    const hash = createHash('md5').update(head).update(heard.subarray(4, 20)).update(secret).digest()
    return Buffer.concat([head, hash])
  }

  test('the request is signed, the answer’s signature counts', async () => {
    let right = false
    const port = await listen((heard) => {
      const blank = Buffer.from(heard)
      blank.fill(0, 22)
      right = createHmac('md5', 's3cret').update(blank).digest().equals(heard.subarray(22))
      return [answer(heard, 'other'), answer(heard, 's3cret')]
    })
    expect((await check('radius %h %p --secret s3cret', port)).said).toBe('up bundled-ok Access-Accept')
    expect(right).toBe(true)
  })

  test('a foreign signature is no answer; a rejection is one', async () => {
    const foreign = await listen((heard) => [answer(heard, 'other'), Buffer.from('short')])
    expect((await check('radius %h %p --secret s3cret', foreign, 200)).verdict.code).toBe('bundled-timeout')
    const rejects = await listen((heard) => [answer(heard, 's3cret', 3)])
    expect((await check('radius %h %p --secret s3cret', rejects)).said).toBe('down bundled-down answer code 3')
  })
})

describe('every protocol against a hostile server', () => {
  const TCP = ['http', 'https', 'smtp', 'ftp', 'mysql', 'postgres', 'redis', 'ldap']
  test.each(TCP)('%s: silent, closing, endless, binary, and nobody there', async (name) => {
    const silent = await speak('')
    const late = await check(`${name} %h %p`, silent, 250)
    expect(late.verdict).toMatchObject({ result: 'down', code: 'bundled-timeout' })
    expect(late.verdict.tookMs).toBeLessThan(2000)
    const closing = await check(`${name} %h %p`, await speak('', () => null))
    expect(['down', 'unknown']).toContain(closing.verdict.result === 'unknown' ? closing.verdict.code : 'down')
    for (const text of ['a'.repeat(200_000), '\xff\x00\xfe'.repeat(1000), '\r\n'.repeat(100), '220'])
      expect((await check(`${name} %h %p`, await speak(text, () => 'x'), 400)).verdict.result).toBe('down')
    const port = await speak('')
    await new Promise((resolve) => servers.pop()?.close(resolve))
    expect((await check(`${name} %h %p`, port)).verdict).toMatchObject({ result: 'down', code: 'refused' })
  })
})

test('icmp: loopback answers; a ping that cannot be sent says nothing of the server', async () => {
  expect((await check('icmp %h', 0)).verdict.result).toBe('up')
  const input = { address: '127.0.0.1', port: 0, limitMs: 1500, source: '203.0.113.7' }
  expect((await bundledCheck('icmp', ['127.0.0.1'], input)).verdict.result).toBe('unknown')
})
