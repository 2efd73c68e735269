import { expect, test } from 'vitest'
import { addressText, bitRateText, bitsText, countText, keyText, rateText, shortText } from './figures'

const plain = (text: string) => text.replaceAll('\u202f', ' ')

test('counts are grouped', () => {
  expect([0, 7, 999, 1000, 1648, 2097152].map((n) => plain(countText(n)))).toEqual([
    '0',
    '7',
    '999',
    '1 000',
    '1 648',
    '2 097 152',
  ])
})

test('rates keep one decimal below a thousand, and an unknown rate is no zero', () => {
  expect([0, 118.42, 999.94, 999.96, 1648.2, null].map((n) => plain(rateText(n)))).toEqual([
    '0.0',
    '118.4',
    '999.9',
    '1 000',
    '1 648',
    '–',
  ])
})

test('short figures never show four digits before the prefix', () => {
  expect([0, 540, 999.4, 999.6, 31_200, 99_960, 465e6, 999.7e6].map((n) => plain(shortText(n)))).toEqual([
    '0',
    '540',
    '999',
    '1.0 k',
    '31.2 k',
    '100 k',
    '465 M',
    '1.0 G',
  ])
  expect(plain(bitsText(1_137_500))).toBe('9.1 M')
  expect([0, 50, 1_137_500].map((n) => plain(bitRateText(n)))).toEqual(['0 bit/s', '400 bit/s', '9.1 Mbit/s'])
})

test('addresses of both families, with and without a port', () => {
  expect(addressText('192.0.2.10', 80)).toBe('192.0.2.10:80')
  expect(addressText('2001:db8::1', 53)).toBe('[2001:db8::1]:53')
  expect(addressText('10.0.0.1', 0)).toBe('10.0.0.1')
  expect(['10.0.0.1:80', '10.0.0.1:0', '[2001:db8::1]:80', '[2001:db8::1]:0'].map(keyText)).toEqual([
    '10.0.0.1:80',
    '10.0.0.1',
    '[2001:db8::1]:80',
    '2001:db8::1',
  ])
})
