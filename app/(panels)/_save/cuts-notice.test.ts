import { expect, test } from 'vitest'
import { read } from '@/lib/lvscf'
import { cutsHeartbeat } from '@/lib/pulse/cuts'
import { safeOrder } from './cuts-notice'

const PAIR = 'primary = 192.0.2.11\nbackup_active = 1\nbackup = 192.0.2.12\nheartbeat_port = 539\n'
const ALONE = PAIR.replace('backup_active = 1', 'backup_active = 0')
const order = (before: string, after: string) =>
  safeOrder(cutsHeartbeat({ file: read(before, {}).config }, { file: read(after, {}).config }))

test('both as one is advised only where both stay a pair', () => {
  expect(order(PAIR, PAIR.replace('539', '540'))).toBe('pair.cuts.do')
  expect(order(PAIR, ALONE)).toBe('pair.cuts.do.disabled')
  expect(order(ALONE, PAIR)).toBe('pair.cuts.do.enabled')
})
