import { chmodSync, mkdirSync, rmdirSync, statSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { keepalivedOptions } from '../around'
import { bench, SETUP } from './testing'

const open: ReturnType<typeof bench>[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.end()
})
function made() {
  const one = bench()
  open.push(one)
  return one
}
const within = { timeout: 10_000, interval: 20 }
/** One that runs and has told its first word. */
async function running() {
  const b = made()
  const vrrp = await b.start()
  await vrrp.configure(SETUP)
  await expect.poll(() => b.words, within).toEqual(['BACKUP'])
  return { b, vrrp }
}
const lives = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('its files are root’s alone; what keepalived says of the group is told, and nothing else', async () => {
  const { b, vrrp } = await running()
  b.put('say', 'MASTER\n')
  await expect.poll(() => b.words, within).toEqual(['BACKUP', 'MASTER'])
  expect(vrrp.view()).toEqual({ pid: b.pid(), word: 'MASTER' })
  expect(statSync(b.at('vrrp')).mode & 0o777).toBe(0o700)
  for (const name of ['keepalived.conf', 'back', 'alive', 'judge.awk', 'notify', 'log'])
    expect(statSync(b.at(`vrrp/${name}`)).mode & 0o777, name).toBe(0o600)
  expect(b.alarms).toEqual([null])
})

test('another file is read by the same process; the same file is not read again', async () => {
  const { b, vrrp } = await running()
  const pid = b.pid()
  await vrrp.configure(SETUP)
  await vrrp.configure({ ...SETUP, priority: 200 })
  await expect.poll(() => b.told(), within).toEqual(['started', 'reloaded'])
  expect(b.read('vrrp/keepalived.conf')).toContain('priority 200')
  expect(b.pid()).toBe(pid)
})

test('another channel begins an election anew: the BACKUP that follows is not one after MASTER', async () => {
  const b = made()
  const vrrp = await b.start()
  await vrrp.configure(SETUP)
  b.put('say', 'MASTER\n')
  await expect.poll(() => b.words, within).toEqual(['BACKUP', 'MASTER'])
  b.put('word', 'BACKUP\n')
  const [one] = SETUP.instances
  const more = one ? [one, { ...one, name: 'private' as const, device: 'eth1', routerId: 52 }] : []
  await vrrp.configure({ ...SETUP, instances: more })
  await expect.poll(() => b.words, within).toEqual(['BACKUP', 'MASTER', 'GONE', 'BACKUP'])
  expect(b.told()).toEqual(['started', 'reloaded'])
})

test('a file that keepalived would refuse is not given to one that runs, until it would not', async () => {
  const { b, vrrp } = await running()
  b.put('objection', 'Non-existent interface specified in configuration\n')
  await vrrp.configure({ ...SETUP, priority: 200 })
  const why = 'Non-existent interface specified in configuration'
  expect(b.alarms.at(-1)).toEqual({ code: 'pulse.alarm.keepalived', params: { why } })
  expect(b.told()).toEqual(['started'])
  b.put('objection', '')
  await expect.poll(() => b.told(), within).toEqual(['started', 'reloaded'])
  await expect.poll(() => b.words, within).toEqual(['BACKUP', 'BACKUP'])
  expect(b.alarms.at(-1)).toBeNull()
})

test('one that ends is told with its last words and started again', async () => {
  const { b } = await running()
  const pid = b.pid()
  b.put('end', '')
  await expect.poll(() => b.words, within).toEqual(['BACKUP', 'GONE', 'BACKUP'])
  expect(b.pid()).not.toBe(pid)
  expect(b.alarms).toEqual([null, { code: 'pulse.alarm.keepalived', params: { why: 'status 7: it began' } }, null])
})

test('without keepalived: said once as what it is, and found when it comes', async () => {
  const b = made()
  const vrrp = await b.start({}, b.at('later'))
  await vrrp.configure(SETUP)
  expect(b.words).toEqual(['GONE'])
  expect(b.alarms).toEqual([{ code: 'pulse.alarm.keepalived-missing', params: {} }])
  expect(vrrp.view()).toEqual({ pid: null, word: 'GONE' })
  b.put('later', b.read('keepalived'))
  chmodSync(b.at('later'), 0o755)
  await expect.poll(() => b.words, within).toEqual(['GONE', 'BACKUP'])
})

test('a file that cannot be written starts nothing, whatever an earlier one says', async () => {
  const b = made()
  const vrrp = await b.start()
  b.put('vrrp/keepalived.conf', 'what another agent wrote\n')
  const [one] = SETUP.instances
  await vrrp.configure({ ...SETUP, instances: one ? [{ ...one, device: 'eth0' }] : [] })
  await expect.poll(() => b.words, within).toEqual(['BACKUP'])
  expect(b.read('vrrp/keepalived.conf')).toContain('interface eth0')

  const spaces = bench(' and blanks')
  open.push(spaces)
  const other = await spaces.start()
  await other.configure(SETUP)
  expect([spaces.words, spaces.told()]).toEqual([['GONE'], []])
  expect(spaces.alarms.at(-1)?.params.why).toContain('keepalived cannot be told of')
})

test('a sign of life that cannot be written is said once, and is over when it can', async () => {
  const b = made()
  const vrrp = await b.start()
  await vrrp.configure({ ...SETUP, deadSec: 1 })
  await expect.poll(() => b.words, within).toEqual(['BACKUP'])
  mkdirSync(b.at('vrrp/alive.new'))
  await expect.poll(() => b.alarms.length, within).toBe(2)
  rmdirSync(b.at('vrrp/alive.new'))
  await expect.poll(() => b.alarms.length, within).toBe(3)
  expect(b.alarms.map((saying) => saying?.code)).toEqual([undefined, 'pulse.alarm.keepalived', undefined])
})

test('the pauses grow while it does not start', async () => {
  const b = made()
  b.put('objection', 'no\n')
  const times: number[] = []
  const vrrp = await b.start({ alarm: () => times.push(performance.now()) })
  await vrrp.configure(SETUP)
  await expect.poll(() => times.length, within).toBe(3)
  const [first = 0, second = 0, third = 0] = times
  expect(second - first).toBeGreaterThanOrEqual(490)
  expect(third - second).toBeGreaterThanOrEqual(990)
  expect([b.told(), b.words]).toEqual([[], ['GONE']])
})

test('stepping back is a file that stays over a restart; a word that still holds is said again', async () => {
  const b = made()
  const first = await b.start()
  await first.configure(SETUP)
  expect(b.read('vrrp/back')).toBe('0\n')
  first.stepBack(true)
  expect(b.read('vrrp/back')).toBe('1\n')
  await first.close()
  const next = await b.start()
  expect(b.read('vrrp/back')).toBe('1\n')
  await next.configure(SETUP)
  b.put('say', 'FAULT\n')
  await expect.poll(() => b.words.at(-1), within).toBe('FAULT')
  const before = b.words.length
  next.stepBack(false)
  expect(b.read('vrrp/back')).toBe('0\n')
  await expect.poll(() => b.words.slice(before), within).toEqual(['FAULT'])
})

test('a sign of life is written while the agent lives, and not when it hangs', async () => {
  const b = made()
  let alive = true
  let asked = 0
  const vrrp = await b.start({
    alive: () => {
      asked++
      return alive
    },
  })
  await vrrp.configure({ ...SETUP, deadSec: 1 })
  const sign = () => b.read('vrrp/alive')
  const first = sign()
  expect(first).toMatch(/^\d+\.\d\d \d+\.\d\d\n$/)
  await expect.poll(() => sign() !== first, within).toBe(true)
  alive = false
  const [last, before] = [sign(), asked]
  await expect.poll(() => asked, within).toBeGreaterThan(before + 3)
  expect(sign()).toBe(last)
})

test('a master runs on when the agent ends; the next agent finds it, hears how it is, and starts none', async () => {
  const b = made()
  const first = await b.start()
  await first.configure(SETUP)
  b.put('say', 'MASTER\n')
  await expect.poll(() => b.words, within).toEqual(['BACKUP', 'MASTER'])
  const pid = b.pid()
  await first.close()
  expect(lives(pid)).toBe(true)
  const next = await b.start()
  await next.configure(SETUP)
  await expect.poll(() => b.words, within).toEqual(['BACKUP', 'MASTER', 'MASTER'])
  expect([next.view().pid, b.told()]).toEqual([pid, ['started', 'reloaded']])
  b.put('end', '')
  await expect.poll(() => b.words, within).toEqual(['BACKUP', 'MASTER', 'MASTER', 'GONE', 'BACKUP'])
  await next.stop()
  await expect.poll(() => lives(b.pid()), within).toBe(false)
})

test('anything but a master ends with the agent', async () => {
  const { b, vrrp } = await running()
  const pid = b.pid()
  await vrrp.close()
  await expect.poll(() => lives(pid), within).toBe(false)
  expect(b.words).toEqual(['BACKUP'])
})

test('a number that another process has now is not ours', async () => {
  const b = made()
  const vrrp = await b.start()
  b.put('vrrp/keepalived.pid', `${process.pid}\n`)
  await vrrp.configure(SETUP)
  await expect.poll(() => b.told(), within).toEqual(['started'])
  // The number was this very process: it would not be here any more.
  expect(vrrp.view().pid).not.toBe(process.pid)
})

test('our own keepalived is nobody’s rival', () => {
  const argv = ['-n', '-P', '-R', '-f', '/run/arapaima/vrrp/keepalived.conf', '-p', '/x', '-r', '/y', '--log-console']
  expect(keepalivedOptions(argv)).toEqual({ config: '/run/arapaima/vrrp/keepalived.conf', vrrpOnly: true })
})
