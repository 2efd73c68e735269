import type { Area } from '../index'

/** The monitors: what the checks found, what an operator may say over them, what happened. */
export const monitors = {
  'monitors.title': { en: 'Monitors', zh: '监视器' },
  'monitors.lead': {
    en: 'One row for each real server of each active virtual server: what its checks say, and since when.',
    zh: '每个已激活虚拟服务器的每台真实服务器一行：检查结果及其开始时间。',
  },
  'monitors.trouble': { en: '{virtual}: nobody serves', zh: '{virtual}：没有服务器提供服务' },
  'monitors.trouble.kept': {
    en: '{virtual}: the last set is kept although all of it fails',
    zh: '{virtual}：全部检查失败，仍保留最后的服务器集合',
  },
  'monitors.trouble.redundancy': { en: 'To REDUNDANCY', zh: '前往 REDUNDANCY' },
  'monitors.none': { en: 'No monitor', zh: '没有监视器' },
  'monitors.noneLead': {
    en: 'Monitors begin with the first apply. Nothing is checked before.',
    zh: '首次应用之后才开始监视，此前不做检查。',
  },
  'monitors.noneSuch': { en: 'No real server is like that now', zh: '目前没有符合条件的真实服务器' },
  'monitors.all': { en: 'All monitors', zh: '全部监视器' },
  'monitors.log': { en: 'Health log', zh: '健康日志' },
  'monitors.summary': {
    en: '{state}: {count, number}',
    zh: '{state}：{count, number}',
  },
  'monitors.notWell': { en: 'Not simply up', zh: '非正常状态' },
  'monitors.allWell': {
    en: 'Every real server passes its checks.',
    zh: '每台真实服务器都通过了检查。',
  },
  'monitors.more': { en: '{count, plural, one {and one more} other {and # more}}', zh: '另有 {count, number} 台' },
  'monitors.reaction': {
    en: 'From the last needed verdict to the kernel: {last, number} ms the last time, at most {longest, number} ms.',
    zh: '从最后一次所需检查结果到内核生效：最近一次 {last, number} 毫秒，最长 {longest, number} 毫秒。',
  },
  'monitors.waiting': {
    en: '{running, number} checks run now, {waiting, number} wait for their turn.',
    zh: '正在运行 {running, number} 个检查，{waiting, number} 个在等待。',
  },
  'monitors.state': { en: 'State', zh: '状态' },
  'monitors.server': { en: 'Real server', zh: '真实服务器' },
  'monitors.virtual': { en: 'Virtual server', zh: '虚拟服务器' },
  'monitors.since': { en: 'Since', zh: '开始时间' },
  'monitors.verdict': { en: 'Last verdict', zh: '最近一次检查结果' },
  'monitors.took': { en: 'Took', zh: '用时' },
  'monitors.ms': { en: '{ms, number} ms', zh: '{ms, number} 毫秒' },
  'monitors.times': { en: 'Response times', zh: '响应时间' },
  'monitors.next': { en: 'Next check', zh: '下次检查' },
  'monitors.next.running': { en: 'running now', zh: '正在运行' },
  'monitors.next.none': { en: 'waiting', zh: '等待中' },
  'monitors.notChecked': { en: 'not checked', zh: '不检查' },
  'monitors.neverChecked': { en: 'not checked yet', zh: '尚未检查' },
  'monitors.wished': { en: '{by}: {reason}', zh: '{by}：{reason}' },
  'monitors.noReason': { en: 'no reason given', zh: '未说明原因' },

  // Filter
  'monitors.filter': { en: 'Filter', zh: '筛选' },
  'monitors.filter.any': { en: 'any', zh: '任意' },
  'monitors.filter.show': { en: 'Show', zh: '显示' },
  'monitors.filter.clear': { en: 'Clear', zh: '清除' },

  // One server
  'monitors.one.title': { en: '{server} in {virtual}', zh: '{virtual} 中的 {server}' },
  'monitors.one.gone': { en: 'There is no such monitor', zh: '没有此监视器' },
  'monitors.one.goneLead': {
    en: 'The running configuration has no such real server. It may have been removed or renamed.',
    zh: '当前运行的配置中没有此真实服务器，可能已被删除或改名。',
  },
  'monitors.one.weight': {
    en: '{present, select, yes {In the kernel with weight {now, number}; lvs.cf says {configured, number}.} other {Not in the kernel; lvs.cf says weight {configured, number}.}}',
    zh: '{present, select, yes {内核中权重为 {now, number}；lvs.cf 为 {configured, number}。} other {不在内核中；lvs.cf 中权重为 {configured, number}。}}',
  },
  'monitors.one.left': {
    en: 'Left: {active, number} active, {inactive, number} inactive connections, {templates, number} persistence entries.',
    zh: '剩余：{active, number} 个活动连接，{inactive, number} 个非活动连接，{templates, number} 个持久条目。',
  },
  'monitors.one.end': { en: 'Empty at about {at}.', zh: '预计于 {at} 排空。' },
  'monitors.one.noEnd': { en: 'When it will be empty cannot be told yet.', zh: '尚无法估计何时排空。' },
  'monitors.one.checks': { en: 'Checks', zh: '检查' },
  'monitors.one.check': {
    en: '{kind}, port {port}, every {seconds, number} s, for {virtual}',
    zh: '{kind}，端口 {port}，每 {seconds, number} 秒，用于 {virtual}',
  },
  'monitors.kind.tcp': { en: 'TCP', zh: 'TCP' },
  'monitors.kind.udp': { en: 'UDP', zh: 'UDP' },
  'monitors.kind.program': { en: 'Program', zh: '程序' },
  'monitors.one.sent': { en: 'Sent', zh: '发送' },
  'monitors.one.got': { en: 'Came', zh: '收到' },
  'monitors.one.expected': { en: 'Expected', zh: '期望' },
  'monitors.one.nothing': { en: 'nothing', zh: '无' },
  'monitors.one.at': { en: 'Checked', zh: '检查时间' },
  'monitors.one.chart': {
    en: 'The last {count, number} answers took {least, number} to {most, number} ms; {failed, plural, =0 {none failed} one {one failed} other {# failed}}.',
    zh: '最近 {count, number} 次应答用时 {least, number} 至 {most, number} 毫秒；{failed, plural, =0 {无失败} other {# 次失败}}。',
  },
  'monitors.one.recent': { en: 'What happened', zh: '最近事件' },
  'monitors.one.quiet': { en: 'Nothing has happened since the log began.', zh: '日志开始以来没有事件。' },

  // What an operator may do
  'monitors.wish': { en: 'Over the checks', zh: '人工干预' },
  'monitors.wish.lead': {
    en: 'What you choose holds until you resume, over restarts of the agent too, and stands in the journal with your name.',
    zh: '所选操作一直有效，直到恢复为止；代理重启后仍然有效，并连同您的名字记入日志。',
  },
  'monitors.wish.reason': { en: 'Reason', zh: '原因' },
  'monitors.wish.deactivate': {
    en: 'After a drain: deactivate it in lvs.cf and apply',
    zh: '排空之后：在 lvs.cf 中取消激活并应用',
  },
  'monitors.wish.drain': { en: 'Drain', zh: '排空' },
  'monitors.wish.drain.about': {
    en: 'No new connections; those that are open go on.',
    zh: '不接受新连接；已打开的连接继续。',
  },
  'monitors.wish.cut': { en: 'Cut', zh: '切断' },
  'monitors.wish.cut.about': {
    en: 'Out of the table now: its open connections end.',
    zh: '立即移出转发表：其已打开的连接随之中断。',
  },
  'monitors.wish.force-up': { en: 'Force up', zh: '强制启用' },
  'monitors.wish.force-up.about': {
    en: 'Takes connections whatever its checks say. Clients get errors if it does not work.',
    zh: '不论检查结果如何都接受连接。若它不工作，客户端会得到错误。',
  },
  'monitors.wish.force-down': { en: 'Force down', zh: '强制停用' },
  'monitors.wish.force-down.about': {
    en: 'Treated as if its checks failed.',
    zh: '视同检查失败。',
  },
  'monitors.wish.resume': { en: 'Resume', zh: '恢复' },
  'monitors.wish.resume.about': { en: 'Its checks decide again.', zh: '重新由检查决定。' },
  'monitors.wish.done': { en: 'Done: {server} is {state} now.', zh: '已完成：{server} 现为{state}。' },
  'monitors.wish.refused': { en: 'Nothing was done', zh: '未执行任何操作' },

  // Try it now
  'monitors.try': { en: 'Try it now', zh: '立即测试' },
  'monitors.try.one': { en: 'Try {server} now', zh: '立即测试 {server}' },
  'monitors.try.lead': {
    en: 'Makes the saved check once, from this router, and shows all that was said. It changes no state. It may take as long as the service timeout.',
    zh: '从本路由器按已保存的设置检查一次，并显示全部对话内容。不改变任何状态。最长可能需要服务超时的时间。',
  },
  'monitors.try.none': { en: 'This virtual server has no real server yet.', zh: '此虚拟服务器还没有真实服务器。' },
  'monitors.try.result': {
    en: '{server} ({address}, port {port}) is {result}, after {ms, number} ms',
    zh: '{server}（{address}，端口 {port}）：{result}，用时 {ms, number} 毫秒',
  },
  'monitors.try.dialogue': { en: 'The whole dialogue', zh: '完整对话' },
  'monitors.try.after': { en: 'After', zh: '时间' },
  'monitors.try.who': { en: 'Who', zh: '方向' },
  'monitors.try.text': { en: 'What', zh: '内容' },
  'monitors.try.nothing': { en: 'Nothing was said by either side.', zh: '双方都没有发送内容。' },

  // Health log
  'monitors.log.lead': {
    en: 'Every change of a real server’s state with its reason, newest first.',
    zh: '真实服务器的每次状态变化及其原因，最新的在前。',
  },
  'monitors.log.none': { en: 'No entry', zh: '没有记录' },
  'monitors.log.noneLead': {
    en: 'Nothing has happened yet, or nothing that fits the filter.',
    zh: '尚无事件，或没有符合筛选条件的事件。',
  },
  'monitors.log.when': { en: 'When', zh: '时间' },
  'monitors.log.what': { en: 'What', zh: '事件' },
  'monitors.log.to': { en: 'Became', zh: '变为' },
  'monitors.log.why': { en: 'Why', zh: '原因' },
  'monitors.log.older': { en: 'Older entries', zh: '更早的记录' },
  'monitors.log.change': { en: '{from} → {to}', zh: '{from} → {to}' },
  'monitors.log.what.transition': { en: 'change of state', zh: '状态变化' },
  'monitors.log.what.note': { en: 'the checks disagree', zh: '检查结果不同' },
  'monitors.log.what.hold': { en: 'set kept', zh: '保留集合' },
  'monitors.log.what.drained': { en: 'drain complete', zh: '排空完成' },
} as const satisfies Area
