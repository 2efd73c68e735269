import { expect, test } from 'vitest'
import { parseRoutes } from '../kernel/route'
import { gatewayEvidence, gatewayTowards, neighbourEvidence } from './gateway'

// As `ip -j -force -batch -` prints it, one line for each command; without a way there is none.
const PRINTED = `[{"dst":"10.9.0.1","gateway":"192.0.2.1","dev":"eth0","prefsrc":"192.0.2.2","flags":[],"uid":0,"cache":[]}]
[{"dst":"192.0.2.77","dev":"eth0","prefsrc":"192.0.2.2","flags":[],"uid":0,"cache":[]}]
[{"dst":"198.51.100.7","dev":"eth1","prefsrc":"198.51.100.2","flags":[],"uid":0,"cache":[]}]
[{"dst":"2001:db8:9::1","gateway":"fe80::1","dev":"eth0","prefsrc":"2001:db8::2","metric":1024,"flags":[],"cache":[]}]
[{"dst":"2001:db8::7","dev":"eth0","prefsrc":"2001:db8::2","metric":256,"flags":[],"cache":[]}]
[{"dst":"default","gateway":"192.0.2.1","dev":"eth0","flags":[]}]
[{"dst":"default","gateway":"fe80::1","dev":"eth0","metric":1024,"flags":[],"pref":"medium"}]
`
const ways = parseRoutes(PRINTED)

test.each([
  ['behind a gateway: the next hop', '10.9.0.1', '192.0.2.1'],
  ['beside us, in the network of the default gateway: that one', '192.0.2.77', '192.0.2.1'],
  ['beside us, in a network without a gateway: none speaks for it', '198.51.100.7', undefined],
  ['IPv6 behind a gateway', '2001:db8:9::1', 'fe80::1'],
  ['IPv6 beside us: the gateway of its own family', '2001:db8::7', 'fe80::1'],
  ['no way at all', '203.0.113.9', undefined],
])('%s', (_, server, gateway) => {
  expect(gatewayTowards(server, ways)?.address).toBe(gateway)
})

test('what is no route is left out', () => {
  expect(parseRoutes('RTNETLINK answers: Network is unreachable\n[{}]\n[{"dst":"1.2.3.4"}]\n[3]\n[oops\n')).toEqual([])
})

test.each<[string, ('answers' | 'silent' | 'unknown')[], string]>([
  ['no gateway', [], 'unknown'],
  ['the only one silent', ['silent'], 'silent'],
  ['one of two answers: the network works', ['silent', 'answers'], 'answers'],
  ['one silent, one not to be asked', ['unknown', 'silent'], 'silent'],
  ['none can be asked', ['unknown', 'unknown'], 'unknown'],
])('%s', (_, answers, evidence) => {
  expect(gatewayEvidence(answers)).toBe(evidence)
})

test.each([
  ['REACHABLE', 'answers'],
  ['FAILED', 'silent'],
  ['INCOMPLETE', 'silent'],
  ['STALE', 'unknown'],
  ['NOARP', 'unknown'],
])('a neighbour that the kernel calls %s', (state, evidence) => {
  expect(neighbourEvidence([state])).toBe(evidence)
})
