import { expect, test } from 'vitest'
import { emptyOwned, type Op } from '@/lib/plan'
import type { LeasedAddress } from '@/lib/pulse/lease'
import { Leases } from './leases'
import type { Pulse } from './pulse'

const VIP = { device: 'eth0', address: '192.0.2.100', prefix: 24 }
const standing = { addresses: [{ ...VIP, base: false }] }
const owned = { ...emptyOwned('boot'), addresses: [VIP] }
const remove: Op = { do: 'address.remove', address: { ...VIP, base: false } }

function leases() {
  const told: (readonly LeasedAddress[])[] = []
  const released: string[] = []
  const pulse = {
    pid: 1,
    broughtWish: 0,
    lease: (list: readonly LeasedAddress[]) => void told.push(list),
    release: async (addresses: readonly string[]) => void released.push(...addresses),
  }
  return { told, released, leases: new Leases(() => pulse as unknown as Pulse) }
}

test('what stands here and is ours is renewed; the same list is told once', () => {
  const { told, leases: one } = leases()
  one.seen(standing, owned, null)
  one.seen(standing, owned, null)
  expect(told).toEqual([[VIP]])
  one.take(standing, emptyOwned('boot'), null)
  expect(told[1]).toEqual([])
})

test('between the release of an address and its end no look brings it back into the list', async () => {
  const { told, released, leases: one } = leases()
  one.seen(standing, owned, null)
  await one.release([remove])
  expect(released).toEqual([VIP.address])
  one.seen(standing, owned, null)
  expect(told).toHaveLength(1)
  one.take({ addresses: [] }, owned, null)
  expect(told).toEqual([[VIP], []])
  // The operations are over: looks count again.
  one.seen(standing, owned, null)
  expect(told).toHaveLength(3)
})

test('operations on the table alone release nothing', async () => {
  const { released, leases: one } = leases()
  await one.release([{ do: 'ipvs.removeService' } as Op])
  expect(released).toEqual([])
})
