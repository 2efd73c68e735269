import type { Area } from '../index'

/** What the verbs about the health of real servers say. */
export const cliHealth = {
  'cli.verb.health': {
    en: 'real servers: state, since when, last verdict',
    zh: '真实服务器：状态、起始时间、最近检查结果',
  },
  'cli.verb.drain': {
    en: 'no new connections to a server; those it has go on',
    zh: '不再向服务器分配新连接；已有连接继续',
  },
  'cli.verb.cut': { en: 'takes a server out at once, with its connections', zh: '立即移出服务器并切断其连接' },
  'cli.verb.resume': { en: 'gives a server back to its checks', zh: '将服务器交还检查决定' },
  'cli.verb.force-up': { en: 'a server in service, whatever its checks say', zh: '强制启用服务器，不论检查结果' },
  'cli.verb.force-down': { en: 'a server out of service, whatever its checks say', zh: '强制停用服务器，不论检查结果' },
  'cli.verb.try': {
    en: 'makes the checks of a server now and shows what was said',
    zh: '立即检查服务器并显示完整对话',
  },
  'cli.more.health': {
    en: 'VIRTUAL and SERVER are names of lvs.cf, or keys of the kernel (“tcp 192.0.2.10:80”, “10.0.0.2:80”). --log shows what happened instead, newest last; -n COUNT: how many entries, 1 to 999 (50). Exit status 1 when a server is down, quiesced or held.',
    zh: 'VIRTUAL 和 SERVER 为 lvs.cf 中的名称或内核键（“tcp 192.0.2.10:80”、“10.0.0.2:80”）。--log 改为显示发生过的事件，最新的在最后；-n COUNT：条数，1 到 999（默认 50）。有服务器故障、静默或保留时退出状态为 1。',
  },
  'cli.more.drain': {
    en: '--reason TEXT goes into the journal. --deactivate: once the server holds nothing any more, it is deactivated in lvs.cf and that is applied. It stays until “resume”, over restarts too.',
    zh: '--reason TEXT 写入日志。--deactivate：服务器排空后在 lvs.cf 中停用并应用。在“resume”之前一直有效，重启后亦然。',
  },
  'cli.more.cut': {
    en: '--reason TEXT goes into the journal. It stays until “resume”, over restarts too.',
    zh: '--reason TEXT 写入日志。在“resume”之前一直有效，重启后亦然。',
  },
  'cli.more.resume': { en: '--reason TEXT goes into the journal.', zh: '--reason TEXT 写入日志。' },
  'cli.more.force-up': {
    en: '--reason TEXT goes into the journal. It stays until “resume”, over restarts too.',
    zh: '--reason TEXT 写入日志。在“resume”之前一直有效，重启后亦然。',
  },
  'cli.more.force-down': {
    en: '--reason TEXT goes into the journal. It stays until “resume”, over restarts too.',
    zh: '--reason TEXT 写入日志。在“resume”之前一直有效，重启后亦然。',
  },
  'cli.more.try': {
    en: 'Changes no state. --saved: the check as the saved lvs.cf has it, applied or not. Exit status 1 when a check does not pass.',
    zh: '不改变任何状态。--saved：按已保存的 lvs.cf 检查，不论是否已应用。检查未通过时退出状态为 1。',
  },
  'cli.health.none': { en: 'No real server is looked at.', zh: '没有正在检查的真实服务器。' },
  'cli.health.server': {
    en: '{virtual} {name} ({server}): {state} since {since} UTC, weight {now} of {weight}. {why}',
    zh: '{virtual} {name}（{server}）：{state}，自 {since} UTC，权重 {now} / {weight}。{why}',
  },
  'cli.health.check': {
    en: '{kind, select, tcp {TCP} udp {UDP} other {a program,}} port {port, number, ::group-off}, each {seconds, number} s: {result}. {said} ({ms, number} ms)',
    zh: '{kind, select, tcp {TCP} udp {UDP} other {程序}} 端口 {port, number, ::group-off}，每 {seconds, number} 秒：{result}。{said}（{ms, number} 毫秒）',
  },
  'cli.health.unchecked': {
    en: '{kind, select, tcp {TCP} udp {UDP} other {a program,}} port {port, number, ::group-off}, each {seconds, number} s: not checked yet',
    zh: '{kind, select, tcp {TCP} udp {UDP} other {程序}} 端口 {port, number, ::group-off}，每 {seconds, number} 秒：尚未检查',
  },
  'cli.health.wish': { en: '{by}: {kind} “{reason}”', zh: '{by}：{kind}“{reason}”' },
  'cli.health.left': {
    en: 'holds {active, number} active and {inactive, number} inactive connections, {templates, number} persistence entries{end, select, none {} other {; empty at about {end} UTC}}',
    zh: '尚有活动连接 {active, number}、非活动连接 {inactive, number}、持久条目 {templates, number}{end, select, none {} other {；预计 {end} UTC 排空}}',
  },
  'cli.health.entry': { en: '{at} {virtual} {name}: {what} {why}', zh: '{at} {virtual} {name}：{what} {why}' },
  'cli.health.holds': { en: 'the last servers are kept.', zh: '保留最后一组服务器。' },
  'cli.health.releases': { en: 'they are no longer kept.', zh: '不再保留。' },
  'cli.needsServer': {
    en: 'Say which server: {verb} VIRTUAL SERVER.',
    zh: '请指明服务器：{verb} VIRTUAL SERVER。',
  },
} as const satisfies Area
