import assert from 'node:assert/strict'
import type { JournalEntry, RevisionInfo } from '@/lib/api/types'
import { scenario } from '../run/scenario'
import { VIP } from '../topology'
import { bringIn, type Synced, startPair } from './sshd'

// The pair over real OpenSSH between routers a and b.

const PLACE = { address: VIP.nat, port: 80 }
type Partner = { equal: boolean; theirs: { saved: { hash: string; revision: RevisionInfo | null } } }

scenario(
  'a backup is brought in over SSH, follows each sync, and serves the new weight after a hand-over',
  async (world) => {
    const { a, b } = await startPair(world)
    const unknown = await a.console('partner')
    assert.deepEqual([unknown.exit, /partner key/.test(unknown.stderr)], [1, true], 'no key yet: said how to make it')
    const { publicKey } = await a.json<{ publicKey: string }>('partner', 'key')
    const shown = await a.console('partner')
    assert.match(shown.stderr, new RegExp(`not confirmed yet.*${(await b.fingerprint()).replace(/[+/]/g, '\\$&')}`))
    const other = await a.console('partner', 'trust', 'SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')
    assert.equal(other.exit, 1, 'another fingerprint than the one shown is not kept')
    assert.equal((await a.console('partner', 'trust', await b.fingerprint())).exit, 0)
    const refused = await a.console('sync')
    assert.deepEqual([refused.exit, /does not accept this router’s key/.test(refused.stderr)], [1, true])
    for (const _ of ['once', 'again']) assert.equal((await b.root('receive', '--install', publicKey)).exit, 0)
    const lines = (await b.host.read(b.authorizedKeys)).trim().split('\n')
    assert.equal(lines.length, 1)
    assert.match(lines[0] ?? '', /^restrict,command="[^"]*\/bin\/arapaima receive" ssh-ed25519 /)
    assert.equal((await b.host.run(['stat', '-c', '%U %a', b.authorizedKeys])).trim(), 'root 640')

    await b.startAgent('standby')
    const first = await a.json<Synced>('sync')
    assert.deepEqual([first.changed, first.applied.done], [true, 'applied'])
    assert.equal(await b.read(), await a.read())
    const { theirs, equal } = await a.json<Partner>('partner')
    assert.equal(equal, true)
    assert.match(theirs.saved.revision?.note ?? '', /^a r1$/)
    const before = await b.host.run(['sh', '-c', `ls -lR --time-style=full-iso ${b.etc} ${b.etc}/../state/revisions`])
    assert.equal((await a.json<Synced>('sync')).changed, false)
    assert.equal(
      await b.host.run(['sh', '-c', `ls -lR --time-style=full-iso ${b.etc} ${b.etc}/../state/revisions`]),
      before,
    )

    await a.console('set', 'virtual.web.server.rs2.weight=3')
    const dry = await a.console('sync', '--dry-run')
    assert.deepEqual([dry.exit, /virtual\.web\.server\.rs2\.weight: 3 \| 1/.test(dry.stdout)], [6, true])
    const second = await a.json<Synced>('sync')
    assert.deepEqual([second.changed, second.applied.operations], [true, 1])
    assert.equal(await b.read(), await a.read())
    const journal = JSON.parse((await b.root('log', '--json')).stdout) as JournalEntry[]
    const received = journal.filter((entry) => entry.saying.code === 'sync.journalReceived')
    assert.equal(received.length, 2)
    assert.equal(received[0]?.actor.from, a.address)

    await b.killAgent()
    await b.startAgent('active')
    await world.until(
      async () => (await world.client.fetch(PLACE, 8, { timeoutMs: 2000 })).by,
      { rs1: 2, rs2: 6 },
      { withinMs: 30_000, router: 'b', what: 'b serves 1:3' },
    )
  },
  { long: true, timeoutMs: 400_000 },
)

scenario('the key can do nothing but the verbs, and the backup’s journal says what was tried', async (world) => {
  const { a, b } = await startPair(world)
  await bringIn(a, b)
  await b.startAgent('standby')
  const key = `${a.etc}/../state/console/ssh_key`
  const options = [
    '-i',
    key,
    '-o',
    'StrictHostKeyChecking=no',
    '-o',
    'UserKnownHostsFile=/dev/null',
    '-o',
    'BatchMode=yes',
  ]
  const there = `arapaima@${b.address}`
  const ssh = (words: string[], input?: string) =>
    a.host.attempt(['ssh', ...options, ...words], { input, timeoutMs: 60_000 })

  for (const words of [
    [],
    ['sh'],
    ['cat', '/etc/passwd'],
    ['arapaima-sync/1', 'erase'],
    ['arapaima-sync/1 push; id'],
  ]) {
    const { exit, stdout } = await ssh([there, ...words])
    assert.equal(exit, 2, `${words}`)
    assert.match(stdout, /^\{"arapaima":1,"ok":false,/)
  }
  const sftp = await a.host.attempt(['sftp', ...options, there], { input: 'ls\n', timeoutMs: 60_000 })
  assert.notEqual(sftp.exit, 0)
  const pty = await ssh(['-tt', there, 'arapaima-sync/1', 'status'])
  assert.match(pty.stderr + pty.stdout, /PTY allocation request failed/)
  const forward = await ssh([
    '-o',
    'ExitOnForwardFailure=yes',
    '-R',
    '9999:127.0.0.1:22',
    there,
    'arapaima-sync/1',
    'status',
  ])
  assert.notEqual(forward.exit, 0, 'no remote forwarding')
  const tunnel = await ssh(['-W', '127.0.0.1:22', there])
  assert.match(tunnel.stderr, /administratively prohibited|open failed/)

  const push = (input: string) => ssh([there, 'arapaima-sync/1', 'push'], input)
  const file = (name: string, size: number) => ({ name, size, sha256: '0'.repeat(64) })
  const header = (...files: object[]) => `${JSON.stringify({ protocol: 1, hash: '0'.repeat(64), files })}\n`
  const three = ['lvs.cf', 'lvs.iptables', 'lvs.sysctl']
  const hostile = [
    'nonsense\n',
    header(file('../../etc/passwd', 1), file('lvs.iptables', 0), file('lvs.sysctl', 0)),
    header(...three.map((name) => file(name, 1e9))),
    'x'.repeat(200_000),
    '',
  ]
  for (const input of hostile) {
    const { exit, stdout } = await push(input)
    assert.deepEqual([exit, /"code":"sync.bundle"/.test(stdout)], [1, true], input.slice(0, 60))
  }
  assert.equal((await b.host.run(['ls', b.etc])).trim(), '', 'nothing was written')
  const journal = JSON.parse((await b.root('log', '--json')).stdout) as JournalEntry[]
  const refused = journal.filter((entry) => entry.what === 'receive-refused')
  const codes = refused.map((entry) => entry.saying.code)
  assert.equal(codes.filter((code) => code === 'sync.bundle').length, hostile.length)
  assert.equal(codes.filter((code) => code === 'sync.noShell').length, 1)
  // Four commands, and the SFTP server that sftp asks for.
  assert.equal(codes.filter((code) => code === 'sync.command').length, 5)
  assert.ok(refused.every((entry) => entry.actor.from === a.address))
  const removed = await b.root('receive', '--remove', (await a.host.run(['ssh-keygen', '-y', '-f', key])).trim())
  assert.equal(removed.exit, 0, removed.stderr)
  assert.match((await ssh([there, 'arapaima-sync/1', 'status'])).stderr, /Permission denied/)
})
