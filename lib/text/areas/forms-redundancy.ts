import type { Area } from '../index'

/** REDUNDANCY; help says what really happens. */
export const formsRedundancy = {
  'forms.redundancy.title': { en: 'Redundancy', zh: '冗余' },
  'forms.redundancy.lead': {
    en: 'A second router that takes the virtual addresses over when this pair’s active router falls silent.',
    zh: '第二台路由器：当前活动路由器失去响应时，由它接管虚拟地址。',
  },
  'forms.redundancy.backupRouter': { en: 'Backup router', zh: '备用路由器' },
  'forms.redundancy.backup.state': { en: 'Backup:', zh: '备用：' },
  'forms.redundancy.none': { en: 'No backup router', zh: '没有备用路由器' },
  'forms.redundancy.noneLead': {
    en: 'This router works alone: if it stops, so does every virtual server. Enabling asks for the partner’s address next.',
    zh: '本路由器独自工作：它停止，所有虚拟服务器随之停止。启用之后请填写伙伴的地址。',
  },
  'forms.redundancy.enable': { en: 'Enable', zh: '启用' },
  'forms.redundancy.disable': { en: 'Disable', zh: '禁用' },
  'forms.redundancy.reset': { en: 'Reset', zh: '重置' },
  'forms.redundancy.resetNote': {
    en: 'Reset saves at once: the partner’s addresses become blank, the times 6 and 18 seconds, the port 539. Both routers must hold the same values; a change of them can cause a take-over.',
    zh: '“重置”立即保存：清空伙伴的地址，时间恢复为 6 秒和 18 秒，端口恢复为 539。两台路由器的值必须相同；更改可能引发接管。',
  },
  'forms.redundancy.partner': { en: 'Redundant server', zh: '冗余服务器' },
  'forms.redundancy.backup': { en: 'Redundant server public IP', zh: '冗余服务器公共 IP' },
  'forms.redundancy.backup.help': {
    en: 'The backup router’s real public address, not a floating one. 0.0.0.0 or blank: none yet.',
    zh: '备用路由器真实的公共地址，不是浮动地址。0.0.0.0 或留空表示尚未设置。',
  },
  'forms.redundancy.backup_private': { en: 'Redundant server private IP', zh: '冗余服务器专用 IP' },
  'forms.redundancy.backup_private.help': {
    en: 'The second heartbeat channel’s other end. With it, one broken switch is not taken for a dead router.',
    zh: '第二条心跳通道的另一端。有了它，一台交换机故障不会被当作路由器死机。',
  },
  'forms.redundancy.noPrivate': {
    en: 'There is one heartbeat channel only. For a second one enter the primary’s private IP first, in',
    zh: '目前只有一条心跳通道。要使用第二条，请先填写主服务器专用 IP：',
  },
  'forms.redundancy.heartbeat': { en: 'Heartbeat', zh: '心跳' },
  'forms.redundancy.keepalive': { en: 'Heartbeat interval', zh: '心跳间隔' },
  'forms.redundancy.keepalive.help': {
    en: 'Time between two heartbeats. Blank is 2.',
    zh: '两次心跳之间的时间。留空为 2。',
  },
  'forms.redundancy.deadtime': { en: 'Assume dead after', zh: '判定死机时间' },
  'forms.redundancy.deadtime.help': {
    en: 'Silence of this length is death: the partner takes over. At least three intervals, so that two lost packets do no harm. Blank is 5.',
    zh: '静默达到此时长即判定死机，由伙伴接管。至少取三个间隔，这样丢失两个数据包也无妨。留空为 5。',
  },
  'forms.redundancy.heartbeat_port': { en: 'Heartbeat runs on port', zh: '心跳端口' },
  'forms.redundancy.heartbeat_port.help': {
    en: 'UDP, the same on both routers; a firewall must let it through. Blank is 539.',
    zh: 'UDP，两台路由器须相同；防火墙必须放行。留空为 539。',
  },
  'forms.redundancy.monitor_links': { en: 'Network links', zh: '网络链路' },
  'forms.redundancy.monitor_links.box': { en: 'Monitor NIC links for failures', zh: '监视网卡链路故障' },
  'forms.redundancy.monitor_links.help': {
    en: 'A router whose own cable is out steps down instead of calling its partner dead.',
    zh: '自身网线断开的路由器会主动让位，而不是判定伙伴死机。',
  },
  'forms.redundancy.sync': { en: 'Connection sync', zh: '连接同步' },
  'forms.redundancy.syncdaemon': { en: 'Sync daemon', zh: '同步守护进程' },
  'forms.redundancy.syncdaemon.box': { en: 'Use sync daemon', zh: '使用同步守护进程' },
  'forms.redundancy.syncdaemon.help': {
    en: 'The kernel tells the standby router of its connections, so that they outlive a take-over.',
    zh: '内核把连接告知备用路由器，使连接在接管之后仍然保留。',
  },
  'forms.redundancy.syncd_iface': { en: 'Sync daemon interface', zh: '同步守护进程接口' },
  'forms.redundancy.syncd_iface.help': {
    en: 'Its multicast (224.0.0.81, UDP 8848) is not authenticated: choose the private network. Blank is eth0.',
    zh: '其组播（224.0.0.81，UDP 8848）没有认证：请选择专用网络。留空为 eth0。',
  },
  'forms.redundancy.syncd_id': { en: 'Sync daemon ID', zh: '同步守护进程 ID' },
  'forms.redundancy.syncd_id.help': {
    en: '0 to 255, the same on both routers, another for each pair on the network.',
    zh: '0 到 255，两台路由器相同，同一网络中的每一对各用不同的值。',
  },
} as const satisfies Area
