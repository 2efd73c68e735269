import { runContract } from '@/agent/kernel/contract'
import { realKernel } from '@/agent/kernel/real'

/** The contract suite of agent/kernel on the kernel of the namespace that this is started in; the result as JSON. */
const kernel = realKernel({ run: '/tmp', iptables: 'auto', modulesDir: '/run/lab/modules' })
// The suite asks before each case; starting six programs each time would take half of the whole time.
const tools = await kernel.tools()
const result = await runContract({ ...kernel, tools: async () => tools })
process.stdout.write(JSON.stringify({ tools, ...result }))
