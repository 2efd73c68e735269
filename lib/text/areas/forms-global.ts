import type { Area } from '../index'

/** GLOBAL SETTINGS; help says what really happens. */
export const formsGlobal = {
  // GLOBAL SETTINGS
  'forms.global.title': { en: 'Global settings', zh: '全局设置' },
  'forms.global.lead': {
    en: 'The primary router’s own addresses, how real servers are reached, and how long connections are remembered.',
    zh: '主路由器自身的地址、到达真实服务器的方式，以及连接的保留时间。',
  },
  'forms.global.environment': { en: 'Environment', zh: '环境' },
  'forms.global.primary': { en: 'Primary server public IP', zh: '主服务器公共 IP' },
  'forms.global.primary.help': {
    en: 'The primary LVS router’s real public address, not a floating one. A router is the primary if it owns this address.',
    zh: '主 LVS 路由器真实的公共地址，不是浮动地址。拥有此地址的路由器即为主路由器。',
  },
  'forms.global.primary_private': { en: 'Primary server private IP', zh: '主服务器专用 IP' },
  'forms.global.primary_private.help': {
    en: 'The second heartbeat channel. Blank: heartbeats go over the public address only, and a fault there looks like a dead router.',
    zh: '第二条心跳通道。留空时心跳只走公共地址，该线路一旦故障，看上去就像路由器死机。',
  },
  'forms.global.timeouts': { en: 'Connection timeouts', zh: '连接超时' },
  'forms.global.timeoutsLead': {
    en: 'How long the router remembers a connection that is silent. Blank or 0 leaves what the kernel has.',
    zh: '连接静默多久之后路由器不再记住它。留空或 0 表示保持内核现有的值。',
  },
  'forms.global.tcp_timeout': { en: 'TCP timeout', zh: 'TCP 超时' },
  'forms.global.tcp_timeout.help': {
    en: 'Open TCP connections. A client that is silent for longer is cut off. Linux starts with 900.',
    zh: '已建立的 TCP 连接。静默超过此时间的客户端将被断开。Linux 初始值为 900。',
  },
  'forms.global.tcpfin_timeout': { en: 'TCP FIN timeout', zh: 'TCP FIN 超时' },
  'forms.global.tcpfin_timeout.help': {
    en: 'TCP connections after one side has said goodbye. Linux starts with 120.',
    zh: '一方已发出 FIN 之后的 TCP 连接。Linux 初始值为 120。',
  },
  'forms.global.udp_timeout': { en: 'UDP timeout', zh: 'UDP 超时' },
  'forms.global.udp_timeout.help': {
    en: 'A client that sends again within this time stays with its real server. Linux starts with 300.',
    zh: '在此时间内再次发送的客户端仍由同一真实服务器处理。Linux 初始值为 300。',
  },
  'forms.global.forwarding': { en: 'Use network type', zh: '使用的网络类型' },
  'forms.global.network': { en: 'Network type', zh: '网络类型' },
  'forms.global.network.help': {
    en: 'For all virtual servers that do not say otherwise. Saved when you accept.',
    zh: '适用于所有未另行指定的虚拟服务器。按“接受”后保存。',
  },
  'forms.global.network.unset': {
    en: 'Not set in the file; the daemons take NAT then. Saved when you choose another and accept.',
    zh: '文件中未设置，守护进程此时采用 NAT。选择其他类型并按“接受”后保存。',
  },
  'forms.global.current': { en: 'Current type is: {type}', zh: '当前类型：{type}' },
  'forms.network.nat': { en: 'NAT', zh: 'NAT' },
  'forms.network.nat.hint': {
    en: 'Answers come back through this router, so the real servers’ default route is the NAT Router IP. Ports may differ.',
    zh: '应答经由本路由器返回，因此真实服务器的默认路由须为 NAT 路由器 IP。端口可以不同。',
  },
  'forms.network.direct': { en: 'Direct Routing', zh: '直接路由' },
  'forms.network.direct.hint': {
    en: 'Answers go straight to the client. Real servers are on the same segment and hold the VIP without answering ARP for it.',
    zh: '应答直接发给客户端。真实服务器在同一网段并持有 VIP，但不为其应答 ARP。',
  },
  'forms.network.tunnel': { en: 'Tunneling', zh: '隧道' },
  'forms.network.tunnel.hint': {
    en: 'Like direct routing, but packets travel in IP-in-IP, so real servers may stand in other networks.',
    zh: '与直接路由类似，但数据包用 IP-in-IP 封装，真实服务器可位于其他网络。',
  },
  'forms.global.nat': { en: 'NAT router', zh: 'NAT 路由器' },
  'forms.global.natNote': {
    en: 'Used with network type NAT only: the gateway of the real servers, which floats between the routers together with the VIPs.',
    zh: '仅用于 NAT 网络类型：真实服务器的网关，与 VIP 一起在两台路由器之间浮动。',
  },
  'forms.global.nat_address': { en: 'NAT Router IP', zh: 'NAT 路由器 IP' },
  'forms.global.nat_address.help': {
    en: 'The private floating address: the default route of each real server.',
    zh: '专用浮动地址：每台真实服务器的默认路由。',
  },
  'forms.global.nat_nmask': { en: 'NAT Router netmask', zh: 'NAT 路由器子网掩码' },
  'forms.global.nat_nmask.help': {
    en: 'Leave unused unless the private network is split: the address comes up alone (/32) then.',
    zh: '除非专用网络被划分，否则不必设置：此时地址以 /32 单独启用。',
  },
  'forms.global.nat_device': { en: 'NAT Router device', zh: 'NAT 路由器设备' },
  'forms.global.nat_device.help': {
    en: 'An alias of the private interface, for example eth1:1.',
    zh: '专用接口的别名，例如 eth1:1。',
  },
} as const satisfies Area
