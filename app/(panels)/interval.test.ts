import { expect, test } from 'vitest'
import { printInterval, readInterval } from './interval'

test('a whole number of seconds within the range, with or without "off"', () => {
  expect(readInterval('10')).toEqual({ auto: true, seconds: 10 })
  expect(readInterval('off 3600')).toEqual({ auto: false, seconds: 3600 })
  for (const wrong of [undefined, '', '1', '3601', '99999', '10s', '-5', '1e2', ' 10', 'off', '10;url=//x'])
    expect(readInterval(wrong)).toBeNull()
})

test('what is printed is read back', () => {
  for (const auto of [true, false])
    for (const seconds of [2, 10, 3600])
      expect(readInterval(printInterval({ auto, seconds }))).toEqual({ auto, seconds })
})
