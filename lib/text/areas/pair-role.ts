import type { Area } from '../index'

/** Where the role comes from: the form behind REDUNDANCY. */
export const pairRole = {
  'pair.role': { en: 'Role source', zh: '角色来源' },
  'pair.role.lead': {
    en: 'Which of two engines decides that this router serves. Kept in this router’s own settings, not in lvs.cf: choose the same on every router.',
    zh: '由哪一种机制决定本路由器是否提供服务。此设置保存在本路由器自己的设置中，不在 lvs.cf 内：每台路由器须选择相同。',
  },
  'pair.role.change': { en: 'Change', zh: '更改' },
  'pair.role.away': {
    en: 'The agent keeps these settings, and it does not answer.',
    zh: '这些设置由代理保存，而代理没有应答。',
  },
  'pair.role.effect': {
    en: 'Counts at once, and on this router only.',
    zh: '立即生效，仅对本路由器。',
  },
  'pair.role.saved': { en: 'Saved; it counts from now on', zh: '已保存，立即生效' },
  'pair.role.clash': {
    en: 'Somebody changed these settings meanwhile.',
    zh: '期间有人更改了这些设置。',
  },
  'pair.role.takeover': {
    en: 'A change on one router alone causes a take-over: to VRRP when the standby has it a minute before its partner, back to pulse when the active router has it first.',
    zh: '只在一台路由器上更改会引发接管：改用 VRRP 时，备用路由器比伙伴提前一分钟更改即会接管；改回 pulse 时，活动路由器先更改即会被接管。',
  },
  'pair.role.safe': {
    en: '“arapaima sync --together --role vrrp” (or pulse) changes it on both as one. By hand: stop pulse on the standby, change it on both, start the standby again.',
    zh: '“arapaima sync --together --role vrrp”（或 pulse）在两台上一并更改。手工操作：先停止备用路由器上的 pulse，在两台上更改，再启动备用路由器。',
  },
  'pair.role.from': { en: 'The role comes from', zh: '角色来自' },
  'pair.role.from.pulse': { en: 'pulse', zh: 'pulse' },
  'pair.role.from.pulse.hint': {
    en: 'Heartbeats between the two, as Piranha had them: signed where both hold the key, understood by an old Piranha.',
    zh: '两台路由器之间的心跳，与 Piranha 相同：双方持有密钥时带签名，旧 Piranha 也能识别。',
  },
  'pair.role.from.vrrp': { en: 'VRRP', zh: 'VRRP' },
  'pair.role.from.vrrp.hint': {
    en: 'keepalived elects the router, for more than two or where a standard is asked for. It must be installed; its configuration is written here.',
    zh: '由 keepalived 选举，适用于两台以上或要求采用标准协议的场合。须已安装；其配置由此处生成。',
  },
  'pair.role.vrrp': { en: 'VRRP only', zh: '仅用于 VRRP' },
  'pair.role.publicId': { en: 'Virtual router ID, public', zh: '虚拟路由器 ID（公网）' },
  'pair.role.publicId.help': {
    en: '1 to 255, the same on every router, another for each group on the network.',
    zh: '1 到 255，每台路由器相同，同一网络中的每一组各用不同的值。',
  },
  'pair.role.privateId': { en: 'Virtual router ID, private', zh: '虚拟路由器 ID（私网）' },
  'pair.role.privateId.help': {
    en: 'The same for the private channel; not the public one’s.',
    zh: '用于私网通道；不得与公网的相同。',
  },
  'pair.role.priority': { en: 'Priority', zh: '优先级' },
  'pair.role.priority.help': {
    en: '1 to 254, another on each router. Blank: by its place, the primary highest. The higher one wins when a cut between the routers heals.',
    zh: '1 到 254，每台路由器不同。留空则按位置，主路由器最高。路由器之间的中断恢复时，优先级高者胜出。',
  },
  'pair.role.others': { en: 'More routers', zh: '更多路由器' },
  'pair.role.others.help': {
    en: 'Beside primary and backup: public address and, after a blank, the private one; commas between routers. The same list on every router.',
    zh: '主、备之外的路由器：公网地址，空格之后为私网地址；各路由器之间用逗号分隔。每台路由器上的列表相同。',
  },
  'pair.role.bad.SOURCE': { en: 'Choose pulse or VRRP.', zh: '请选择 pulse 或 VRRP。' },
  'pair.role.bad.NUMBER': {
    en: '“{got}” is not a whole number from {min} to {max}.',
    zh: '“{got}”不是 {min} 到 {max} 的整数。',
  },
  'pair.role.bad.SAME_ID': {
    en: 'The two channels need two IDs.',
    zh: '两个通道须使用不同的 ID。',
  },
  'pair.role.bad.ADDRESS': { en: '“{got}” is not an IP address.', zh: '“{got}”不是 IP 地址。' },
  'pair.role.bad.SAME_ADDRESS': { en: '{got} is named twice.', zh: '{got} 出现了两次。' },
  'pair.role.bad.ROUTER': {
    en: '“{got}” has more than a public and a private address: put a comma between two routers.',
    zh: '“{got}”包含的地址多于公网和私网两个：两台路由器之间请用逗号。',
  },
  'pair.role.bad.TOO_MANY': { en: 'At most {max} more routers.', zh: '最多再加 {max} 台路由器。' },
} as const satisfies Area
