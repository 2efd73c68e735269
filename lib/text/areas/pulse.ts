import type { Area } from '../index'

/** The pair: states, reasons, what is in the way, faults at the start, alarms, readiness. Codes come from lib/pulse and agent/pulse. */
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

const starts = {
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

const alarms = {
  'pulse.alarm.agent-silent': {
    en: 'The agent does not answer its heartbeat process: no heartbeat is sent.',
    zh: '代理未响应心跳进程：已停止发送心跳。',
  },
  'pulse.alarm.heartbeat-ended': {
    en: 'The heartbeat process ended ({why}); it is started again.',
    zh: '心跳进程已结束（{why}）；正在重新启动。',
  },
  'pulse.alarm.keepalived': {
    en: 'VRRP as the role source: keepalived does not run as wanted: {why}',
    zh: '以 VRRP 作为角色来源：keepalived 未按要求运行：{why}',
  },
  'pulse.alarm.keepalived-missing': {
    en: 'VRRP as the role source needs keepalived, which is not on this machine. Install it (its own service may stay off), or choose pulse.',
    zh: '以 VRRP 作为角色来源需要 keepalived，而本机未安装。请安装（无需启用其自身的服务），或选择 pulse。',
  },
  'pulse.alarm.partner-silent': {
    en: 'No heartbeat of the partner’s for the dead time.',
    zh: '超过判定失效时间未收到伙伴的心跳。',
  },
  'pulse.alarm.channel-silent': {
    en: 'No heartbeat over the {channel, select, private {private channel} other {public channel}}.',
    zh: '{channel, select, private {私网} other {公网}}通道上没有心跳。',
  },
  'pulse.alarm.wrong-key': {
    en: 'The partner signs its heartbeats with another key ({channel}): nothing is taken over while that is so. Compare `arapaima key` on both.',
    zh: '伙伴的心跳使用了不同的密钥（{channel}）：在此期间不会接管。请在两端比较 `arapaima key`。',
  },
  'pulse.alarm.old-refused': {
    en: 'The partner sends Piranha’s heartbeat without a signature, though it once held the key ({channel}): refused. If that is meant: `arapaima key --unlatch`.',
    zh: '伙伴曾持有密钥，现在却发送未签名的 Piranha 心跳（{channel}）：已拒绝。如属有意，请执行 `arapaima key --unlatch`。',
  },
  'pulse.alarm.unproven': {
    en: 'Signed heartbeats come, but none answers ours ({channel}): only one direction works, or somebody replays them.',
    zh: '收到已签名的心跳，但没有回应我们的心跳（{channel}）：只有单向可达，或有人在重放。',
  },
  'pulse.alarm.incompatible': {
    en: 'Incompatible heartbeat received: the other system does not use identical services ({channel}).',
    zh: '收到不兼容的心跳：对方系统未使用相同的服务（{channel}）。',
  },
  'pulse.alarm.malformed': {
    en: 'Bad heartbeat packets come from the partner’s address ({channel}).',
    zh: '伙伴地址发来错误的心跳包（{channel}）。',
  },
  'pulse.alarm.replayed': {
    en: 'Old heartbeats are sent again from the partner’s address ({channel}); they count for nothing.',
    zh: '伙伴地址在重发旧心跳（{channel}）；不予采信。',
  },
  'pulse.alarm.times-differ': {
    en: 'The partner has another heartbeat interval ({keepalive} s) or dead time ({deadtime} s).',
    zh: '伙伴的心跳间隔（{keepalive} 秒）或判定失效时间（{deadtime} 秒）不同。',
  },
  'pulse.alarm.no-lease': {
    en: 'The dead time is not above the heartbeat interval: the addresses cannot run out by themselves when this router hangs.',
    zh: '判定失效时间不大于心跳间隔：本机挂起时虚拟地址无法自动失效。',
  },
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

/** A change that only one of the two routers has (lib/pulse/cuts.ts). */
const cuts = {
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

export const pulse = {
  ...states,
  ...reasons,
  ...refusals,
  ...starts,
  ...alarms,
  ...readiness,
  ...keys,
  ...cuts,
} as const satisfies Area
