import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toShown } from '../lvscf/bytes'
import { bytesOf, latin1, unescaped } from './escapes'
import { REGEX_INPUT_MAX, regexMatcher, regexProblem } from './regex'
import { type Match, type Matcher, matcherFor, prefixMatcher } from './sendexpect'
import { shown } from './shown'

const bytes = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0))

/** Feeds an answer in pieces and ends it: the verdict, as a check would see it. */
function judge(matcher: Matcher, pieces: Uint8Array[]): Match {
  for (const piece of pieces) {
    const result = matcher.feed(piece)
    if (result !== 'more') return result
  }
  return matcher.end()
}

describe('escapes', () => {
  test.each([
    ['GET / HTTP/1.0\\r\\n\\r\\n', 'GET / HTTP/1.0\r\n\r\n'],
    ['a\\tb', 'a\tb'],
    ['say \\"hi\\" it\\\'s', 'say "hi" it\'s'],
    ['\\\\n', '\\n'],
    ['\\x41\\d\\0', '\\x41\\d\\0'],
    ['ends with \\', 'ends with \\'],
  ])('%j', (text, plain) => expect(unescaped(text)).toBe(plain))

  test('text goes out as UTF-8, bytes that are none as they stand in the file', () => {
    expect([...bytesOf('\u{dce9}\\n')]).toEqual([0xe9, 10])
    expect([...bytesOf('正')]).toEqual([0xe6, 0xad, 0xa3])
    expect(latin1(bytesOf('\u{dcff}\x00é'))).toBe('\xff\x00\xc3\xa9')
  })
})

describe('expect as prefix', () => {
  test.each([
    ['HTTP', 'HTTP/1.1 200 OK', 'match'],
    ['HTTP', 'HTTP', 'match'],
    ['HTTP', 'HTT', 'mismatch'],
    ['HTTP', 'HTTX', 'mismatch'],
    ['HTTP', '', 'mismatch'],
    ['*', 'x', 'match'],
    ['*', '', 'mismatch'],
    ['\\*', '\\*', 'match'],
    ['220\\r\\n', '220\r\n', 'match'],
  ])('%j against %j: %s', (wanted, answer, result) =>
    expect(judge(prefixMatcher(wanted), [bytes(answer)])).toBe(result),
  )

  test('however the packets fall, the verdict is that of the whole answer', () => {
    const part = fc.uint8Array({ maxLength: 6 })
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 8 }),
        fc.uint8Array({ minLength: 1, maxLength: 12 }),
        (pieces, wanted) => {
          const plain = toShown(latin1(wanted)).replaceAll('\\', '\\\\')
          fc.pre(plain !== '*')
          const all = latin1(Uint8Array.from(pieces.flatMap((piece) => [...piece])))
          const whole = all.startsWith(latin1(wanted)) ? 'match' : 'mismatch'
          expect(judge(prefixMatcher(plain), pieces)).toBe(whole)
        },
      ),
    )
  })

  test('a wrong first byte is decided at once, a right beginning is not', () => {
    expect(prefixMatcher('HTTP').feed(bytes('x'))).toBe('mismatch')
    expect(prefixMatcher('HTTP').feed(bytes('HT'))).toBe('more')
  })
})

describe('regular expression', () => {
  const matches = (pattern: string, answer: string) => {
    const matcher = regexMatcher(pattern)
    if (!matcher) throw new Error('not compiled')
    return judge(matcher, [bytes(answer)])
  }
  test.each([
    ['HTTP/1\\.[01] 200', 'HTTP/1.1 200 OK', 'match'],
    ['200', 'HTTP/1.1 200 OK', 'match'],
    ['^200', 'HTTP/1.1 200 OK', 'mismatch'],
    ['^[[:digit:]]{3}[ -]', '220 mail', 'match'],
    ['a.b', 'a\nb', 'match'],
    ['b$', 'ab', 'match'],
    ['b$', 'ab\n', 'mismatch'],
    ['one|two', 'zwei two', 'match'],
    ['\\r\\n\\r\\nOK', 'HTTP/1.0 200\r\n\r\nOK', 'match'],
    ['正常', '\xe6\xad\xa3\xe5\xb8\xb8', 'match'],
    ['(?i)ok', 'OK', 'match'],
  ])('%j on %j: %s', (pattern, answer, result) => expect(matches(pattern, answer)).toBe(result))

  test('what cannot be used is said, not thrown', () => {
    expect(regexProblem('(x)\\1')?.code).toBe('syntax')
    expect(regexProblem('a(')?.code).toBe('syntax')
    expect(regexProblem('(?=x)')?.code).toBe('syntax')
    expect(regexProblem('a{900}')?.code).toBe('too-big')
    expect(regexProblem('^220 .*ready')).toBeNull()
    expect(matcherFor('a(', true)).toBeNull()
    expect(matcherFor('a(', false)).not.toBeNull()
  })

  test('hostile expressions on hostile answers stay within a bounded number of steps', () => {
    const patterns = ['(x+x+)+y', '(.*)(.*)(.*)(.*)[0-9]{200}z', '(x|xx|xxx)*y$', '((a{0,5}){0,5}){0,5}[^x]z']
    const began = performance.now()
    for (const pattern of patterns) {
      const matcher = regexMatcher(pattern)
      if (!matcher) throw new Error(`not compiled: ${pattern}`)
      const drops = Array.from({ length: REGEX_INPUT_MAX + 100 }, (_, i) => bytes(i % 700 === 699 ? 'z' : 'x'))
      expect(judge(matcher, drops)).toBe('mismatch')
      expect(matcher.full()).toBe(true)
    }
    // generous: a backtracking engine would not come back at all
    expect(performance.now() - began).toBeLessThan(10_000)
  })

  test('an answer that pauses is tried again by settle', () => {
    const matcher = regexMatcher('done')
    if (!matcher) throw new Error('not compiled')
    for (let i = 0; i < 40; i++) matcher.feed(bytes('0123456789'))
    expect(matcher.feed(bytes('done'))).toBe('more')
    expect(matcher.settle()).toBe('match')
  })
})

test('shown text is printable, says what the bytes are, and is cut', () => {
  expect(shown(bytes('HTTP/1.0 200\r\n\t\\\x00\xff\x1b[31m'))).toBe('HTTP/1.0 200\\r\\n\\t\\\\\\x00\\xff\\x1b[31m')
  expect(shown(bytes('abcdef'), 3)).toBe('abc…')
  fc.assert(fc.property(fc.uint8Array({ maxLength: 50 }), (any) => /^[ -~]*$/.test(shown(any))))
})
