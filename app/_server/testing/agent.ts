import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fakeMonitors } from '@/agent/health/testing'
import type { Agent } from '@/agent/main'
import { bench } from '@/agent/testing'
import { pathsFrom } from '@/lib/store/paths'

/** The agent on a kernel that is only memory, at the socket of the console that was started over the folders in `top`. */
export async function agentFor(
  top: string,
  more: Parameters<typeof bench>[0] = {},
): Promise<Agent & { monitors: ReturnType<typeof fakeMonitors> }> {
  const monitors = fakeMonitors()
  await mkdir(join(top, 'etc'), { recursive: true })
  const made = bench({ monitors, ...more })
  const env = {
    ARAPAIMA_ETC: `${top}/etc`,
    ARAPAIMA_STATE: `${top}/state`,
    ARAPAIMA_RUN: `${top}/run`,
    ARAPAIMA_GROUP: '0',
  }
  Object.assign(made.options, { paths: pathsFrom(env) })
  return Object.assign(await made.start(), { monitors })
}
