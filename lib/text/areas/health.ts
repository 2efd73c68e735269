import type { Area } from '../index'
import { bundled, verdicts } from './health-verdicts'

/** Health of real servers: states, verdicts, reasons, what an operator may do. Codes come from lib/health and agent/monitors. */
const states = {
  'health.state.starting': { en: 'starting', zh: '启动中' },
  'health.state.up': { en: 'up', zh: '正常' },
  'health.state.warming': { en: 'warming up', zh: '预热中' },
  'health.state.down': { en: 'down', zh: '故障' },
  'health.state.quiesced': { en: 'quiesced', zh: '静默' },
  'health.state.held': { en: 'held', zh: '保留' },
  'health.state.draining': { en: 'draining', zh: '排空中' },
  'health.state.cut': { en: 'cut', zh: '已切断' },
  'health.state.retired': { en: 'retired', zh: '退役中' },
  'health.state.forced-up': { en: 'forced up', zh: '强制启用' },
  'health.state.forced-down': { en: 'forced down', zh: '强制停用' },
  'health.state.inactive': { en: 'inactive', zh: '未激活' },
  'health.about.starting': {
    en: 'Not checked yet. The first success puts it into the table at once.',
    zh: '尚未检查。首次检查成功后立即加入转发表。',
  },
  'health.about.up': { en: 'Passes its checks and takes new connections.', zh: '检查通过，接受新连接。' },
  'health.about.warming': {
    en: 'Passes its checks; its weight begins at 1/32 and doubles every 20 seconds. A weight of 1 has nothing to warm up.',
    zh: '检查通过；权重从 1/32 开始，每 20 秒加倍。权重为 1 时无需预热。',
  },
  'health.about.down': {
    en: 'Failed a check and is not in the table. It returns after an unbroken row of successes of the re-entry time.',
    zh: '检查失败，已移出转发表。连续成功达到恢复时间后才会重新加入。',
  },
  'health.about.quiesced': {
    en: 'Failed a check and stays in the table with weight 0: no new connections, established ones are kept.',
    zh: '检查失败，以权重 0 留在转发表中：不接受新连接，已建立的连接保留。',
  },
  'health.about.held': {
    en: 'Fails its checks, but this router’s own network is at fault: it keeps its weight for a limited time.',
    zh: '检查失败，但故障在本路由器自身的网络：在限定时间内保留其权重。',
  },
  'health.about.draining': {
    en: 'Weight 0: no new connections; established and persistent ones go on.',
    zh: '权重 0：不接受新连接；已建立的连接和持久连接继续。',
  },
  'health.about.cut': {
    en: 'Removed from the table by an operator; its connections have ended.',
    zh: '已由操作员移出转发表；其连接已中断。',
  },
  'health.about.retired': {
    en: 'No longer in lvs.cf; stays with weight 0 until its connections end.',
    zh: '已不在 lvs.cf 中；以权重 0 保留，直到其连接结束。',
  },
  'health.about.forced-up': {
    en: 'An operator put it into service, whatever its checks say.',
    zh: '由操作员强制投入服务，不论检查结果如何。',
  },
  'health.about.forced-down': {
    en: 'An operator took it out of service, whatever its checks say.',
    zh: '由操作员强制退出服务，不论检查结果如何。',
  },
  'health.about.inactive': { en: 'Switched off in lvs.cf; not checked.', zh: '在 lvs.cf 中已停用；不做检查。' },
} as const satisfies Area

const reasons = {
  'health.why.start': { en: 'Monitoring began.', zh: '开始监控。' },
  'health.why.found': {
    en: 'Found in the kernel with weight {weight, number} when the agent started.',
    zh: '代理启动时在内核中找到，权重 {weight, number}。',
  },
  'health.why.missing': {
    en: 'Not in the kernel when the agent started.',
    zh: '代理启动时不在内核中。',
  },
  'health.why.warm': {
    en: 'Slow start: the weight is {weight, number} now.',
    zh: '慢启动：权重现为 {weight, number}。',
  },
  'health.why.config': { en: 'The configuration changed.', zh: '配置已更改。' },
  'health.why.inactive': { en: 'Deactivated in lvs.cf.', zh: '已在 lvs.cf 中停用。' },
  'health.why.retired': { en: 'No longer in lvs.cf.', zh: '已不在 lvs.cf 中。' },
  'health.why.release': { en: 'It is no longer held: its verdict counts.', zh: '不再保留：以检查结果为准。' },
  'health.why.drained': { en: 'It holds no connection and no persistence entry any more.', zh: '已无连接和持久条目。' },
  'health.why.drain': { en: 'Drained by {by}: {reason}', zh: '由 {by} 排空：{reason}' },
  'health.why.cut': { en: 'Cut by {by}: {reason}', zh: '由 {by} 切断：{reason}' },
  'health.why.force-up': { en: 'Forced up by {by}: {reason}', zh: '由 {by} 强制启用：{reason}' },
  'health.why.force-down': { en: 'Forced down by {by}: {reason}', zh: '由 {by} 强制停用：{reason}' },
  'health.why.resume': { en: 'Given back to its checks by {by}: {reason}', zh: '由 {by} 交还检查决定：{reason}' },
  'health.note.up': { en: 'The checks see it up meanwhile.', zh: '期间检查结果为正常。' },
  'health.note.down': { en: 'The checks see it down meanwhile.', zh: '期间检查结果为故障。' },
  'health.drained': { en: 'The drain is complete: nothing is left.', zh: '排空完成：没有剩余连接。' },
  'health.blast.link': {
    en: '{servers, plural, one {The one server that served fails} other {All # servers that served fail}} while this router’s own link is down: the set is kept.',
    zh: '本路由器自身链路断开，池中全部 {servers, number} 台服务器检查失败：保留现有集合。',
  },
  'health.blast.gateway': {
    en: '{servers, plural, one {The one server that served fails} other {All # servers that served fail}} while the gateway is silent: the set is kept.',
    zh: '网关无应答，池中全部 {servers, number} 台服务器检查失败：保留现有集合。',
  },
  'health.blast.partner': {
    en: '{servers, plural, one {The one server that served fails} other {All # servers that served fail}} here, but the partner sees some of them up: the set is kept.',
    zh: '池中全部 {servers, number} 台服务器在本机检查失败，但伙伴路由器认为部分正常：保留现有集合。',
  },
  'health.offer.handover': {
    en: 'No server of the pool is in service here, but the partner’s own checks see {up, number} of {known, number} up. A hand-over would help.',
    zh: '本机池中没有可用服务器，但伙伴路由器自己的检查认为 {known, number} 台中有 {up, number} 台正常。建议切换。',
  },
  'health.blast.others': {
    en: 'Other servers of the pool are in service: each verdict counts.',
    zh: '池中仍有其他服务器提供服务：以各自的检查结果为准。',
  },
  'health.blast.sorry': {
    en: 'The pool has a sorry server: each verdict counts.',
    zh: '该池设有道歉服务器：以各自的检查结果为准。',
  },
  'health.blast.servers': {
    en: 'Nothing says that this router’s network is at fault: each verdict counts.',
    zh: '没有迹象表明本路由器网络有故障：以各自的检查结果为准。',
  },
  'health.blast.limit': {
    en: 'The set was kept for as long as allowed: each verdict counts now.',
    zh: '保留时间已到上限：现以各自的检查结果为准。',
  },
  'health.can.inactive': {
    en: 'The server is inactive: activate it in lvs.cf first.',
    zh: '该服务器未激活：请先在 lvs.cf 中激活。',
  },
  'health.can.retired': {
    en: 'The server is no longer in lvs.cf; it ends by itself.',
    zh: '该服务器已不在 lvs.cf 中，会自行结束。',
  },
  'health.can.nothing-to-resume': {
    en: 'Nothing to resume: its checks decide already.',
    zh: '无需恢复：目前已由检查决定。',
  },
  'health.can.unknown': {
    en: 'There is no server {server} in the service {service}.',
    zh: '服务 {service} 中没有服务器 {server}。',
  },
  'health.can.already': { en: 'That is its state already.', zh: '已处于该状态。' },
  'health.can.not-in-table': {
    en: 'There is nothing to drain: the server is not in the table.',
    zh: '无可排空：该服务器不在转发表中。',
  },
  'health.regex.syntax': {
    en: 'Not a usable regular expression: {detail}. The syntax is RE2’s: POSIX extended without back-references.',
    zh: '无法使用的正则表达式：{detail}。语法为 RE2：即不含反向引用的 POSIX 扩展正则表达式。',
  },
  'health.regex.too-big': {
    en: 'The regular expression is too big ({detail} steps, 600 are allowed).',
    zh: '正则表达式过大（{detail} 步，上限 600）。',
  },
} as const satisfies Area

const explanations = {
  'health.explain.timeout': {
    en: 'Service timeout is both the interval between checks and the limit of one check. One failed check takes the server out at once.',
    zh: '服务超时既是检查间隔，也是单次检查的时限。一次检查失败即移出服务器。',
  },
  'health.explain.reentry': {
    en: 'A failed server returns at the first success that stands at least the re-entry time after the first of an unbroken row.',
    zh: '故障服务器须连续成功，自首次成功起满恢复时间后的下一次成功时重新加入。',
  },
  'health.explain.quiesce-persistent': {
    en: 'With persistence a failed server is removed, not set to weight 0, unless net.ipv4.vs.expire_quiescent_template is 1: else its clients would be sent to it still.',
    zh: '启用持久连接时，除非 net.ipv4.vs.expire_quiescent_template 为 1，否则故障服务器会被移除而不是将权重置 0：不然其客户端仍会被转发给它。',
  },
  'health.explain.drain-persistent': {
    en: 'Persistent clients keep coming to this server while it drains; cut ends that.',
    zh: '排空期间，持久连接的客户端仍会访问此服务器；切断可终止。',
  },
  'health.explain.drain-udp': {
    en: 'UDP clients with a fixed source port stay on a server of weight 0 for ever: cut moves them.',
    zh: '源端口固定的 UDP 客户端会一直停留在权重为 0 的服务器上：需用切断迁移。',
  },
  'health.explain.regex': {
    en: 'The expression may match anywhere in the first 4096 bytes of the answer (syntax RE2, a dot matches line ends too).',
    zh: '表达式可匹配应答前 4096 字节的任意位置（RE2 语法，点号也匹配换行）。',
  },
  'health.explain.program': {
    en: 'Path and words separated by blanks, no shell; %h is the server’s address, %p its port. Exit status 0 is up; with Expect the output must begin with it.',
    zh: '路径和参数以空格分隔，不经过 shell；%h 为服务器地址，%p 为端口。退出状态 0 为正常；设有预期时，输出须以其开头。',
  },
} as const satisfies Area

export const health = { ...states, ...verdicts, ...reasons, ...explanations, ...bundled } as const satisfies Area
