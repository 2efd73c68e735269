import type { Area } from '../index'
import { pairAsks } from './pair-asks'
import { pairRehearsal } from './pair-rehearsal'
import { pairRole } from './pair-role'

/** The pair on REDUNDANCY and CONTROL/MONITORING, as it is now. States and reasons are in pulse.ts. */
const live = {
  'pair.title': { en: 'The pair now', zh: '双机现状' },
  'pair.asOf': { en: 'As of {at}', zh: '时间：{at}' },
  'pair.update': { en: 'Update now', zh: '立即更新' },
  'pair.fixed': {
    en: 'The role is fixed on the agent’s command line ({role, select, active {it is active} other {it is standby}}): no heartbeats are sent, and nobody takes over by itself.',
    zh: '角色由代理的命令行固定（{role, select, active {活动} other {备用}}）：不发送心跳，也不会自动接管。',
  },
  'pair.fixed.hint': {
    en: 'Start the agent without --role for pulse to decide it.',
    zh: '启动代理时不带 --role，即由 pulse 决定角色。',
  },
  'pair.waits': {
    en: 'Pulse begins with the first apply: it goes by the running files.',
    zh: '首次应用之后 pulse 才会启动：它依据正在运行的文件工作。',
  },
  'pair.begins': { en: 'Pulse is starting: nothing is known of the pair yet.', zh: 'pulse 正在启动：尚无双机信息。' },
  'pair.faults': {
    en: '{count, plural, one {This router cannot take part} other {This router cannot take part: # faults, in the order in which they are to be mended}}',
    zh: '{count, plural, =1 {本路由器无法参与} other {本路由器无法参与：# 个故障，请依次处理}}',
  },
  'pair.warnings': { en: 'To be looked at', zh: '请注意' },

  'pair.this': { en: 'This router', zh: '本路由器' },
  'pair.partner': { en: 'Partner', zh: '伙伴' },
  'pair.me.primary': { en: 'primary', zh: '主' },
  'pair.me.backup': { en: 'backup', zh: '备' },
  'pair.since': { en: 'since {at}', zh: '自 {at} 起' },
  'pair.alone': { en: 'no partner: serves alone', zh: '没有伙伴：独自提供服务' },
  'pair.unheard': { en: 'not heard', zh: '收不到心跳' },
  'pair.never': { en: 'never heard', zh: '从未收到心跳' },
  'pair.wordless': { en: 'heard, says nothing', zh: '收到心跳，未声明状态' },
  'pair.lastHeard': { en: 'last heard {at}', zh: '最后收到：{at}' },

  'pair.picture.router': { en: 'Router {name}: {role}.', zh: '路由器 {name}：{role}。' },
  'pair.picture.beat': { en: 'Heartbeat over the {name} channel: {word}.', zh: '{name}通道心跳：{word}。' },
  'pair.line.serves': {
    en: '{source, select, vrrp {VRRP decides} other {pulse is running}}; this router ({me}) is {state} since {at}. {why}',
    zh: '{source, select, vrrp {由 VRRP 决定} other {pulse 正在运行}}；本路由器（{me}）自 {at} 起为{state}。{why}',
  },
  'pair.line.standby': {
    en: '{source, select, vrrp {VRRP decides} other {pulse is running}}; this router ({me}) is standby since {at}; the active one is {partner}.',
    zh: '{source, select, vrrp {由 VRRP 决定} other {pulse 正在运行}}；本路由器（{me}）自 {at} 起为备用；活动路由器是 {partner}。',
  },
  'pair.line.off': {
    en: 'pulse is stopped since {at}: this router takes no part. {why}',
    zh: 'pulse 自 {at} 起已停止：本路由器不参与工作。{why}',
  },
  'pair.line.silent': { en: 'The partner {partner} is not heard.', zh: '收不到伙伴 {partner} 的心跳。' },
  'pair.line.fixed': { en: 'The role is fixed by --role: no heartbeats.', zh: '角色由 --role 固定：不发送心跳。' },
  'pair.bar': { en: 'The pair', zh: '双机' },
  'pair.bar.more': { en: 'All about the pair', zh: '双机详情' },

  'pair.channels': { en: 'Heartbeat channels', zh: '心跳通道' },
  'pair.channel': { en: 'Channel', zh: '通道' },
  'pair.channel.public': { en: 'public', zh: '公网' },
  'pair.channel.private': { en: 'private', zh: '私网' },
  'pair.channel.state': { en: 'State', zh: '状态' },
  'pair.channel.route': { en: 'From → to', zh: '本端 → 对端' },
  'pair.channel.heardAt': { en: 'Last heard', zh: '最后收到' },
  'pair.channel.loss': { en: 'Lost', zh: '丢失' },
  'pair.channel.link': { en: 'Link', zh: '链路' },
  'pair.channel.doubt': { en: 'Last doubt', zh: '最近的疑点' },
  'pair.channel.noPrivate': {
    en: 'There is no private channel: a fault of the public network alone looks like a dead partner.',
    zh: '没有私网通道：仅公网故障也会被当作伙伴失效。',
  },
  'pair.link.up': { en: 'up', zh: '正常' },
  'pair.link.down': { en: 'down', zh: '断开' },
  'pair.link.unwatched': { en: 'not watched', zh: '未监视' },
  'pair.heart.heard': { en: 'heard', zh: '收到' },
  'pair.heart.lossy': { en: 'loses', zh: '有丢失' },
  'pair.heart.silent': { en: 'silent', zh: '静默' },
  'pair.heart.never': { en: 'nothing yet', zh: '尚未收到' },
  'pair.heart.linkDown': { en: 'link down', zh: '链路断开' },
  'pair.heart.doubt': { en: 'not believed', zh: '不可信' },
  'pair.doubt.wrong-key': { en: 'signed with another key', zh: '密钥不同' },
  'pair.doubt.old-refused': { en: 'Piranha’s packet, refused', zh: 'Piranha 心跳包，已拒绝' },
  'pair.doubt.unproven': { en: 'does not answer ours', zh: '未回应本机心跳' },
  'pair.doubt.incompatible': { en: 'incompatible packet', zh: '不兼容的心跳包' },
  'pair.doubt.malformed': { en: 'bad packet', zh: '错误的心跳包' },
  'pair.doubt.replayed': { en: 'sent again, old', zh: '重发的旧心跳' },
} as const satisfies Area

const facts = {
  'pair.source': { en: 'Role source', zh: '角色来源' },
  'pair.source.pulse': { en: 'pulse (heartbeats)', zh: 'pulse（心跳）' },
  'pair.source.vrrp': { en: 'VRRP (keepalived)', zh: 'VRRP（keepalived）' },
  'pair.times': { en: 'Heartbeat', zh: '心跳' },
  'pair.times.value': {
    en: 'each {keepalive} s, dead after {deadtime} s, UDP {port}',
    zh: '每 {keepalive} 秒一次，{deadtime} 秒判定失效，UDP {port}',
  },
  'pair.behind': { en: 'Heartbeat of before', zh: '更改前的心跳' },
  'pair.behind.value': {
    en: 'each {keepalive} s, dead after {deadtime} s, UDP {port}: {followed, select, yes {the partner has followed, it ends soon} other {kept as well until the partner has followed}}',
    zh: '每 {keepalive} 秒一次，{deadtime} 秒判定失效，UDP {port}：{followed, select, yes {伙伴已同样更改，即将结束} other {在伙伴同样更改之前一并保留}}',
  },
  'pair.addresses': { en: 'Virtual addresses', zh: '虚拟地址' },
  'pair.addresses.none': { en: 'none stands here', zh: '本机没有虚拟地址' },
  'pair.addresses.forever': {
    en: 'stand here until they are taken away',
    zh: '位于本机，直到被移除',
  },
  'pair.addresses.lease': {
    en: 'stand here; without this agent they would end by themselves after {sec} s',
    zh: '位于本机；若代理停止，{sec} 秒后自动失效',
  },
  'pair.term': { en: 'Term', zh: '任期' },
  'pair.term.value': {
    en: '{term}{partner, select, none {} other {, partner {partner}}}',
    zh: '{term}{partner, select, none {} other {，伙伴 {partner}}}',
  },
  'pair.revision': { en: 'Partner’s running revision', zh: '伙伴运行的版本' },
  'pair.revision.same': { en: 'the same as here', zh: '与本机相同' },
  'pair.revision.other': { en: 'another one ({hash})', zh: '不同（{hash}）' },
  'pair.revision.none': { en: 'none: nothing was applied there', zh: '无：对方尚未应用' },
  'pair.revision.compare': { en: 'Compare', zh: '比较' },
  'pair.view': { en: 'Partner’s view of the servers', zh: '伙伴看到的服务器' },
  'pair.view.value': { en: '{up} of {known} in service', zh: '{known} 个中有 {up} 个可用' },
  'pair.key': { en: 'Key of the heartbeat', zh: '心跳密钥' },
  'pair.key.none': {
    en: 'none: heartbeats are not signed (arapaima key makes one)',
    zh: '无：心跳未签名（用 arapaima key 生成）',
  },
  'pair.key.held': { en: 'held', zh: '已设置' },
  'pair.key.rotating': { en: 'being changed: two are valid', zh: '正在更换：两个密钥均有效' },
  'pair.key.latched': { en: 'held; unsigned heartbeats are refused', zh: '已设置；拒绝未签名的心跳' },
  'pair.key.rotatingLatched': {
    en: 'being changed: two are valid; unsigned heartbeats are refused',
    zh: '正在更换：两个密钥均有效；拒绝未签名的心跳',
  },
  'pair.sync': { en: 'Sync daemon', zh: '同步守护进程' },
  'pair.sync.unused': { en: 'not used', zh: '未使用' },
  'pair.sync.ok': {
    en: 'runs {role, select, master {as master} other {as backup}} on {device}, id {id}',
    zh: '以{role, select, master {主（master）} other {备（backup）}}方式运行于 {device}，ID {id}',
  },
  'pair.sync.rests': { en: 'rests now ({device}, id {id})', zh: '目前不运行（{device}，ID {id}）' },
  'pair.sync.wrong': {
    en: 'wanted {wanted, select, master {as master} backup {as backup} other {not at all}} on {device}, id {id}; {running, select, master {runs as master} backup {runs as backup} other {does not run}}',
    zh: '应以{wanted, select, master {主（master）} backup {备（backup）} other {无}}方式运行于 {device}，ID {id}；{running, select, master {实际为主（master）} backup {实际为备（backup）} other {未运行}}',
  },
  'pair.lag': { en: 'Heartbeat process', zh: '心跳进程' },
  'pair.lag.value': { en: 'late by {ms} ms at most in the last minute', zh: '最近一分钟最大延迟 {ms} 毫秒' },
  'pair.strangers': { en: 'Packets of strangers', zh: '陌生来源的数据包' },
  'pair.strangers.value': {
    en: '{count, plural, =0 {none so far} one {# from an address that is not the partner’s} other {# from addresses that are not the partner’s}}',
    zh: '{count, plural, =0 {无} other {# 个，来自非伙伴的地址}}',
  },
  'pair.old': {
    en: 'The partner speaks only Piranha’s heartbeat: its revision, its view of the servers and its settings are not known.',
    zh: '伙伴只支持 Piranha 心跳：其版本、看到的服务器和设置均未知。',
  },

  'pair.ready.title': { en: 'Ready for a hand-over', zh: '切换准备情况' },
  'pair.ready.standby': { en: 'The two routers compared', zh: '两台路由器对比' },
  'pair.ready.unheard': { en: 'not known', zh: '未知' },
  'pair.ready.item': { en: 'What', zh: '项目' },
  'pair.ready.remedy': { en: 'What to do', zh: '处理方法' },

  'pair.changes': { en: 'Changes of role', zh: '角色变更' },
  'pair.changes.none': { en: 'None since this list is kept.', zh: '自开始记录以来没有变更。' },
  'pair.changes.at': { en: 'When', zh: '时间' },
  'pair.changes.to': { en: 'Role', zh: '角色' },
  'pair.changes.why': { en: 'Why', zh: '原因' },
  'pair.changes.before': {
    en: '{count, plural, one {One before} other {# before}}',
    zh: '之前的 {count, number} 条',
  },
  'pair.changes.more': { en: 'Older ones: arapaima log', zh: '更早的记录：arapaima log' },
} as const satisfies Area

export const pair = { ...live, ...facts, ...pairAsks, ...pairRehearsal, ...pairRole } as const satisfies Area
