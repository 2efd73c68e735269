import { serverAddress } from '../lab/run/lvscf'
import { VIP } from '../lab/topology'
import { expect, test } from './world/test'
import { W3m } from './world/w3m'

// The first flow once more in a text browser: no JavaScript, no style sheet, form by form.

function addServer(w3m: W3m, name: string, address: string, weight: number): Promise<string> {
  w3m.fill('^Name', name)
  w3m.fill('^Address', address)
  w3m.fill('^Weight', `${weight}`)
  w3m.press('Accept')
  return w3m.see('Saved as r', `inactive ${name}`, address)
}

test('w3m: from the claim code to balanced requests', async ({ router }) => {
  test.setTimeout(120_000)
  await router.fresh()
  const w3m = W3m.open(`${router.url}/virtual-servers`)
  try {
    await w3m.claim(router)

    w3m.press('Virtual servers')
    await w3m.see('There is no virtual server yet')
    w3m.press('^ *Add$')
    await w3m.see('Add a virtual server')
    w3m.fill('^Name', 'web')
    w3m.fill('^Virtual IP Address', VIP.nat)
    w3m.choose('^Virtual IP Network Mask', '255.255.255.0')
    w3m.choose('^Scheduling', 'Weighted round')
    w3m.press('Accept')
    await w3m.see('No real server yet')

    w3m.press('^ *Add$')
    await w3m.see('Add a real server')
    await addServer(w3m, 'one', serverAddress('rs1'), 1)
    w3m.press('De.activate')
    await w3m.see('Saved as r', /\bactive one/)
    w3m.press('Add Delete')
    await w3m.see('Add a real server')
    await addServer(w3m, 'two', serverAddress('rs2'), 2)
    w3m.tick('Select two')
    w3m.press('De.activate')
    await w3m.see('Saved as r', /\bactive two/)
    w3m.press('Activate')
    await w3m.see('active Deactivate')

    w3m.press('Review and apply')
    const review = await w3m.see('What will happen')
    const shown = [...review.matchAll(/ipvsadm (-[Aa] .*?) *$/gm)].map((match) => match[1])
    w3m.press('Apply [0-9]')
    await w3m.see('the kernel read back equals the plan')
    expect(shown).toEqual([`-A -t ${VIP.nat}:80 -s wrr`])
    // The servers follow as their first checks pass, a weight above 1 by slow start.
    const two = `-a -t ${VIP.nat}:80 -r ${serverAddress('rs2')}:80 -m -w 2`
    await expect.poll(() => router.host.table(), { timeout: 40_000 }).toContain(two)
    const tally = await router.client.fetch({ address: VIP.nat, port: 80 }, 30)
    expect(tally).toEqual({ by: { rs1: 10, rs2: 20 }, lost: 0, errors: [] })
  } finally {
    await w3m.close()
  }
})
