/** Where everything stands, from the environment (contract.md): one reading for console, agent and command. Pure. */
export type Paths = {
  etc: string
  state: string
  run: string
  socket: string
  port: number
  listen: string
  user: string
  group: string
  iptables: 'auto' | 'nft' | 'legacy'
}

export type Env = Readonly<Record<string, string | undefined>>

/**
 * Paths, port and names of this router.
 * @throws Error naming the variable when one holds a value that cannot be used
 */
export function pathsFrom(env: Env): Paths {
  const port = Number(env.ARAPAIMA_PORT ?? '3636')
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Error('ARAPAIMA_PORT: a number from 1 to 65535')
  const iptables = env.ARAPAIMA_IPTABLES ?? 'auto'
  if (iptables !== 'auto' && iptables !== 'nft' && iptables !== 'legacy')
    throw new Error('ARAPAIMA_IPTABLES: auto, nft or legacy')
  const run = env.ARAPAIMA_RUN ?? '/run/arapaima'
  return {
    etc: env.ARAPAIMA_ETC ?? '/etc/sysconfig/ha',
    state: env.ARAPAIMA_STATE ?? '/var/lib/arapaima',
    run,
    socket: `${run}/agent.sock`,
    port,
    listen: env.ARAPAIMA_LISTEN ?? '127.0.0.1',
    user: env.ARAPAIMA_USER ?? 'arapaima',
    group: env.ARAPAIMA_GROUP ?? 'arapaima',
    iptables,
  }
}
