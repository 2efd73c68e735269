/**
 * A site of any size, as lvs.cf and as keepalived.conf: the same services and servers in both. Virtual servers share few VIPs and differ by port;
 * every server is an address of SERVER_NET, which one machine of the lab answers for.
 */
export type Site = {
  virtuals: number
  servers: number
  /** seconds between two checks, and the limit of one; null = no checks (keepalived), rare ones (lvs.cf has no "none") */
  checkSec: number | null
  /** weight of the first server of the first virtual server; all others have 1 */
  firstWeight?: number
  /** every server has an address of its own; otherwise all virtual servers share `servers` addresses */
  ownServers?: boolean
}

export const SERVER_NET = '10.99.0.0/16'
export const SERVER_PORT = 8080
const VIPS = 10
const RARE_SEC = 300

type Place = { vip: string; port: number; servers: { address: string; weight: number }[] }

/** The services of a site; `prefix` = the first three numbers of its VIPs. */
export function placesOf({ virtuals, servers, firstWeight = 1, ownServers }: Site, prefix = '192.0.2'): Place[] {
  return Array.from({ length: virtuals }, (_, v) => ({
    vip: `${prefix}.${100 + (v % VIPS)}`,
    port: 1000 + Math.floor(v / VIPS),
    servers: Array.from({ length: servers }, (_, s) => {
      const n = (ownServers ? v * servers : 0) + s + 1
      return { address: `10.99.${n >> 8}.${n & 255}`, weight: v === 0 && s === 0 ? firstWeight : 1 }
    }),
  }))
}

/** lvs.cf of a site under NAT, checked by connect alone. */
export function lvsCfOf(
  site: Site,
  head = 'serial_no = 1\nprimary = 192.0.2.11\nservice = lvs\nnetwork = nat\n',
): string {
  const lines = placesOf(site).flatMap(({ vip, port, servers }, v) => [
    `virtual v${v} {`,
    '     active = 1',
    `     address = ${vip} eth0:${1 + (v % VIPS)}`,
    '     vip_nmask = 255.255.255.255',
    `     port = ${port}`,
    '     scheduler = wrr',
    '     send = ""',
    '     expect = ""',
    `     timeout = ${site.checkSec ?? RARE_SEC}`,
    `     reentry = ${site.checkSec ?? RARE_SEC}`,
    ...servers.flatMap(({ address, weight }, s) => [
      `     server s${s} {`,
      `         address = ${address}`,
      `         port = ${SERVER_PORT}`,
      '         active = 1',
      `         weight = ${weight}`,
      '     }',
    ]),
    '}',
  ])
  return `${head}${lines.join('\n')}\n`
}

/** keepalived.conf of the same site. */
export function keepalivedOf(site: Site): string {
  const check =
    site.checkSec &&
    `    TCP_CHECK {\n      connect_timeout ${site.checkSec}\n      connect_port ${SERVER_PORT}\n    }\n`
  const blocks = placesOf(site).map(
    ({ vip, port, servers }) =>
      `virtual_server ${vip} ${port} {\n  delay_loop ${site.checkSec ?? RARE_SEC}\n  lb_algo wrr\n  lb_kind NAT\n  protocol TCP\n${servers
        .map(
          ({ address, weight }) =>
            `  real_server ${address} ${SERVER_PORT} {\n    weight ${weight}\n${check ?? ''}  }\n`,
        )
        .join('')}}\n`,
  )
  return `global_defs {\n  router_id bench\n}\n${blocks.join('')}`
}
