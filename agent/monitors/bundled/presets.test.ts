import { expect, test } from 'vitest'
import { PRESETS } from '@/lib/health/presets'
import { regexProblem } from '@/lib/health/regex'
import { argvOf } from '../check-program'
import { BUNDLED, bundledName, parseBundled } from './index'

test('every preset can be used as it stands, and every bundled check has one', () => {
  for (const preset of PRESETS) {
    for (const text of [preset.send ?? '', preset.expect ?? '', preset.send_program ?? '']) {
      expect(text.length, preset.name).toBeLessThanOrEqual(254)
      expect(text, preset.name).toMatch(/^[ -~]*$/)
    }
    if (preset.use_regex) expect(regexProblem(preset.expect ?? ''), preset.name).toBeNull()
    if (!preset.send_program) continue
    const [path = '', ...words] = argvOf(preset.send_program, '10.0.0.1', preset.port)
    expect(parseBundled(bundledName(path) ?? '', words, { port: preset.port }), preset.name).toMatchObject({
      host: '10.0.0.1',
      port: preset.port,
    })
  }
  expect(BUNDLED.map((check) => check.name).filter((name) => !PRESETS.some((one) => one.name === name))).toEqual([])
})

test('the example of every bundled check is right', () => {
  for (const { name, example } of BUNDLED) {
    const [path = '', ...words] = argvOf(example, '10.0.0.1', 1234)
    expect(bundledName(path)).toBe(name)
    expect(typeof parseBundled(name, words, { port: 1234 }), example).toBe('object')
  }
})
