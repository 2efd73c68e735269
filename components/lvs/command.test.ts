import { expect, test } from 'vitest'
import { commandText } from './command'

test('a line that could be typed: only what a shell would take apart is quoted', () => {
  expect(commandText(['ipvsadm', '-a', '-t', '192.0.2.10:80', '-r', '10.0.0.1:80', '-m', '-w', '1'])).toBe(
    'ipvsadm -a -t 192.0.2.10:80 -r 10.0.0.1:80 -m -w 1',
  )
  expect(commandText(['echo', 'a b', "it's", '', '$(x)', '[2001:db8::1]:80'])).toBe(
    "echo 'a b' 'it'\\''s' '' '$(x)' '[2001:db8::1]:80'",
  )
})
