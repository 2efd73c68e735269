import assert from 'node:assert/strict'
import { CONSOLE_UID, GUEST_TREE } from '../router'
import { scenario, type World } from '../run/scenario'
import { bringIn, pairConfig, SshRouter, type Synced, startPair } from './sshd'

// What can go wrong between two routers: a clear refusal, nothing half written, and the same command works once the cause is gone.

/** Changes one weight on a, so that there is something to sync. */
const setWeight = async (a: SshRouter, weight: number) =>
  assert.equal((await a.console('set', `virtual.web.server.rs2.weight=${weight}`)).exit, 0)

/** A sync that has to be refused like this, and leave the backup as it is. */
async function refused(a: SshRouter, b: SshRouter, exit: number, code: string): Promise<string> {
  const before = await b.read()
  const said = await a.trySync()
  assert.deepEqual([said.exit, said.code], [exit, code], said.stderr)
  assert.equal(await b.read(), before)
  return said.stderr
}

async function syncs(a: SshRouter, b: SshRouter): Promise<Synced> {
  const done = await a.json<Synced>('sync')
  assert.equal(await b.read(), await a.read())
  return done
}

scenario(
  'who answers: nobody, another host key, no forced command, an older version, a cut at each stage',
  async (world) => {
    const { a, b } = await startPair(world)
    const key = await bringIn(a, b)
    await b.startAgent('standby')
    await syncs(a, b)
    await setWeight(a, 2)

    await b.stopSshd()
    await refused(a, b, 5, 'sync.unreachable')
    const old = await b.fingerprint()
    const changed = await b.newHostKey()
    await b.startSshd()
    const said = await refused(a, b, 1, 'sync.hostChanged')
    assert.ok(said.includes(old) && said.includes(changed), 'both fingerprints are named')
    assert.equal((await a.console('partner', 'forget')).exit, 0)
    await refused(a, b, 1, 'sync.hostUnknown')
    assert.equal((await a.console('partner', 'trust', changed)).exit, 0)

    const right = await b.host.read(b.authorizedKeys)
    const bind = async (text: string) => b.host.write(b.authorizedKeys, `${text}\n`)
    await bind(key)
    assert.match(await refused(a, b, 1, 'sync.notReceive'), /receive --install/)
    await bind(`restrict,command="echo 'arapaima: There is no verb.' >&2; exit 2" ${key}`)
    await refused(a, b, 1, 'sync.notReceive')
    await bind(`restrict,command="echo '{\\"arapaima\\":0,\\"ok\\":true}'" ${key}`)
    await refused(a, b, 1, 'sync.protocol')

    const real = /command="([^"]*)"/.exec(right)?.[1] ?? ''
    // sshd's own process of this connection is our parent: with it the connection is gone.
    const cuts = { before: 'kill -9 $PPID', middle: 'head -c 400 > /dev/null; kill -9 $PPID' }
    const script = '/run/router/b/cut.sh'
    const cutAt = async (verb: string, how: string) => {
      const lines = [
        '#!/bin/sh',
        'case "$SSH_ORIGINAL_COMMAND" in',
        `*' ${verb}') ${how} ;;`,
        `*) exec ${real} ;;`,
        'esac',
        '',
      ]
      await b.host.write(script, lines.join('\n'))
      await b.host.run(['chmod', '755', script])
      await bind(`restrict,command="exec ${script}" ${key}`)
    }
    for (const how of Object.values(cuts)) {
      for (const verb of ['status', 'push']) {
        await cutAt(verb, how)
        await refused(a, b, 5, 'sync.cut')
      }
    }
    await cutAt('push', `${real} > /dev/null; kill -9 $PPID`)
    assert.equal((await a.trySync()).code, 'sync.cut')
    assert.equal(await b.read(), await a.read(), 'it had arrived whole')
    await bind(right.trim())
    assert.equal((await syncs(a, b)).changed, false)
    await setWeight(a, 3)
    assert.equal((await syncs(a, b)).changed, true)
    assert.equal((await b.host.run(['sh', '-c', `ls -A ${b.etc}`])).trim(), 'lvs.cf')
  },
  { long: true, timeoutMs: 500_000 },
)

/** A small disk in place of a folder of b; gives what fills it and empties it again. */
async function smallDisk({ b: host }: World, path: string) {
  const options = `size=256k,mode=2770,uid=0,gid=${CONSOLE_UID}`
  await host.run(['mount', '-t', 'tmpfs', '-o', options, 'none', path])
  return {
    fill: () => host.attempt(['dd', 'if=/dev/zero', `of=${path}/filler`, 'bs=1k']),
    empty: () => host.run(['rm', `${path}/filler`]),
    readOnly: (yes: boolean) => host.run(['mount', '-o', `remount,${yes ? 'ro' : 'rw'}`, path]),
    gone: () => host.run(['umount', '-l', path]),
  }
}

scenario(
  'what is there: a full disk, a read-only one, an edit by hand, another sync at once, an active router',
  async (world) => {
    const [a, b] = [await SshRouter.prepare(world, 'a'), await SshRouter.prepare(world, 'b')]
    await a.put(pairConfig(1))
    const etc = await smallDisk(world, b.etc)
    const revisions = await smallDisk(world, `${b.etc}/../state/revisions`)
    try {
      await b.startSshd()
      await bringIn(a, b)
      await b.startAgent('standby')
      await syncs(a, b)
      await setWeight(a, 2)

      for (const disk of [etc, revisions]) {
        await disk.fill()
        assert.match(await refused(a, b, 3, 'sync.cannotWrite'), /ENOSPC/)
        await disk.empty()
      }
      await etc.readOnly(true)
      assert.match(await refused(a, b, 3, 'sync.cannotWrite'), /EROFS/)
      await etc.readOnly(false)
      assert.equal((await syncs(a, b)).changed, true)

      await b.put((await b.read()).replace('weight = 2', 'weight = 9'))
      await setWeight(a, 3)
      const said = await refused(a, b, 4, 'sync.theirsUnknown')
      const theirs = /--overwrite ([0-9a-f]{64})/.exec(said)?.[1] ?? ''
      assert.equal((await a.trySync('--overwrite', theirs)).code, 'done')
      assert.equal(await b.read(), await a.read())

      await setWeight(a, 4)
      const both = await Promise.all([a.trySync(), a.trySync()])
      assert.deepEqual(
        both.map((one) => one.code),
        ['done', 'done'],
        both.map((one) => one.stderr).join(),
      )
      assert.equal(await b.read(), await a.read())

      await b.killAgent()
      await b.startAgent('active')
      await setWeight(a, 5)
      const unconfirmed = await a.console('sync')
      assert.deepEqual(
        [unconfirmed.exit, /-w 5/.test(unconfirmed.stderr)],
        [1, true],
        'its plan is shown, nobody confirmed',
      )
      assert.ok(!(await b.host.table()).some((line) => line.endsWith('-w 5')))
      assert.equal((await a.json<Synced>('sync', '--yes')).applied.done, 'applied')
      assert.ok((await b.host.table()).some((line) => line.endsWith('-w 5')))
      assert.match((await b.root('log')).stdout, /r\d+ .* from a/)
    } finally {
      await b.killAgent()
      await etc.gone()
      await revisions.gone()
    }
  },
  { long: true, timeoutMs: 500_000 },
)

scenario(
  'a router without Arapaima gets its files by SFTP, and the administrator’s command runs',
  async (world) => {
    const [a, b] = [await SshRouter.prepare(world, 'a'), await SshRouter.prepare(world, 'b')]
    await a.put(pairConfig(1).replace('port = 80\n', 'port = 80\n     fwmark = 80\n     persistent = 60\n'))
    const ha = '/run/router/b/ha'
    const keys = '/run/router/b/root.keys'
    const { publicKey } = await a.json<{ publicKey: string }>('partner', 'key')
    await b.host.write(keys, `${publicKey}\n`)
    await b.host.run(['mkdir', '-p', ha])
    await b.host.write(`${ha}/lvs.cf`, 'serial_no = 1\nprimary = 192.0.2.99\n')
    await b.host.run(['chown', '33:33', `${ha}/lvs.cf`])
    await b.host.run(['chmod', '0604', `${ha}/lvs.cf`])
    await b.host.write(
      '/run/router/b/pulse',
      '#!/bin/sh\necho "pulse: $# $1"; echo "and $2" >&2; [ "$3" = fail ] && exit 3\nexit 0\n',
    )
    await b.host.run(['chmod', '755', '/run/router/b/pulse'])
    await b.startSshd('PermitRootLogin prohibit-password', `AuthorizedKeysFile ${keys}`, 'StrictModes no')
    const settings = ['user=root', 'via=sftp', `folder=${ha}`, "command=/run/router/b/pulse restart it's;$(id)"]
    assert.equal((await a.console('partner', 'set', ...settings)).exit, 0)
    assert.equal((await a.console('partner', 'trust', await b.fingerprint())).exit, 0)

    const said = await a.trySync()
    assert.deepEqual([said.exit, said.code], [4, 'sync.theirsUnknown'])
    const theirs = /--overwrite ([0-9a-f]{64})/.exec(said.stderr)?.[1] ?? ''
    const done = await a.console('sync', '--overwrite', theirs)
    assert.equal(done.exit, 0, done.stderr)
    assert.match(done.stdout, /pulse: 2 restart/)
    assert.match(done.stdout, /and it's;\$\(id\)/)
    assert.equal(await b.host.read(`${ha}/lvs.cf`), await a.read())
    assert.equal((await b.host.run(['stat', '-c', '%u:%g %a', `${ha}/lvs.cf`])).trim(), '33:33 604')
    assert.match(await b.host.read(`${ha}/lvs.iptables`), /^-4 -A LVS_MARK .*80/m)
    assert.match(await b.host.read(`${ha}/lvs.sysctl`), /^net\.ipv4\.ip_forward = 1$/m)
    const again = await a.console('sync')
    assert.deepEqual([again.exit, /pulse/.test(again.stdout)], [0, false], 'nothing written, nothing run')

    await setWeight(a, 7)
    await b.host.run(['mv', `${ha}/lvs.cf`, `${ha}/kept`])
    await b.host.run(['ln', '-s', 'kept', `${ha}/lvs.cf`])
    assert.equal((await a.trySync()).code, 'sync.cannotRead', 'a link is not followed')
    await b.host.run(['mv', `${ha}/kept`, `${ha}/lvs.cf`])
    await b.host.run(['touch', `${ha}/.lvs.cf.arapaima-new-left`])
    await a.console('partner', 'set', 'command=/run/router/b/pulse restart x fail')
    const failed = await a.console('sync')
    assert.deepEqual([failed.exit, /status 3/.test(failed.stdout)], [1, true])
    assert.equal(await b.host.read(`${ha}/lvs.cf`), await a.read())
    assert.equal((await b.host.run(['ls', '-A', ha])).trim(), 'lvs.cf\nlvs.iptables\nlvs.sysctl')
    const tree = await b.host.run(['find', '/run/router/b/etc', '-type', 'f'])
    assert.equal(tree, '', `nothing of Arapaima’s own was touched (${GUEST_TREE})`)
  },
  { timeoutMs: 300_000 },
)
