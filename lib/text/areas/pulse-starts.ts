import type { Area } from '../index'

/** Why a router of a pair does not take part, or takes part alone: what its file and its addresses say at the start. */
export const pulseStarts = {
  'pulse.start.no-primary': {
    en: 'lvs.cf does not say who the primary is: set primary on GLOBAL SETTINGS.',
    zh: 'lvs.cf 未指明主路由器：请在 GLOBAL SETTINGS（全局设置）中设置 primary。',
  },
  'pulse.start.not-primary': {
    en: 'This router does not own {address} (primary), and no backup is enabled. It has {here}. Correct primary, or bring the address up as the main address of its interface.',
    zh: '本路由器没有 {address}（primary），且未启用备用路由器。本机地址：{here}。请更正 primary，或将该地址设为网卡的主地址。',
  },
  'pulse.start.not-here': {
    en: 'Neither {primary} (primary) nor {backup} (backup) is an address of this router; it has {here}. Piranha said: cannot create heartbeat socket. Correct the addresses, or the network.',
    zh: '{primary}（primary）和 {backup}（backup）都不是本路由器的地址；本机地址：{here}。Piranha 的提示为 cannot create heartbeat socket。请更正地址或网络配置。',
  },
  'pulse.start.primary-on-alias': {
    en: '{address} (primary) stands on {device}, not as the main address of an interface, so that this router would take itself for the backup. Make it the main address of the interface.',
    zh: '{address}（primary）位于 {device}，不是网卡的主地址，本路由器会因此把自己当作备用。请将其设为网卡的主地址。',
  },
  'pulse.start.backup-on-alias': {
    en: '{address} (backup) stands on {device}, not as the main address of an interface. Make it the main address of the interface.',
    zh: '{address}（backup）位于 {device}，不是网卡的主地址。请将其设为网卡的主地址。',
  },
  'pulse.start.private-not-here': {
    en: '{address} (private address) is not on this router. Correct it on GLOBAL SETTINGS or REDUNDANCY, or bring it up.',
    zh: '私网地址 {address} 不在本路由器上。请在 GLOBAL SETTINGS（全局设置）或 REDUNDANCY（冗余）中更正，或配置该地址。',
  },
  'pulse.start.no-backup': {
    en: 'backup_active is 1, but no backup address is given: this router serves alone. Set the redundant server’s public IP on REDUNDANCY.',
    zh: 'backup_active 为 1，但未指定备用地址：本机独自提供服务。请在 REDUNDANCY（冗余）中设置备用服务器公网 IP。',
  },
  'pulse.start.backup-inactive': {
    en: 'This is the backup router, and the backup is not enabled: enable it on REDUNDANCY.',
    zh: '本机为备用路由器，但备用未启用：请在 REDUNDANCY（冗余）中启用。',
  },
  'pulse.start.vrrp-not-here': {
    en: 'None of the routers that take part in VRRP has its public address here (here: {here}). Correct `primary` and `backup` in lvs.cf, or the list of other routers in the settings.',
    zh: '参与 VRRP 的路由器中，没有一台的公网地址在本机（本机地址：{here}）。请更正 lvs.cf 中的 `primary` 和 `backup`，或设置中的其他路由器列表。',
  },
  'pulse.start.vrrp-private': {
    en: 'Some routers have a private address and {routers} has none: give each of them one, or none at all. One that hears the public channel alone would take over where the others still hear each other.',
    zh: '部分路由器有私网地址，而 {routers} 没有：请为每台都设置，或都不设置。只监听公网通道的路由器会在其他路由器仍能互通时接管。',
  },
  'pulse.start.vrrp-twice': {
    en: '{address} stands twice among the routers that take part in VRRP.',
    zh: '参与 VRRP 的路由器中，{address} 出现了两次。',
  },
  'pulse.start.vrrp-ipv6': {
    en: '{address}: VRRP as the role source needs IPv4 addresses between the routers, since keepalived takes no IPv6 instance that has no addresses of its own. Virtual addresses may be IPv6.',
    zh: '{address}：以 VRRP 作为角色来源时，路由器之间须使用 IPv4 地址，因为 keepalived 不接受没有自身地址的 IPv6 实例。虚拟地址仍可使用 IPv6。',
  },
  'pulse.start.vrrp-device': {
    en: 'keepalived cannot be told of an interface named {device}: rename it, letters, digits, dot, dash, underscore and @ only.',
    zh: '无法将名为 {device} 的网卡告知 keepalived：请改名，仅使用字母、数字、点、连字符、下划线和 @。',
  },
  'pulse.start.vrrp-slow': {
    en: 'VRRP counts whole seconds: with a dead time of {deadtime} s a silent router is replaced after up to {after} s. Raise the dead time to 4 s, or use pulse.',
    zh: 'VRRP 以整秒计时：判定失效时间为 {deadtime} 秒时，静默的路由器最迟 {after} 秒后才会被替换。请将其提高到 4 秒，或使用 pulse。',
  },
  'pulse.start.port-taken': {
    en: 'UDP {address}:{port} is taken: another pulse still runs. Stop it (service pulse stop), or choose another heartbeat port on both routers.',
    zh: 'UDP {address}:{port} 已被占用：另一个 pulse 仍在运行。请停止它（service pulse stop），或在两台路由器上改用其他心跳端口。',
  },
  'pulse.start.address-gone': {
    en: 'No heartbeat can be sent from {address}: the address is not on this router any more.',
    zh: '无法从 {address} 发送心跳：该地址已不在本路由器上。',
  },
  'pulse.start.not-allowed': {
    en: 'Port {port} on {address} may not be used: the agent needs CAP_NET_BIND_SERVICE.',
    zh: '无权使用 {address} 的端口 {port}：代理需要 CAP_NET_BIND_SERVICE 权限。',
  },
  'pulse.start.no-socket': {
    en: 'The heartbeat socket {address}:{port} cannot be opened: {why}',
    zh: '无法打开心跳套接字 {address}:{port}：{why}',
  },
} as const satisfies Area
