import type { Area } from '../index'
import { pulseAlarms } from './pulse-alarms'
import { pulseCuts } from './pulse-cuts'
import { pulseStarts } from './pulse-starts'

/** The pair: states, reasons, what is in the way, readiness. Codes come from lib/pulse and agent/pulse. */
const states = {
  'pulse.state.off': { en: 'stopped', zh: '已停止' },
  'pulse.state.provisional': { en: 'active, listening', zh: '活动（侦听中）' },
  'pulse.state.standby': { en: 'standby', zh: '备用' },
  'pulse.state.active': { en: 'active', zh: '活动' },
  'pulse.state.offering': { en: 'active, handing over', zh: '活动（切换中）' },
  'pulse.state.leaving': { en: 'leaving', zh: '退出中' },
  'pulse.state.fault': { en: 'link down', zh: '链路故障' },
  'pulse.word.stopped': { en: 'standby', zh: '备用' },
  'pulse.word.running': { en: 'active', zh: '活动' },
  'pulse.word.provisional': { en: 'starting', zh: '启动中' },
  'pulse.channel.public': { en: 'public channel', zh: '公网通道' },
  'pulse.channel.private': { en: 'private channel', zh: '私网通道' },
} as const satisfies Area

const reasons = {
  'pulse.why.start': { en: 'Started: listens for its partner.', zh: '已启动：正在侦听伙伴路由器。' },
  'pulse.why.started': { en: 'Started by {by}.', zh: '由 {by} 启动。' },
  'pulse.why.stopped': { en: 'Stopped by {by}.', zh: '由 {by} 停止。' },
  'pulse.why.still-stopped': { en: 'Stopped by request before this start.', zh: '本次启动之前已按请求停止。' },
  'pulse.why.single': {
    en: 'There is no partner: this router serves alone.',
    zh: '没有伙伴路由器：本机独自提供服务。',
  },
  'pulse.why.found-here': {
    en: 'The virtual addresses are here already: listens before it claims them.',
    zh: '虚拟地址已在本机：先侦听，再确认持有。',
  },
  'pulse.why.was-mute': {
    en: 'Could send no heartbeat for the dead time: the partner may have taken over. Listens first.',
    zh: '在判定失效时间内未能发送心跳：伙伴可能已接管。先侦听。',
  },
  'pulse.why.stalled': { en: 'This router stood still meanwhile.', zh: '本路由器在此期间停顿。' },
  'pulse.why.late': {
    en: 'The heartbeat process did not run for {ms, number} ms; silence counts anew from here.',
    zh: '心跳进程停顿了 {ms, number} 毫秒；静默时间重新计算。',
  },
  'pulse.why.partner-active': { en: 'The partner is active: stands by.', zh: '伙伴为活动状态：本机转为备用。' },
  'pulse.why.partner-inactive': {
    en: 'The partner is inactive: goes on serving.',
    zh: '伙伴未处于活动状态：继续提供服务。',
  },
  'pulse.why.nobody-else': { en: 'Nobody else serves: goes on serving.', zh: '无其他路由器提供服务：继续提供服务。' },
  'pulse.why.partner-dead': { en: 'Partner dead: takes over.', zh: '伙伴失效：本机接管。' },
  'pulse.why.partner-left': { en: 'The partner left its post: takes over.', zh: '伙伴已退出：本机接管。' },
  'pulse.why.backup-inactive': { en: 'Backup inactive: takes over.', zh: '备用路由器未活动：本机接管。' },
  'pulse.why.primary-inactive': { en: 'Primary inactive: takes over.', zh: '主路由器未活动：本机接管。' },
  'pulse.why.both-active': {
    en: 'The partner is active too; this router stays and tells the neighbours again.',
    zh: '伙伴也处于活动状态；本机保持活动并再次通告。',
  },
  'pulse.why.offering': { en: 'Hand-over asked for by {by}: asks the partner.', zh: '{by} 请求切换：正在询问伙伴。' },
  'pulse.why.leaving': {
    en: 'Hand-over for {by}: takes the virtual addresses down.',
    zh: '为 {by} 切换：正在撤下虚拟地址。',
  },
  'pulse.why.left': {
    en: 'The virtual addresses are down: waits for the partner to serve.',
    zh: '虚拟地址已撤下：等待伙伴提供服务。',
  },
  'pulse.why.handed-over': { en: 'Handed over: the partner serves.', zh: '切换完成：伙伴正在提供服务。' },
  'pulse.why.taken': { en: 'Taken over from the partner.', zh: '已从伙伴接管。' },
  'pulse.why.not-accepted': {
    en: 'The partner did not answer the offer: this router goes on serving.',
    zh: '伙伴未响应切换请求：本机继续提供服务。',
  },
  'pulse.why.not-taken': {
    en: 'The partner did not take over: this router serves again.',
    zh: '伙伴未接管：本机恢复提供服务。',
  },
  'pulse.why.not-given': { en: 'The active partner did not hand over.', zh: '活动的伙伴未进行切换。' },
  'pulse.why.failed': { en: 'The kernel refused: {why}', zh: '内核拒绝：{why}' },
  'pulse.why.link-public': { en: 'Public NIC: link down.', zh: '公网网卡：链路断开。' },
  'pulse.why.link-private': { en: 'Private NIC: link down.', zh: '私网网卡：链路断开。' },
  'pulse.why.links-restored': { en: 'Links restored: stands by.', zh: '链路恢复：转为备用。' },
  'pulse.why.vrrp-master': { en: 'VRRP: master.', zh: 'VRRP：主。' },
  'pulse.why.vrrp-backup': { en: 'VRRP: backup.', zh: 'VRRP：备。' },
  'pulse.why.vrrp-fault': { en: 'VRRP: fault.', zh: 'VRRP：故障。' },
  'pulse.why.vrrp-fault-alone': {
    en: 'VRRP reports a fault, but nobody else could serve: goes on serving.',
    zh: 'VRRP 报告故障，但没有其他路由器可提供服务：继续提供服务。',
  },
  'pulse.why.vrrp-gone': {
    en: 'keepalived does not run: this router cannot take over.',
    zh: 'keepalived 未运行：本路由器无法接管。',
  },
  'pulse.why.vrrp-both': {
    en: 'VRRP: master on both routers; the one with the higher priority stays.',
    zh: 'VRRP：两台路由器同时为主；优先级较高的一台保留。',
  },
  'pulse.why.kept': {
    en: 'Ended without a hand-over: addresses and table stay as they are.',
    zh: '未切换即结束：地址和转发表保持不变。',
  },
  'pulse.why.ended': { en: 'Ended.', zh: '已结束。' },
} as const satisfies Area

const refusals = {
  'pulse.cannot.not-active': { en: 'This router is not the active one.', zh: '本路由器不是活动路由器。' },
  'pulse.cannot.not-standby': { en: 'This router is not on standby.', zh: '本路由器不处于备用状态。' },
  'pulse.cannot.no-partner': {
    en: 'There is no partner: enable the backup on REDUNDANCY first.',
    zh: '没有伙伴：请先在 REDUNDANCY（冗余）面板启用备用路由器。',
  },
  'pulse.cannot.under-way': { en: 'A hand-over is under way already.', zh: '切换已在进行中。' },
  'pulse.cannot.not-ready': {
    en: 'The partner is not ready: {item, select, reachable {no heartbeat of it is heard} standby {it is not on standby} revision {its running revision is another one} servers {it sees no server of some service} sysctls {its kernel settings are not as they should be} sync {the sync daemon does not run on both} other {{item}}}.',
    zh: '伙伴未就绪：{item, select, reachable {收不到其心跳} standby {未处于备用状态} revision {运行的版本不同} servers {某些服务中看不到任何服务器} sysctls {内核参数不符} sync {同步守护进程未在两端运行} other {{item}}}。',
  },
  'pulse.cannot.old-partner': {
    en: 'The partner speaks only Piranha’s heartbeat, which has no room for a request: hand over on the partner.',
    zh: '伙伴只支持 Piranha 心跳，无法传递请求：请在伙伴上执行切换。',
  },
  'pulse.cannot.partner-not-active': { en: 'The partner is not active.', zh: '伙伴不处于活动状态。' },
  'pulse.cannot.running': { en: 'It is running already.', zh: '已在运行。' },
  'pulse.cannot.stopped': { en: 'It is stopped already.', zh: '已停止。' },
  'pulse.cannot.heartbeat-gone': {
    en: 'The heartbeat process is not running: it is started again in a moment.',
    zh: '心跳进程未运行：稍后将重新启动。',
  },
  'pulse.cannot.starting': { en: 'It is still starting: try again in a moment.', zh: '仍在启动：请稍后再试。' },
} as const satisfies Area

const readiness = {
  'pulse.ready.reachable': { en: 'Partner reachable', zh: '伙伴可达' },
  'pulse.ready.standby': { en: 'Partner on standby', zh: '伙伴处于备用' },
  'pulse.ready.revision': { en: 'Same running revision', zh: '运行版本相同' },
  'pulse.ready.servers': { en: 'Servers known', zh: '服务器状态已知' },
  'pulse.ready.sysctls': { en: 'Kernel settings', zh: '内核参数' },
  'pulse.ready.sync': { en: 'Sync daemon', zh: '同步守护进程' },
  'pulse.ready.ok': { en: 'yes', zh: '是' },
  'pulse.ready.no': { en: 'no', zh: '否' },
  'pulse.ready.unknown': { en: 'not known: Piranha’s heartbeat does not tell', zh: '未知：Piranha 心跳不含此信息' },
  'pulse.remedy.reachable': {
    en: 'Start the partner, and look at its heartbeat port and addresses.',
    zh: '请启动伙伴，并检查其心跳端口和地址。',
  },
  'pulse.remedy.standby': { en: 'Wait until the partner stands by.', zh: '请等待伙伴进入备用状态。' },
  'pulse.remedy.revision': {
    en: 'Sync to the backup, then apply there.',
    zh: '请先同步到备用路由器，然后在那里应用。',
  },
  'pulse.remedy.servers': {
    en: 'The partner sees no server in service for {count, plural, one {# service} other {# services}}: look at its checks.',
    zh: '伙伴在 {count, number} 个服务中看不到可用的服务器：请查看其检查。',
  },
  'pulse.remedy.sysctls': { en: 'Apply or repair on the partner.', zh: '请在伙伴上执行应用或修复。' },
  'pulse.remedy.shifting': {
    en: 'Wait a moment: connections of the last hand-over are still being copied.',
    zh: '请稍候：上一次交接的连接仍在复制中。',
  },
  'pulse.remedy.sync': {
    en: 'Look at the sync daemon’s interface and id on both routers (sync_threshold 2 50).',
    zh: '请检查两台路由器上同步守护进程的网卡和 ID（sync_threshold 2 50）。',
  },
} as const satisfies Area

const keys = {
  'pulse.key.not-a-key': {
    en: 'Not a key: 64 hexadecimal digits are needed.',
    zh: '不是密钥：需要 64 位十六进制数字。',
  },
  'pulse.key.none': {
    en: 'There is no key yet: make one, or set the partner’s.',
    zh: '尚无密钥：请生成，或设置伙伴的密钥。',
  },
  'pulse.key.exists': { en: 'There is a key already: rotate it instead.', zh: '密钥已存在：请改用轮换。' },
  'pulse.key.rotating': {
    en: 'A rotation is under way: set the new key on the partner first.',
    zh: '轮换正在进行：请先在伙伴上设置新密钥。',
  },
} as const satisfies Area

export const pulse = {
  ...pulseAlarms,
  ...pulseCuts,
  ...pulseStarts,
  ...states,
  ...reasons,
  ...refusals,
  ...readiness,
  ...keys,
} as const satisfies Area
