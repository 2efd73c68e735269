import { ipv4Text } from '../net'
import type { World } from './model'
import { readStrict } from './strict'
import type { StrictBlock, StrictFile, StrictServer, StrictValues } from './strict-model'

/** Piranha's numbers for its words, as the fixtures' list of values explains them. */
const METHODS: Readonly<Record<string, number>> = { nat: 1, direct: 2, tunnel: 3 }
const SCHEDULERS: Readonly<Record<string, number>> = { lc: 1, rr: 2, wlc: 3, wrr: 4, lblc: 5, lblcr: 6, dh: 7, sh: 8 }
const PROTOCOLS: Readonly<Record<string, number>> = { tcp: 6, udp: 17 }

/** Reads the values of one block with the daemons' defaults. */
class Held {
  constructor(private readonly values: StrictValues) {}

  number(key: string, otherwise = 0): number {
    const value = this.values[key]
    return typeof value === 'number' ? value : otherwise
  }

  word(key: string, otherwise = '(null)'): string {
    const value = this.values[key]
    return typeof value === 'string' ? value : otherwise
  }

  ip(key: string, otherwise = 0): string {
    return ipv4Text(this.bits(key, otherwise))
  }

  /** The 32 bits of an address, with or without a device. */
  bits(key: string, otherwise = 0): number {
    const value = this.values[key]
    if (typeof value === 'object') return value.address
    return typeof value === 'number' ? value : otherwise
  }

  device(key: string): string {
    const value = this.values[key]
    return typeof value === 'object' ? value.device : '(null)'
  }
}

/**
 * What Piranha 0.8.6 holds after reading this file, one line for the global part, each virtual, failover and server, in the form of
 * e2e/fixtures/lvscf/EXPECTED-values.txt; or `ERR LINE MESSAGE` where it rejects the file. latin1, with a newline at the end.
 */
export function strictValues(text: string, world: World = {}): string {
  const result = readStrict(text, world)
  if ('verdict' in result) return `ERR ${result.verdict.line} ${result.verdict.message}\n`
  const { file } = result
  const virtuals = file.virtuals.flatMap((virtual) => blockLines('virtual', virtual))
  const failovers = file.failovers.flatMap((failover) => blockLines('failover', failover))
  const lines = [globalLine(file), ...virtuals, ...failovers]
  return `${lines.join('\n')}\n`
}

function globalLine({ global, virtuals, failovers }: StrictFile): string {
  const g = new Held(global)
  const timeouts = ['tcp_timeout', 'tcpfin_timeout', 'udp_timeout'].map((key) => g.number(key))
  return [
    `OK serial=${g.number('serial_no')}`,
    `prim=${g.ip('primary')}/${g.ip('primary_private', g.bits('primary'))}`,
    `back=${g.ip('backup')}/${g.ip('backup_private', g.bits('backup'))}`,
    `bact=${g.number('backup_active')}`,
    `hb=${g.number('heartbeat')}`,
    `port=${g.number('heartbeat_port', 539)}`,
    `ka=${g.number('keepalive', 2)}`,
    `dead=${g.number('deadtime', 5)}`,
    `rsh=${g.word('rsh_command', 'rsh')}`,
    `dbg=${g.word('debug_level', 'NONE')}`,
    `net=${METHODS[g.word('network', 'nat')]}`,
    `natr=${g.ip('nat_router')}`,
    `dev=${g.device('nat_router')}`,
    `nm=${g.ip('nat_nmask')}`,
    `svc=${g.word('service', 'lvs') === 'fos' ? 1 : 0}`,
    `sync=${g.number('syncdaemon')}`,
    `if=${g.word('syncd_iface', 'eth0')}`,
    `id=${g.number('syncd_id')}`,
    `hard=${g.number('hard_shutdown', 1)}`,
    `ml=${g.number('monitor_links')}`,
    `tcp=${timeouts.join('/')}`,
    `act=<${g.word('active_cmd')}>`,
    `inact=<${g.word('inactive_cmd')}>`,
    `nvs=${virtuals.length}`,
    `nfo=${failovers.length}`,
  ].join(' ')
}

/** The broadcast address that comes with a VIP: with a mask VIP|~mask, otherwise none (reference 2.5). */
function broadcast(v: Held): string {
  const mask = v.bits('vip_nmask')
  return mask === 0 ? '0.0.0.0' : ipv4Text(((v.bits('address') | ~mask) >>> 0) % 0x1_0000_0000)
}

/** A persistence mask of one client counts as none (reference 1.2). */
function persistenceMask(v: Held): string {
  const mask = v.ip('pmask')
  return mask === '255.255.255.255' ? '0.0.0.0' : mask
}

function blockLines(kind: 'virtual' | 'failover', block: StrictBlock): string[] {
  const v = new Held(block.values)
  const line = [
    `${kind} name=<${block.name}>`,
    `active=${v.number('active')}`,
    `addr=${v.ip('address')}`,
    `dev=${v.device('address')}`,
    `nmask=${v.ip('vip_nmask')}`,
    `bcast=${broadcast(v)}`,
    `sorry=${v.ip('sorry_server')}`,
    `fw=${v.number('fwmark')}`,
    `proto=${PROTOCOLS[v.word('protocol', 'tcp')]}`,
    `port=${v.number('port', 80)}`,
    `sched=${SCHEDULERS[v.word('scheduler', 'wlc')]}`,
    `pers=${v.number('persistent')}`,
    `pmask=${persistenceMask(v)}`,
    `sp=<${v.word('send_program')}>`,
    `send=<${v.word('send')}>`,
    `exp=<${v.word('expect')}>`,
    `to=${v.number('timeout', 10)}`,
    `re=${v.number('reentry', 180)}`,
    `q=${v.number('quiesce_server')}`,
    `rx=${v.number('use_regex')}`,
    `lm=${v.word('load_monitor')}`,
    `start=<${v.word('start_cmd')}>`,
    `stop=<${v.word('stop_cmd')}>`,
    `n=${block.servers.length}`,
  ].join(' ')
  return [line, ...block.servers.map(serverLine)]
}

function serverLine(server: StrictServer): string {
  const s = new Held(server.values)
  return `   server name=<${server.name}> addr=${s.ip('address')} act=${s.number('active')} port=${s.number('port', 80)} w=${s.number('weight', 1)}`
}
