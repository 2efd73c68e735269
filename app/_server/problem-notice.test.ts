import { expect, test } from 'vitest'
import { say } from '@/lib/text'
import { speakerOf } from './language'
import { problemSentence } from './problem-notice'

test('a code is a sentence of ours, in both languages; what somebody wrote into the address never is', () => {
  for (const language of ['en', 'zh'] as const) {
    const says = (code: string) => problemSentence(speakerOf(language), code)
    expect(says('STALE_FORM')).toBe(say(language, 'login.staleButton'))
    expect(says('CHOOSE_ROW')).toBe(say(language, 'forms.CHOOSE_ROW'))
    for (const code of ['CANNOT_WRITE', 'LOCKED', 'UNREADABLE'])
      expect(says(code)).toBe(say(language, 'login.storeButton'))
    for (const code of ['NOT_DONE', '', 'X', '__proto__', 'title', '<b>x</b>', 'Your account is locked', 'a.b'])
      expect(says(code)).toBe(say(language, 'forms.NOT_DONE'))
  }
})
