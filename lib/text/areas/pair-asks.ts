import type { Area } from '../index'

/** The buttons of the pair: what each does to traffic, what it came to; and what a change of settings does to the pair. */
const asks = {
  'pair.ask': { en: 'Start, stop, hand over', zh: '启动、停止、切换' },
  'pair.ask.cancel': { en: 'Cancel', zh: '取消' },
  'pair.ask.busy': { en: 'Under way…', zh: '进行中…' },
  'pair.ask.handover': { en: 'Hand over', zh: '切换到伙伴' },
  'pair.ask.take': { en: 'Take over', zh: '接管' },
  'pair.ask.start': { en: 'Start', zh: '启动' },
  'pair.ask.stop': { en: 'Stop', zh: '停止' },
  'pair.ask.rehearse': { en: 'Rehearse', zh: '演练' },
  'pair.ask.rehearse.title': { en: 'Rehearse a hand-over to {partner}?', zh: '演练切换到 {partner}？' },
  'pair.ask.handover.title': { en: 'Hand over to {partner}?', zh: '切换到 {partner}？' },
  'pair.ask.take.title': { en: 'Take over from {partner}?', zh: '从 {partner} 接管？' },
  'pair.ask.start.title': { en: 'Start pulse on this router?', zh: '在本路由器上启动 pulse？' },
  'pair.ask.stop.title': { en: 'Stop pulse on this router?', zh: '停止本路由器上的 pulse？' },
  'pair.ask.not': { en: 'This cannot be done now', zh: '现在无法执行' },
  'pair.ask.away': {
    en: 'Pulse does not run on this router: there is nothing to start, stop or hand over.',
    zh: '本路由器未运行 pulse：没有可启动、停止或切换的对象。',
  },
  'pair.withdraw': { en: 'Withdraw the virtual addresses', zh: '撤下虚拟地址' },
  'pair.withdraw.hint': {
    en: 'Even if nobody takes them: the virtual servers then answer nobody until a router serves again.',
    zh: '即使没有路由器接管：此后虚拟服务器不再应答，直到有路由器提供服务。',
  },
  'pair.done.handover': { en: 'Handed over', zh: '切换完成' },
  'pair.done.take': { en: 'Taken over', zh: '接管完成' },
  'pair.done.start': { en: 'Pulse was started', zh: 'pulse 已启动' },
  'pair.done.stop': { en: 'Pulse was stopped', zh: 'pulse 已停止' },
  'pair.done.rehearse': { en: 'The rehearsal was started', zh: '演练已启动' },
  'pair.done.seen': { en: 'Kept', zh: '已记录' },
  'pair.notDone.handover': { en: 'Not handed over', zh: '未能切换' },
  'pair.notDone.take': { en: 'Not taken over', zh: '未能接管' },
  'pair.notDone.start': { en: 'Not started', zh: '未能启动' },
  'pair.notDone.stop': { en: 'Not stopped', zh: '未能停止' },
  'pair.notDone.rehearse': { en: 'Not rehearsed', zh: '未能演练' },
  'pair.notDone.seen': { en: 'Not kept', zh: '未记录' },
} as const satisfies Area

const effects = {
  'pair.effect.gives': {
    en: 'The virtual addresses and the NAT gateway leave this router and stand up on {partner}. In between clients get no answer, as a rule for less than a second.',
    zh: '虚拟地址和 NAT 网关从本路由器移到 {partner}。其间客户端得不到应答，通常不到一秒。',
  },
  'pair.effect.takes': {
    en: '{partner} is asked to give the virtual addresses and the NAT gateway up; they stand up here. In between clients get no answer, as a rule for less than a second.',
    zh: '请求 {partner} 让出虚拟地址和 NAT 网关，由本机启用。其间客户端得不到应答，通常不到一秒。',
  },
  'pair.effect.connectionsStay': {
    en: 'Established connections go on: the sync daemons run on both routers.',
    zh: '已建立的连接会继续：两台路由器上的同步守护进程都在运行。',
  },
  'pair.effect.connectionsUnknown': {
    en: 'Whether established connections go on is not known: the sync daemon runs here, but the partner does not tell of its own.',
    zh: '已建立的连接能否继续无法确定：本机同步守护进程在运行，但伙伴未告知其状态。',
  },
  'pair.effect.connectionsEnd': {
    en: 'Established connections end, and clients have to connect anew: the sync daemon {used, select, yes {does not run on both routers} other {is not used}}.',
    zh: '已建立的连接会中断，客户端需要重新连接：同步守护进程{used, select, yes {未在两台路由器上运行} other {未使用}}。',
  },
  'pair.effect.old': {
    en: 'The partner speaks only Piranha’s heartbeat: whether it has the same file and sees its servers is not known.',
    zh: '伙伴只支持 Piranha 心跳：它的文件是否相同、能否看到服务器均未知。',
  },
  'pair.effect.returns': {
    en: 'If the partner does not take over, this router serves again.',
    zh: '如果伙伴没有接管，本路由器会恢复提供服务。',
  },
  'pair.effect.rehearse': {
    en: 'Some seconds later the service comes back the same way: clients notice two such gaps. The length of the first is measured and kept below.',
    zh: '数秒后服务以同样方式切回：客户端会经历两次间断。第一次间断的时长会被测量并记录在下方。',
  },
  'pair.effect.startListens': {
    en: 'This router listens for its partner first. It stands by where the partner is active, and serves where nobody else does.',
    zh: '本路由器先侦听伙伴：伙伴为活动时转为备用；无其他路由器提供服务时由本机提供。',
  },
  'pair.effect.startAlone': {
    en: 'There is no partner: this router takes the virtual addresses and serves at once.',
    zh: '没有伙伴：本路由器立即启用虚拟地址并提供服务。',
  },
  'pair.effect.startHolding': {
    en: 'The virtual addresses still stand here; clients notice nothing while it listens.',
    zh: '虚拟地址仍在本机；侦听期间客户端不受影响。',
  },
  'pair.effect.stopGives': {
    en: 'It hands over to {partner} first. Then heartbeats and checks end here; the table stays.',
    zh: '先切换到 {partner}，然后本机的心跳和检查结束；转发表保留。',
  },
  'pair.effect.stopStays': {
    en: 'Nobody takes over. The virtual addresses and the table stay, and the kernel goes on balancing, but checks end: a server that fails from now on keeps getting connections.',
    zh: '没有路由器接管。虚拟地址和转发表保留，内核继续转发，但检查会停止：此后发生故障的服务器仍会收到连接。',
  },
  'pair.effect.stopRefused': {
    en: 'As it is it would be refused. {why} With the addresses withdrawn it can be done: clients then get no answer until the partner has taken over.',
    zh: '目前会被拒绝。{why} 勾选撤下地址后可以执行：在伙伴接管之前客户端得不到应答。',
  },
  'pair.effect.stopStandby': {
    en: 'Traffic is not touched: this router does not serve. But nobody is left to take over from the partner.',
    zh: '不影响流量：本路由器未提供服务。但伙伴失效时将没有路由器可以接管。',
  },
  'pair.effect.stopKept': {
    en: 'It stays stopped over a restart of the agent, until somebody starts it.',
    zh: '代理重启后仍保持停止，直到有人启动。',
  },
} as const satisfies Area

const cuts = {
  'pair.cuts.takeover': {
    en: 'What is saved differs from what runs: applied on this router alone, this causes a take-over',
    zh: '已保存的内容与正在运行的不同：只在本路由器应用会引发接管',
  },
  'pair.cuts.differs': {
    en: 'What is saved differs from what runs in what the heartbeats go by',
    zh: '已保存的内容在心跳相关设置上与正在运行的不同',
  },
  'pair.cuts.do': {
    en: 'The safe order is the standby first, then this router: “Change both routers as one” on REVIEW AND APPLY does it, as does “arapaima sync --together”. By hand: stop pulse on the standby, apply here, sync and apply there, start it again; while it is stopped it takes nothing over.',
    zh: '安全的顺序是先备用路由器，再本路由器：“审阅并应用”中的“同时更改两台路由器”或“arapaima sync --together”即按此执行。手工操作：先停止备用路由器上的 pulse，在本机应用，再同步到对方并在那里应用，最后重新启动；停止期间它不会接管。',
  },
  'pair.cuts.do.enabled': {
    en: 'Apply on the router that serves, sync to the other, then apply there. The first goes on serving meanwhile.',
    zh: '先在提供服务的路由器上应用，再同步到另一台并在那里应用。期间前者继续提供服务。',
  },
  'pair.cuts.do.disabled': {
    en: 'Stop pulse on the standby first, and leave it stopped: with this file each router would serve by itself. Then apply on the active one. “Change both routers as one” is not for this.',
    zh: '请先停止备用路由器上的 pulse 并保持停止：使用此文件时每台路由器都会独自提供服务。然后在活动路由器上应用。“同时更改两台路由器”不适用于此。',
  },
} as const satisfies Area

export const pairAsks = { ...asks, ...effects, ...cuts } as const satisfies Area
