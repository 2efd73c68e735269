import { run } from '../run'
import { runContract } from './contract'
import { CONTRACT_DEVICE } from './contract-tools'
import { fakeKernel } from './fake'
import { fakeSync } from './fake-sync'
import { realKernel, type TablePart } from './real'

/**
 * The contract suite as a program, for the network namespace it is started in: a router of the lab's guest, or with the word
 * `memory` a namespace of a host whose kernel has no IPVS; the table is then one in memory and everything else the host's own (the
 * guest has IPVS but no nft back end). Makes the interface it needs. Prints one line of JSON; status 1 when a case failed.
 * ARAPAIMA_RUN, ARAPAIMA_IPTABLES and ARAPAIMA_MODULES_DIR as for the agent.
 */
async function makeDevice(): Promise<void> {
  const ip = (...args: string[]) => run(['ip', ...args], { timeoutMs: 5000 })
  const dummy = await ip('link', 'add', CONTRACT_DEVICE, 'type', 'dummy')
  if (dummy.code !== 0) await ip('tuntap', 'add', CONTRACT_DEVICE, 'mode', 'tap')
  await ip('link', 'set', CONTRACT_DEVICE, 'up')
}

function tableInMemory(): TablePart {
  const fake = fakeKernel()
  return {
    version: async () => (await fake.tools()).ipvsadm ?? null,
    list: () => fake.observeTable(),
    counters: () => fake.counters(),
    templates: () => fake.templates(),
    text: () => fake.tableText(),
    restore: async (ops) => (await fake.execute(ops)).failed ?? null,
    sync: fakeSync(() => ({ [CONTRACT_DEVICE]: { up: true } })),
  }
}

const { ARAPAIMA_RUN, ARAPAIMA_IPTABLES, ARAPAIMA_MODULES_DIR } = process.env
const asked = ARAPAIMA_IPTABLES === 'nft' || ARAPAIMA_IPTABLES === 'legacy' ? ARAPAIMA_IPTABLES : 'auto'
const kernel = realKernel(
  {
    run: ARAPAIMA_RUN ?? '/run/arapaima',
    iptables: asked,
    modulesDir: ARAPAIMA_MODULES_DIR,
    log: (line) => console.error(line),
  },
  process.argv[2] === 'memory' ? tableInMemory() : undefined,
)
await makeDevice()
const result = await runContract(kernel)
process.stdout.write(`${JSON.stringify({ ...result, tools: await kernel.tools() })}\n`)
process.exit(result.failed > 0 ? 1 : 0)
