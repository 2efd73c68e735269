import { bytesOf } from './escapes'
import { regexMatcher } from './regex'

export type Match = 'match' | 'mismatch' | 'more'

/** Judges an answer piece by piece, however its packets fall. After `match` or `mismatch` nothing more is fed. */
export type Matcher = {
  feed(bytes: Uint8Array): Match
  /** the server pauses: try what has not been tried */
  settle(): Match
  /** the answer is over (closed, or out of time): never `more` */
  end(): Match
  /** the matcher has seen as much as it ever will */
  full(): boolean
}

/**
 * `expect` as the beginning of the answer; `*` alone = any byte. (nanny compared one read of that many bytes, so that an answer
 * split over packets failed.)
 */
export function prefixMatcher(expect: string): Matcher {
  const wanted = expect === '*' ? null : bytesOf(expect)
  let seen = 0
  return {
    feed(bytes) {
      if (bytes.length === 0) return wanted?.length === 0 ? 'match' : 'more'
      if (!wanted) return 'match'
      for (const byte of bytes) {
        if (seen === wanted.length) return 'match'
        if (byte !== wanted[seen]) return 'mismatch'
        seen++
      }
      return seen === wanted.length ? 'match' : 'more'
    },
    settle: () => 'more',
    end: () => (wanted && seen === wanted.length ? 'match' : 'mismatch'),
    full: () => false,
  }
}

/** The matcher for a check; null only for a regular expression that cannot be used. */
export function matcherFor(expect: string, useRegex: boolean): Matcher | null {
  return useRegex ? regexMatcher(expect) : prefixMatcher(expect)
}
