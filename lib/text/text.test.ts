import { expect, test } from 'vitest'
import { catalogue, LANGUAGES, languageOf, say, sayCode, type TextKey } from './index'

const keys = Object.keys(catalogue) as TextKey[]
const argumentsOf = (message: string) => [...message.matchAll(/\{(\w+)[,}]/g)].map((m) => m[1]).sort()

test('every sentence stands in every language, compiles, and takes the same parameters', () => {
  const wrong: string[] = []
  for (const key of keys) {
    for (const language of LANGUAGES) {
      if (!catalogue[key][language].trim()) wrong.push(`${key}: empty in ${language}`)
      const params = Object.fromEntries(argumentsOf(catalogue[key][language]).map((a) => [a ?? '', 1]))
      try {
        say(language, key, params)
      } catch (error) {
        wrong.push(`${key} (${language}): ${String(error)}`)
      }
    }
    const [en, zh] = LANGUAGES.map((l) => [...new Set(argumentsOf(catalogue[key][l]))].join())
    if (en !== zh) wrong.push(`${key}: parameters differ: ${en} / ${zh}`)
  }
  expect(wrong).toEqual([])
})

test('the first named language wins', () => {
  expect(languageOf('fr,zh-CN;q=0.9,en;q=0.8')).toBe('zh')
  expect(languageOf('en-US,zh')).toBe('en')
  expect(languageOf('zh_CN.UTF-8')).toBe('zh')
  expect(languageOf(undefined)).toBe('en')
})

test('a reason that is a code is said as its sentence, where it needs nothing more; any other text stays', () => {
  const said = (why: string) => sayCode('en', 'sync.agentThere', { why })
  expect(said('sync.togetherStandby')).toBe(
    'The agent on the partner did not do it (This router is standby. Change both from the active one).',
  )
  expect(said('sync.unreachable')).toBe('The agent on the partner did not do it (sync.unreachable).')
  expect(said('out of memory')).toBe('The agent on the partner did not do it (out of memory).')
})
