import assert from 'node:assert/strict'
import { startDaemons, stopDaemons } from '../run/daemons'
import { lvsCf, serverAddress } from '../run/lvscf'
import { Product } from '../run/product'
import { type AlertBody, isSigned, type Post, receiver, setAlerts } from '../run/receiver'
import { scenario } from '../run/scenario'
import { VIP } from '../topology'

// Who is told when a server goes down: what arrives, how often, and where nothing is ever sent.

const PROGRAMS = '/usr/local/lib/arapaima/alerts'
const TOLD = '/run/alerts-told'

const eventOf = ({ body }: Post): AlertBody => JSON.parse(body)
const words = (posts: readonly Post[]) => posts.map((post) => [post.status, eventOf(post).word])

scenario(
  'alerts: one signed POST, one mail and one run of the program for each change; a receiver that fails is tried again',
  async (world) => {
    const { a, guest, host, until } = world
    // The machine's disk is read-only in the guest: the folder of the administrator's own programs is laid over it.
    await guest.run(['mount', '-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', '/usr/local/lib'])
    const at = serverAddress('rs3')
    const daemons = await startDaemons(world, ['rs1', 'rs2'], ['nginx'])
    const takes = await receiver(world, host('rs3'), at, [9080, 2525], 200)
    const fails = await receiver(world, host('rs3'), at, [9081, 2526], 500, 500, 200)
    try {
      await guest.run(['mkdir', '-p', PROGRAMS])
      await guest.run(['mkdir', '-p', '-m', '777', TOLD])
      await guest.write(
        `${PROGRAMS}/tell`,
        `#!/bin/sh\nread -r event\nprintf '%s %s %s %s\\n' "$(id -u)" "$(id -G)" "$*" "$event" >> ${TOLD}/log\n`,
      )
      await guest.run(['chmod', '755', `${PROGRAMS}/tell`])
      const servers = (['rs1', 'rs2'] as const).map((name) => ({ name, values: { port: 8088 } }))
      const values = { address: `${VIP.nat} eth0:1`, vip_nmask: '255.255.255.0', port: 80, scheduler: 'rr' }
      const web = { name: 'web', values: { ...values, timeout: 2, reentry: 4 }, servers }
      const product = await Product.start(a, until, lvsCf('nat', web))
      const hook = [`webhook.url=http://${at}:9080/hook`, 'webhook.secret=-', 'digest.gatherSec=0']
      const mail = [
        'mail.from=lvs@lab.test',
        'mail.to=ops@lab.test',
        `mail.host=${at}`,
        'mail.port=2525',
        'mail.tls=none',
      ]
      await setAlerts(a, ...hook, ...mail, `program.argv=${PROGRAMS}/tell "on call"`)
      await product.serve()
      const told = async () => (await guest.attempt(['cat', `${TOLD}/log`])).stdout.split('\n').filter(Boolean)
      assert.deepEqual([takes.posts(), takes.mails(), await told()], [[], [], []], 'a first start is no news')

      await daemons.get('rs1 nginx')?.stop()
      await until(async () => words(takes.posts()), [[200, 'down']], { withinMs: 30_000, what: 'down is told' })
      await daemons.get('rs1 nginx')?.start()
      const both = [
        [200, 'down'],
        [200, 'up'],
      ]
      await until(async () => words(takes.posts()), both, { withinMs: 60_000, what: 'up is told' })
      assert.deepEqual(takes.posts().map(isSigned), [true, true])
      assert.deepEqual(
        takes.posts().map((post) => [eventOf(post).subject?.name, eventOf(post).id === post.delivery]),
        [
          ['rs1', true],
          ['rs1', true],
        ],
      )
      await until(async () => takes.mails().length, 2, { withinMs: 30_000, what: 'two mails' })
      const [down, up] = takes.mails()
      assert.deepEqual([down?.from, down?.to], ['lvs@lab.test', ['ops@lab.test']])
      assert.match(down?.text ?? '', /^Subject: .*Server rs1 of web is down/m)
      assert.match(up?.text ?? '', /^Subject: .*Server rs1 of web is up again/m)
      // The user of checks, in no group of ours.
      await until(async () => (await told()).length, 2, { withinMs: 30_000, what: 'two runs' })
      const runs = (await told()).map((line) => /^64361 64361 on call (\{.*\})$/.exec(line)?.[1] ?? line)
      const ids = takes.posts().map((post) => post.delivery)
      assert.deepEqual(
        runs.map((line) => (JSON.parse(line) as AlertBody).id),
        ids,
      )
      assert.equal((await product.attempt('alerts')).exit, 0)

      await setAlerts(a, `webhook.url=http://${at}:9081/hook`)
      await daemons.get('rs2 nginx')?.stop()
      const tries = [
        [500, 'down'],
        [500, 'down'],
        [200, 'down'],
      ]
      await until(async () => words(fails.posts()), tries, { withinMs: 60_000, what: 'the third try is taken' })
      assert.equal(new Set(fails.posts().map((post) => post.delivery)).size, 1, 'one alert, however often it is tried')
      assert.deepEqual(fails.posts().map(isSigned), [true, true, true])
      assert.equal(takes.posts().length, 2, 'nothing more at the address of before')
    } finally {
      await Promise.all([takes.stop(), fails.stop(), stopDaemons(daemons)])
      await guest.attempt(['umount', '-l', '/usr/local/lib'])
      await guest.attempt(['rm', '-rf', TOLD])
    }
  },
  { long: true, timeoutMs: 240_000 },
)

scenario(
  'alerts: nothing is sent to this machine, its link or a metadata service, by whatever name, unless allowed',
  async (world) => {
    const { a, guest, until } = world
    const names = ['127.0.0.1 self.lab', '169.254.7.7 link.lab', '169.254.169.254 meta.lab', '::1 self6.lab']
    await guest.write('/run/lab-hosts', `127.0.0.1 localhost\n${names.join('\n')}\n`)
    await guest.run(['mount', '--bind', '/run/lab-hosts', '/etc/hosts'])
    const own = await receiver(world, a, '127.0.0.1', [9080, 2525], 200)
    try {
      const product = await Product.start(a, until, lvsCf('nat'))
      const attempt = async (host: string) => {
        await setAlerts(a, `webhook.url=http://${host}:9080/latest/meta-data`)
        const { exit, stdout } = await product.attempt('alerts', 'test', 'webhook', '--json')
        const { ok, why } = JSON.parse(stdout) as { ok: boolean; why?: { code: string; params: { reason?: string } } }
        return ok ? [exit] : [exit, why?.code, why?.params.reason]
      }
      await setAlerts(a, 'webhook.url=http://127.0.0.1:9080/', 'webhook.secret=-')
      const refused = (reason: string) => [1, 'alerts.fail.refused', reason]
      for (const [at, reason] of [
        ['127.0.0.1', 'loopback'],
        ['169.254.7.7', 'linkLocal'],
        ['169.254.169.254', 'metadata'],
        ['self.lab', 'loopback'],
        ['self6.lab', 'loopback'],
        ['link.lab', 'linkLocal'],
        ['meta.lab', 'metadata'],
      ] as const)
        assert.deepEqual(await attempt(at), refused(reason), at)
      await setAlerts(
        a,
        'mail.from=lvs@lab.test',
        'mail.to=ops@lab.test',
        'mail.host=self.lab',
        'mail.port=2525',
        'mail.tls=none',
      )
      const mail = await product.attempt('alerts', 'test', 'mail')
      assert.deepEqual([mail.exit, /this machine itself/.test(mail.stderr)], [1, true])
      assert.deepEqual([own.posts(), own.mails()], [[], []])
      // The same receiver, once it is allowed: what came before was nothing because nothing was sent.
      await setAlerts(a, 'webhook.allowLocal=1', 'mail.allowLocal=1')
      assert.deepEqual(await attempt('self.lab'), [0])
      assert.equal((await product.attempt('alerts', 'test', 'mail')).exit, 0)
      assert.deepEqual([own.posts().map(isSigned), own.mails().length], [[true], 1])
    } finally {
      await own.stop()
      await guest.attempt(['umount', '-l', '/etc/hosts'])
    }
  },
)
