import { type Server, VIP } from '../topology'
import { AS_POSTGRES, databaseTar, MARIADB_LEAN, postgresBin } from './databases'
import type { LabHost } from './host'
import type { Until, World } from './scenario'

/** Real servers of Debian on a lab host, each with a configuration of its own on tmpfs, in the foreground. */
export type DaemonName = 'nginx' | 'vsftpd' | 'dnsmasq' | 'redis' | 'exim' | 'mariadb' | 'postgres'
export type Daemon = { name: DaemonName; port: number; stop(): Promise<void>; start(): Promise<void> }

type Recipe = {
  /** gives up root before it writes */
  writesUnprivileged?: true
  port: number
  udp?: true
  file?: string
  config: (host: string, folder: string) => string
  argv: (file: string, folder: string, host: string) => string[]
  /** keeps its data in FOLDER/data (databases.ts) */
  database?: 'mariadb' | 'postgres'
  /** how it is stopped, where it has something to write then */
  stopBy?: NodeJS.Signals
}

const RECIPES: { [name in DaemonName]: Recipe } = {
  nginx: {
    port: 8088,
    file: 'nginx.conf',
    config: (host, folder) => {
      const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        (kind) => `${kind}_temp_path ${folder}/${kind};`,
      )
      const server = `server { listen 8088; location / { return 200 "${host}\\n"; } }`
      return `daemon off; master_process off; pid ${folder}/pid; error_log stderr; events {}\nhttp { access_log off; ${temp.join(' ')} ${server} }\n`
    },
    argv: (file, folder) => ['nginx', '-e', 'stderr', '-p', folder, '-c', file],
  },
  vsftpd: {
    port: 21,
    file: 'vsftpd.conf',
    // isolate_network: a network namespace for each session, which takes the guest's kernel seconds.
    config: (_, folder) =>
      `listen=YES\nbackground=NO\nanonymous_enable=YES\nseccomp_sandbox=NO\nisolate=NO\nisolate_network=NO\nsecure_chroot_dir=${folder}\nanon_root=${folder}\n`,
    argv: (file) => ['vsftpd', file],
  },
  dnsmasq: {
    port: 5300,
    udp: true,
    config: () => '',
    argv: () => [
      ...['dnsmasq', '--keep-in-foreground', '--conf-file=/dev/null', '--port=5300', '--user=root', '--pid-file='],
      ...['--no-resolv', '--no-hosts', `--address=/lab/${VIP.nat}`],
    ],
  },
  redis: {
    port: 6379,
    config: () => '',
    argv: (_, folder) => ['redis-server', '--protected-mode', 'no', '--save', '', '--dir', folder, '--port', '6379'],
  },
  exim: {
    writesUnprivileged: true,
    port: 25,
    file: 'exim.conf',
    config: (host, folder) =>
      [
        `primary_hostname = ${host}`,
        `spool_directory = ${folder}/spool`,
        `log_file_path = ${folder}/%slog`,
        ...[
          'daemon_smtp_ports = 25',
          'tls_advertise_hosts =',
          'rfc1413_query_timeout = 0s',
          'host_lookup =',
          'keep_environment =',
          '',
        ],
      ].join('\n'),
    argv: (file) => ['exim4', '-C', file, '-bdf'],
  },
  mariadb: {
    port: 3306,
    database: 'mariadb',
    stopBy: 'SIGTERM',
    file: 'init.sql',
    config: () => "CREATE USER IF NOT EXISTS 'lab'@'%';\n",
    argv: (file, folder, host) => [
      ...['mariadbd', '--no-defaults', '--user=root', `--datadir=${folder}/data`, `--tmpdir=${folder}/spool`],
      ...[`--socket=${folder}/socket`, `--pid-file=${folder}/pid`, `--init-file=${file}`, `--report-host=${host}`],
      ...[...MARIADB_LEAN, '--default-tmp-storage-engine=Aria', '--performance-schema=OFF'],
    ],
  },
  postgres: {
    port: 5432,
    database: 'postgres',
    stopBy: 'SIGINT',
    config: () => '',
    argv: (_, folder, host) => [
      ...[...AS_POSTGRES, `${postgresBin()}/postgres`, '-D', `${folder}/data`, '-c', `cluster_name=${host}`],
      ...['-c', 'listen_addresses=*', '-c', 'unix_socket_directories=', '-c', 'fsync=off', '-c', 'autovacuum=off'],
      // The guest has no /dev/shm.
      ...['-c', 'dynamic_shared_memory_type=mmap', '-c', 'shared_buffers=8MB'],
    ],
  },
}

/** Starts servers on these hosts and waits until they listen; they end with `stopDaemons`. */
export async function startDaemons(
  world: World,
  hosts: readonly Server[],
  names: readonly DaemonName[],
): Promise<Map<string, Daemon>> {
  const tarOf = async (name: DaemonName) => {
    const { database } = RECIPES[name]
    return database ? await databaseTar(world.dir, database) : undefined
  }
  const tars = await Promise.all(names.map(tarOf))
  const places = hosts.flatMap((server) => names.map((name, i) => ({ server, name, tar: tars[i] })))
  const made = places.map(async ({ server, name, tar }): Promise<[string, Daemon]> => {
    return [`${server} ${name}`, await daemonOf(world.host(server), name, world.until, tar)]
  })
  const daemons = new Map(await Promise.all(made))
  await Promise.all([...daemons.values()].map((daemon) => daemon.start()))
  return daemons
}

export async function stopDaemons(daemons: ReadonlyMap<string, Daemon>): Promise<void> {
  await Promise.all([...daemons.values()].map((daemon) => daemon.stop()))
}

/** `tar`: its data, anew for each scenario. */
async function daemonOf(host: LabHost, name: DaemonName, until: Until, tar?: string): Promise<Daemon> {
  const { port, udp, file, writesUnprivileged, config, argv, stopBy = 'SIGKILL' } = RECIPES[name]
  const folder = `/run/daemons/${host.name}/${name}`
  await host.run(['mkdir', '-p', `${folder}/spool`])
  if (writesUnprivileged) await host.run(['chmod', '-R', '777', folder])
  if (tar) {
    await host.run(['rm', '-rf', `${folder}/data`])
    await host.run(['tar', '--numeric-owner', '-xf', tar, '-C', folder])
  }
  const path = file ? `${folder}/${file}` : ''
  if (file) await host.write(path, config(host.name, folder))
  let running: ReturnType<LabHost['start']> | undefined
  const listens = async () => (await host.run(['ss', '-lnH', udp ? '-u' : '-t'])).includes(`:${port} `)
  return {
    name,
    port,
    start: async () => {
      running = host.start(argv(path, folder, host.name))
      const { output } = running
      await until(listens, true, { withinMs: 30_000, what: `${name} on ${host.name} listens (${output()})` })
    },
    stop: async () => {
      running?.kill(stopBy)
      await running?.done
      running = undefined
    },
  }
}
