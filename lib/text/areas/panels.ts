import type { Area } from '../index'
import { panelsReview } from './panels-review'

/** The frame and CONTROL/MONITORING; REVIEW AND APPLY stands beside it. */
export const panels = {
  ...panelsReview,

  // The frame
  'panels.skip': { en: 'Skip to the content', zh: '跳到正文' },
  'panels.menu': { en: 'Menu', zh: '菜单' },
  'panels.nav': { en: 'Panels', zh: '面板' },
  'panels.nav.run': { en: 'Run', zh: '运行' },
  'panels.nav.configure': { en: 'Configure', zh: '配置' },
  'panels.nav.control': { en: 'Control / Monitoring', zh: '控制 / 监视' },
  'panels.nav.global': { en: 'Global settings', zh: '全局设置' },
  'panels.nav.redundancy': { en: 'Redundancy', zh: '冗余' },
  'panels.nav.virtual': { en: 'Virtual servers', zh: '虚拟服务器' },
  'panels.nav.review': { en: 'Review and apply', zh: '审阅并应用' },
  'panels.noHost': { en: 'router not known', zh: '路由器未知' },
  'panels.notFound': { en: 'There is no such page', zh: '没有这个页面' },
  'panels.notFound.hint': {
    en: 'The address may be from another version, or the virtual server was renamed or removed.',
    zh: '这个地址可能来自其他版本，或者该虚拟服务器已改名或删除。',
  },
  'panels.goControl': { en: 'To Control / Monitoring', zh: '前往“控制 / 监视”' },
  'panels.failed': { en: 'This page could not be made', zh: '无法生成此页面' },
  'panels.failed.hint': {
    en: 'Nothing was changed on the router by this. The console’s own log says more.',
    zh: '路由器没有因此发生任何变化。控制台自己的日志里有详细信息。',
  },
  'panels.failed.again': { en: 'Try again', zh: '重试' },

  // The strip
  'panels.strip': { en: 'Saved, running and kernel', zh: '已保存、运行中与内核' },
  'panels.strip.saved': { en: 'Saved', zh: '已保存' },
  'panels.strip.running': { en: 'Running', zh: '运行中' },
  'panels.strip.kernel': { en: 'Kernel', zh: '内核' },
  'panels.strip.revision': { en: 'r{number}', zh: 'r{number}' },
  'panels.strip.noRevision': { en: 'no lvs.cf yet', zh: '还没有 lvs.cf' },
  'panels.strip.byHand': { en: 'changed by hand', zh: '被手工改动' },
  'panels.strip.savedBy': { en: 'r{number} · {at} · {author}', zh: 'r{number} · {at} · {author}' },
  'panels.strip.errors': {
    en: '{count, plural, one {# error} other {# errors}}: not usable',
    zh: '{count} 个错误：不可用',
  },
  'panels.strip.waits': { en: 'r{number} · changes wait', zh: 'r{number} · 有更改待应用' },
  'panels.strip.same': { en: 'r{number} · as saved', zh: 'r{number} · 与已保存一致' },
  'panels.strip.nothing': { en: 'nothing applied yet', zh: '尚未应用任何内容' },
  'panels.strip.unknown': { en: 'not known: agent away', zh: '未知：代理无应答' },
  'panels.strip.equal': { en: 'equals running', zh: '与运行中一致' },
  'panels.strip.nothingOurs': { en: 'nothing of ours', zh: '没有本处的条目' },
  'panels.strip.drift': {
    en: 'drift: {count, plural, one {# difference} other {# differences}}',
    zh: '偏离：{count} 处不同',
  },
  'panels.strip.differs': { en: 'differs from running', zh: '与运行中不一致' },
  'panels.strip.notRead': { en: 'not read', zh: '未读取' },

  // States of a row
  'panels.state.up': { en: 'up', zh: '正常' },
  'panels.state.down': { en: 'down', zh: '故障' },
  'panels.state.draining': { en: 'draining', zh: '排空中' },
  'panels.state.retired': { en: 'retired', zh: '退役中' },
  'panels.state.quiesced': { en: 'quiesced', zh: '静默' },
  'panels.state.warming': { en: 'warming', zh: '预热中' },
  'panels.state.starting': { en: 'starting', zh: '启动中' },
  'panels.state.inactive': { en: 'inactive', zh: '未启用' },
  'panels.state.forced': { en: 'forced', zh: '强制' },
  'panels.state.foreign': { en: 'not managed here', zh: '非本处管理' },
  'panels.state.drift': { en: 'drift', zh: '偏离' },
  // CONTROL/MONITORING
  'panels.pulse.active': {
    en: 'pulse is running; this router is active since {at}.',
    zh: 'pulse 正在运行；本路由器自 {at} 起为活动状态。',
  },
  'panels.pulse.standby': {
    en: 'pulse is running; this router is standby since {at}.',
    zh: 'pulse 正在运行；本路由器自 {at} 起为备用状态。',
  },
  'panels.pulse.stopped': {
    en: 'pulse is stopped since {at}: this router takes no part.',
    zh: 'pulse 自 {at} 起已停止：本路由器不参与工作。',
  },
  'panels.agent': {
    en: 'The agent (version {version}, process {pid}) runs since {at}.',
    zh: '代理（版本 {version}，进程 {pid}）自 {at} 起运行。',
  },
  'panels.asOf': { en: 'Figures of {at}', zh: '数据时间：{at}' },
  'panels.work.apply': {
    en: 'An apply is under way: step {step} of {of}.',
    zh: '正在应用：第 {step} 步，共 {of} 步。',
  },
  'panels.work.repair': {
    en: 'A repair is under way: step {step} of {of}.',
    zh: '正在修复：第 {step} 步，共 {of} 步。',
  },
  'panels.update.form': { en: 'Updating of this page', zh: '本页的更新' },
  'panels.update.auto': { en: 'Auto update', zh: '自动更新' },
  'panels.update.interval': { en: 'Update interval', zh: '更新间隔' },
  'panels.update.seconds': { en: 'seconds', zh: '秒' },
  'panels.update.range': {
    en: 'A whole number of seconds from {from} to {to}. Nothing was changed.',
    zh: '请输入 {from} 到 {to} 之间的整数秒。未做任何更改。',
  },
  'panels.update.set': { en: 'Set', zh: '设置' },
  'panels.update.now': { en: 'Update information now', zh: '立即更新信息' },
  'panels.update.stale': {
    en: 'The console does not answer. The figures on this page are old; it goes on trying.',
    zh: '控制台没有应答。本页数据已过时；正在继续尝试。',
  },

  'panels.away': { en: 'The agent does not answer', zh: '代理没有应答' },
  'panels.away.why': {
    en: '{why} The kernel goes on balancing as it was told last; nothing can be read or applied until the agent is back.',
    zh: '{why} 内核仍按最后的设置继续转发；代理恢复之前，无法读取或应用任何内容。',
  },
  'panels.away.do': { en: 'On this router, as root:', zh: '请在本路由器上以 root 身份执行：' },
  'panels.away.noTable': { en: 'The table cannot be read now', zh: '现在无法读取路由表' },
  'panels.kernelError': { en: 'The kernel cannot be read', zh: '无法读取内核' },
  'panels.kernelError.do': {
    en: 'If the kernel has no IPVS, load it with “modprobe ip_vs”; if a tool is missing, install it. The agent looks again by itself.',
    zh: '如果内核没有 IPVS，请用“modprobe ip_vs”加载；如果缺少工具，请安装。代理会自动重新检查。',
  },
  'panels.alarms': { en: 'Alarms', zh: '告警' },
  'panels.badFile': {
    en: 'The saved file cannot be used: {count, plural, one {# error} other {# errors}}. {running, select, none {Nothing is running.} other {r{running} keeps running.}}',
    zh: '已保存的文件不可用：{count} 个错误。{running, select, none {目前没有运行任何配置。} other {r{running} 继续运行。}}',
  },

  'panels.drift.title': {
    en: '{count, plural, one {One value was} other {# values were}} changed in the kernel by hand',
    zh: '内核中有 {count} 处被手工改动',
  },
  'panels.drift.more': { en: 'and {count} more', zh: '以及另外 {count} 处' },
  'panels.drift.held': {
    en: 'Kept as found. Repair, or the next apply, puts back what was applied.',
    zh: '保持现状。“修复”或下一次应用会恢复为已应用的值。',
  },
  'panels.drift.repair': { en: 'Repair', zh: '修复' },
  'panels.drift.value': {
    en: '{field}: applied {wanted}, kernel has {actual}',
    zh: '{field}：已应用 {wanted}，内核为 {actual}',
  },
  'panels.drift.missing': {
    en: 'applied, but removed from the kernel by hand',
    zh: '已应用，但被手工从内核中删除',
  },
  'panels.drift.extra': {
    en: 'added to the kernel by hand; not in what was applied',
    zh: '被手工加入内核；不在已应用的配置中',
  },

  'panels.picture': { en: 'The path of a connection', zh: '连接的路径' },
  'panels.picture.width': { en: 'width = new connections per second', zh: '线宽 = 每秒新建连接' },
  'panels.picture.clients': { en: 'clients', zh: '客户端' },
  'panels.picture.active': { en: 'active', zh: '活动' },
  'panels.picture.standby': { en: 'standby', zh: '备用' },
  'panels.picture.stopped': { en: 'stopped', zh: '已停止' },
  'panels.picture.desc': {
    en: 'Clients reach the active router. {routers} {services}',
    zh: '客户端到达活动路由器。{routers}{services}',
  },
  'panels.picture.service': {
    en: '{name} at {address} balances to {servers}.',
    zh: '{name}（{address}）分发到 {servers}。',
  },
  'panels.picture.noServers': { en: 'no real server', zh: '没有真实服务器' },
  'panels.picture.more': {
    en: 'Not drawn: {services, plural, =0 {} one {# virtual server, } other {# virtual servers, }}{servers, plural, =0 {no more real servers} one {# real server} other {# real servers}}. The table has all.',
    zh: '未画出：{services} 个虚拟服务器、{servers} 个真实服务器。表中列出全部。',
  },
  'panels.chart': { en: 'New connections per second', zh: '每秒新建连接' },
  'panels.chart.desc': {
    en: 'New connections per second of {names} over the last looks; highest {top}.',
    zh: '{names} 最近各次读取的每秒新建连接；最高 {top}。',
  },
  'panels.chart.now': { en: 'now', zh: '现在' },
  'panels.chart.secondsAgo': { en: '{seconds} s ago', zh: '{seconds} 秒前' },
  'panels.chart.minutesAgo': { en: '{minutes} min ago', zh: '{minutes} 分钟前' },
  'panels.chart.soon': {
    en: 'The line begins with the second look at the table.',
    zh: '第二次读取路由表后开始显示曲线。',
  },
  'panels.totals.connections': { en: 'Connections', zh: '连接' },
  'panels.totals.activeInactive': {
    en: '{active} active · {inactive} inactive',
    zh: '{active} 活动 · {inactive} 非活动',
  },
  'panels.totals.traffic': { en: 'Traffic in / out', zh: '流量 入 / 出' },
  'panels.totals.servers': { en: 'Real servers', zh: '真实服务器' },
  'panels.totals.state': { en: '{count} {state}', zh: '{count} {state}' },
  'panels.totals.none': { en: 'none', zh: '无' },

  'panels.table': { en: 'Current LVS routing table', zh: '当前 LVS 路由表' },
  'panels.table.state': { en: 'State', zh: '状态' },
  'panels.table.name': { en: 'Name', zh: '名称' },
  'panels.table.address': { en: 'Address', zh: '地址' },
  'panels.table.method': { en: 'Scheduler / method', zh: '调度 / 转发' },
  'panels.table.weight': { en: 'Weight', zh: '权重' },
  'panels.table.active': { en: 'Active', zh: '活动' },
  'panels.table.inactive': { en: 'Inactive', zh: '非活动' },
  'panels.table.perSec': { en: 'Conn/s', zh: '连接/秒' },
  'panels.table.lately': { en: 'Lately', zh: '近况' },
  'panels.table.in': { en: 'In bit/s', zh: '入 bit/s' },
  'panels.table.out': { en: 'Out bit/s', zh: '出 bit/s' },
  'panels.table.mark': { en: 'mark {mark}', zh: '标记 {mark}' },
  'panels.table.unnamed': { en: 'no name', zh: '无名称' },
  'panels.table.servers': {
    en: '{count, plural, =0 {no real server} one {# real server} other {# real servers}}',
    zh: '{count, plural, =0 {没有真实服务器} other {# 个真实服务器}}',
  },
  'panels.table.sticky': { en: 'persistent {seconds} s', zh: '持久连接 {seconds} 秒' },
  'panels.table.ops': { en: 'one packet', zh: '单包调度' },
  'panels.table.pages': { en: 'Pages of the table', zh: '列表分页' },
  'panels.table.pagesBelow': { en: 'Pages, at the end of the list', zh: '列表末尾的分页' },
  'panels.table.range': { en: '{from}–{to} of {of}', zh: '第 {from}–{to} 项，共 {of} 项' },
  'panels.table.earlier': { en: 'Previous', zh: '上一页' },
  'panels.table.later': { en: 'Next', zh: '下一页' },
  'panels.table.news': {
    en: '{services, plural, one {# virtual server} other {# virtual servers}}; real servers: {servers}.',
    zh: '{services} 个虚拟服务器；真实服务器：{servers}。',
  },

  'panels.empty.noFile': { en: 'No virtual servers yet', zh: '还没有虚拟服务器' },
  'panels.empty.noFile.hint': {
    en: 'There is no lvs.cf yet, and the kernel balances nothing. Add a virtual server, give it real servers, then review and apply.',
    zh: '还没有 lvs.cf，内核没有转发任何连接。请先添加虚拟服务器，再添加真实服务器，然后审阅并应用。',
  },
  'panels.empty.noTable': { en: 'The kernel balances nothing', zh: '内核没有转发任何连接' },
  'panels.empty.noTable.hint': {
    en: 'What is running has no active virtual server.',
    zh: '正在运行的配置中没有启用的虚拟服务器。',
  },
  'panels.empty.waits.hint': {
    en: 'Nothing has been applied yet. What is saved reaches the kernel when you apply it.',
    zh: '尚未应用任何内容。已保存的配置在应用之后才会进入内核。',
  },
  'panels.empty.add': { en: 'Add a virtual server', zh: '添加虚拟服务器' },

  'panels.absent': { en: 'Not in the kernel', zh: '不在内核中' },
  'panels.absent.inactive': { en: 'not active in lvs.cf', zh: '在 lvs.cf 中未启用' },
  'panels.absent.standby': { en: 'this router is standby', zh: '本路由器为备用' },
  'panels.retired': { en: 'Retiring', zh: '正在退役' },
  'panels.retired.lead': {
    en: 'Changed entries that keep weight 0 until their connections have ended, at the latest at the time given.',
    zh: '已更改的条目以权重 0 保留，直到其连接结束，最迟到所示时间。',
  },
  'panels.retired.entry': { en: 'Entry', zh: '条目' },
  'panels.retired.until': { en: 'At the latest', zh: '最迟' },
  'panels.retired.action': { en: 'Do not wait', zh: '不再等待' },
  'panels.retired.ends': {
    en: 'Ends {count, plural, =0 {no connection} one {# connection} other {# connections}}:',
    zh: '将中断 {count} 个连接：',
  },
  'panels.retired.cut': { en: 'Cut now', zh: '立即切断' },
  'panels.foreign': { en: 'Not managed here', zh: '非本处管理' },
  'panels.foreign.lead': {
    en: 'Made by somebody else. Shown, never touched.',
    zh: '由他人创建。仅显示，绝不改动。',
  },
  'panels.foreign.adopt': { en: 'Adopt and remove…', zh: '接管并移除…' },
  'panels.foreign.adopt.hint': {
    en: 'For leftovers of ours whose record was lost. {key} leaves the kernel, and its connections end. Somebody else may need it.',
    zh: '用于清理本处遗留而记录已丢失的条目。{key} 将从内核中移除，其连接会中断；它也可能是他人所需。',
  },
  'panels.foreign.adopt.do': { en: 'Remove {key}', zh: '移除 {key}' },
  'panels.foreign.service': { en: 'service', zh: '服务' },
  'panels.foreign.address': { en: 'address', zh: '地址' },
  'panels.foreign.rule': { en: 'rule', zh: '规则' },
  'panels.raw': { en: 'As ipvsadm shows it', zh: 'ipvsadm 的显示' },
  'panels.tools': { en: 'Agent and tools', zh: '代理与工具' },
  'panels.tools.host': { en: 'Router', zh: '路由器' },
  'panels.tools.agent': { en: 'Agent', zh: '代理' },
  'panels.tools.found': { en: 'Tools found', zh: '找到的工具' },

  // Answers of the buttons
  'panels.repair.done': {
    en: 'Repaired: {applied, plural, one {# step} other {# steps}}, and the kernel equals what was applied.',
    zh: '已修复：{applied} 步，内核与已应用的配置一致。',
  },
  'panels.cut.done': {
    en: 'The entry is out of the kernel.',
    zh: '该条目已从内核中移除。',
  },
  'panels.notDone': { en: 'Nothing was changed', zh: '未做任何更改' },
} as const satisfies Area
