import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { LANGUAGES, type Language, languageOf, type Params, say, sayCode, type TextKey } from '@/lib/text'

/** The caller's language and the sentences in it. */
export type Speaker = {
  language: Language
  /** a sentence of ours */
  t: (key: TextKey, params?: Params) => string
  /** a code that came from lib or the agent, unknown ones included */
  code: (code: string, params?: Params) => string
}

export const LANGUAGE_COOKIE = 'lang'
export const isLanguage = (value: string | undefined): value is Language =>
  LANGUAGES.some((language) => language === value)

export const speakerOf = (language: Language): Speaker => ({
  language,
  t: (key, params) => say(language, key, params),
  code: (code, params) => sayCode(language, code, params),
})

/** The speaker of this request: cookie `lang`, then Accept-Language, then English. */
export const getSpeaker = cache(async (): Promise<Speaker> => {
  const chosen = (await cookies()).get(LANGUAGE_COOKIE)?.value
  return speakerOf(isLanguage(chosen) ? chosen : languageOf((await headers()).get('accept-language')))
})
