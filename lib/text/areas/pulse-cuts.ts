import type { Area } from '../index'

/** A change that only one of the two routers has (lib/pulse/cuts.ts). */
export const pulseCuts = {
  'pulse.cuts.enabled': {
    en: 'The pair begins: this router listens for {partner}. Until that router has the same file it is not heard, and counts as dead.',
    zh: '开始组成双机：本路由器将侦听 {partner}。在对方拥有相同文件之前收不到其心跳，会被视为失效。',
  },
  'pulse.cuts.disabled': {
    en: 'This router sends no heartbeat any more: {deadtime} s later {partner} takes over, though the virtual addresses still stand here. Two routers would answer.',
    zh: '本路由器不再发送心跳：{deadtime} 秒后 {partner} 将接管，而虚拟地址仍在本机。两台路由器会同时应答。',
  },
  'pulse.cuts.role': {
    en: 'The role comes from {after, select, vrrp {VRRP} other {pulse}}: {after, select, vrrp {a standby that has it longer than a minute before its partner takes over} other {a partner that still goes by VRRP finds no master any more and takes over}}.',
    zh: '角色改由 {after, select, vrrp {VRRP} other {pulse}} 决定：{after, select, vrrp {备用路由器若比伙伴提前一分钟以上更改，将会接管} other {仍使用 VRRP 的伙伴找不到主路由器，将会接管}}。',
  },
  'pulse.cuts.address': {
    en: '{key} changes from {before} to {after}. A router that does not carry its new address stops taking part, and {deadtime} s later its partner takes over: bring the addresses up first.',
    zh: '{key} 由 {before} 改为 {after}。未配置新地址的路由器将停止参与，{deadtime} 秒后由其伙伴接管：请先配置好地址。',
  },
  'pulse.cuts.port': {
    en: 'The heartbeat port changes from {before, number, ::group-off} to {after, number, ::group-off}. This router goes on over the former port as well until its partner has followed.',
    zh: '心跳端口由 {before, number, ::group-off} 改为 {after, number, ::group-off}。在伙伴同样更改之前，本路由器仍同时使用先前的端口。',
  },
  'pulse.cuts.keepalive': {
    en: 'A heartbeat each {keepalive} s is too seldom for a partner that still calls {deadtime} s of silence death: until it has followed this router sends as often as before.',
    zh: '伙伴仍以静默 {deadtime} 秒判定失效，每 {keepalive} 秒一次心跳过于稀疏：在伙伴同样更改之前，本路由器仍按原间隔发送。',
  },
  'pulse.cuts.deadtime': {
    en: 'A dead time of {deadtime} s is too short for a partner that still sends each {keepalive} s: until it has followed this router waits as long as before.',
    zh: '伙伴仍每 {keepalive} 秒发送一次，{deadtime} 秒的判定失效时间过短：在伙伴同样更改之前，本路由器仍按原时间判定。',
  },
  'pulse.cuts.times': {
    en: 'Heartbeats each {keepalive} s, death after {deadtime} s: until both routers have it they do not agree on when the other is dead.',
    zh: '每 {keepalive} 秒一次心跳，{deadtime} 秒判定失效：两台路由器都更改之前，对“对方何时失效”的判断不一致。',
  },
  'pulse.cuts.private': {
    en: 'The private channel changes: nothing is heard over it until both routers have it. Meanwhile the public channel alone keeps the pair together.',
    zh: '私网通道更改：两台路由器都更改之前，该通道收不到心跳，仅靠公网通道维持双机。',
  },
} as const satisfies Area
