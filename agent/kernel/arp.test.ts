import { expect, test } from 'vitest'
import { Announcer } from './arp'

test('announcing never throws and is not waited for; what goes wrong is said once', async () => {
  const lines: string[] = []
  const announcer = new Announcer((line) => lines.push(line))
  for (let i = 1; i < 20; i++) announcer.announce({ device: 'nosuch0', address: `192.0.2.${i}` })
  await expect.poll(() => lines, { timeout: 10_000 }).toHaveLength(1)
  expect(lines[0]).toMatch(/^announcing addresses: /)
  announcer.withdraw('192.0.2.1')
})
