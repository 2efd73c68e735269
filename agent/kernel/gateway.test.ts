import { expect, test, vi } from 'vitest'
import type { RunResult } from '../run'
import { askGateways } from './gateway'

/** What the tools print: on a machine of its own in the lab (e2e/lab/ipvs/gateway.lab.ts) they are real. */
const printed = vi.hoisted(() => ({ calls: [] as string[][], answer: (_argv: string[]): Partial<RunResult> => ({}) }))
vi.mock('../run', () => ({
  findTool: (name: string) => `/usr/sbin/${name}`,
  run: async (argv: string[], { input }: { input?: string }): Promise<RunResult> => {
    printed.calls.push(input ? [...argv, input] : argv)
    return { code: 0, signal: null, stdout: '', stderr: '', timedOut: false, ...printed.answer(argv) }
  },
}))

const WAYS = `[{"dst":"10.9.0.1","gateway":"192.0.2.1","dev":"eth0"}]
[{"dst":"10.9.0.2","gateway":"192.0.2.1","dev":"eth0"}]
[{"dst":"198.51.100.7","dev":"eth1"}]
[{"dst":"2001:db8:9::1","gateway":"fe80::1","dev":"eth0"}]
`
const SERVERS = ['10.9.0.1', '10.9.0.2', '198.51.100.7', '2001:db8:9::1']

function answering(arping: Partial<RunResult>, neighbour = 'STALE'): void {
  printed.calls.length = 0
  printed.answer = (argv) => {
    if (argv[0] === 'arping') return arping
    if (argv.includes('-batch')) return { code: 1, stdout: WAYS }
    return argv.includes('neigh') ? { stdout: `[{"dst":"fe80::1","state":["${neighbour}"]}]` } : {}
  }
}

test('each gateway is asked once, from the address that checks use; IPv6 goes by the kernel’s own neighbour', async () => {
  answering({ code: 1 }, 'FAILED')
  const answers = await askGateways(SERVERS, (address) => (address === '192.0.2.1' ? '192.0.2.2' : undefined))
  expect([...answers]).toEqual([
    ['10.9.0.1', 'silent'],
    ['10.9.0.2', 'silent'],
    ['2001:db8:9::1', 'silent'],
  ])
  expect(printed.calls.map((argv) => argv.join(' '))).toEqual([
    `ip -j -force -batch - ${SERVERS.map((server) => `route get ${server}\n`).join('')}`,
    'ip -j -4 route show default',
    'ip -j -6 route show default',
    'arping -q -f -w 1 -I eth0 -s 192.0.2.2 192.0.2.1',
    'ip -j neigh show to fe80::1 dev eth0',
  ])
})

test.each<[string, Partial<RunResult>, string]>([
  ['an answer', { code: 0 }, 'answers'],
  ['no answer', { code: 1 }, 'silent'],
  ['an interface that cannot ask', { code: 2 }, 'unknown'],
  ['a tool that hangs', { code: null, signal: 'SIGKILL', timedOut: true }, 'unknown'],
])('%s', async (_, arping, said) => {
  answering(arping)
  expect((await askGateways(['10.9.0.1'], () => undefined)).get('10.9.0.1')).toBe(said)
})

test('tools that are missing tell nothing', async () => {
  printed.answer = () => {
    throw new Error('TOOL_MISSING')
  }
  expect(await askGateways(SERVERS, () => undefined)).toEqual(new Map())
})
