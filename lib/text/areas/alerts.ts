import type { Area } from '../index'
import { alertsPanel } from './alerts-panel'
import { cliAlerts } from './cli-alerts'

/** Alerts: what mails and the `text` of webhook and program say. Codes come from lib/health/alerts and agent/alerts. */
const news = {
  'alerts.news.down': { en: 'Server {name} of {virtual} is down.', zh: '{virtual} 的服务器 {name} 故障。' },
  'alerts.news.up': { en: 'Server {name} of {virtual} is up again.', zh: '{virtual} 的服务器 {name} 已恢复正常。' },
  'alerts.news.draining': {
    en: 'Server {name} of {virtual} is being drained.',
    zh: '{virtual} 的服务器 {name} 正在排空。',
  },
  'alerts.news.cut': { en: 'Server {name} of {virtual} was cut.', zh: '{virtual} 的服务器 {name} 已切断。' },
  'alerts.news.forced-up': {
    en: 'Server {name} of {virtual} was forced up.',
    zh: '{virtual} 的服务器 {name} 已强制启用。',
  },
  'alerts.news.forced-down': {
    en: 'Server {name} of {virtual} was forced down.',
    zh: '{virtual} 的服务器 {name} 已强制停用。',
  },
  'alerts.news.flapping': {
    en: 'Server {name} of {virtual} keeps changing between up and down. Nothing more is told of it until it is calm.',
    zh: '{virtual} 的服务器 {name} 状态反复变化。在其稳定之前不再通知。',
  },
  'alerts.news.hold': {
    en: 'The servers of {virtual} fail their checks, but this router’s own network is at fault: the last set is kept for now.',
    zh: '{virtual} 的服务器检查失败，但故障在本路由器自身的网络：暂时保留最后的集合。',
  },
  'alerts.news.released': {
    en: 'The last set of {virtual} is no longer kept: each verdict counts.',
    zh: '不再保留 {virtual} 的最后集合：以各自的检查结果为准。',
  },
  'alerts.news.empty': { en: '{virtual} has no server up.', zh: '{virtual} 没有可用的服务器。' },
  'alerts.news.served': { en: '{virtual} has a server up again.', zh: '{virtual} 又有可用的服务器。' },
  'alerts.news.alarm': { en: 'Alarm of the agent', zh: '代理报警' },
  'alerts.news.calm': { en: 'The agent’s alarm is over', zh: '代理报警已解除' },
} as const satisfies Area

const groups = {
  'alerts.group.down': {
    en: '{count, plural, one {# server} other {# servers}} down in {virtual}',
    zh: '{virtual} 中 {count, number} 台服务器故障',
  },
  'alerts.group.up': {
    en: '{count, plural, one {# server} other {# servers}} up again in {virtual}',
    zh: '{virtual} 中 {count, number} 台服务器恢复正常',
  },
  'alerts.group.draining': {
    en: '{count, plural, one {# server} other {# servers}} draining in {virtual}',
    zh: '{virtual} 中 {count, number} 台服务器正在排空',
  },
  'alerts.group.cut': {
    en: '{count, plural, one {# server} other {# servers}} cut in {virtual}',
    zh: '{virtual} 中 {count, number} 台服务器已切断',
  },
  'alerts.group.forced-up': {
    en: '{count, plural, one {# server} other {# servers}} forced up in {virtual}',
    zh: '{virtual} 中 {count, number} 台服务器已强制启用',
  },
  'alerts.group.forced-down': {
    en: '{count, plural, one {# server} other {# servers}} forced down in {virtual}',
    zh: '{virtual} 中 {count, number} 台服务器已强制停用',
  },
  'alerts.group.flapping': {
    en: '{count, plural, one {# server keeps} other {# servers keep}} changing in {virtual}',
    zh: '{virtual} 中 {count, number} 台服务器状态反复变化',
  },
  'alerts.group.hold': {
    en: '{count, plural, one {# virtual server keeps its} other {# virtual servers keep their}} last set: this router’s own network is at fault',
    zh: '{count, number} 个虚拟服务器保留最后的集合：故障在本路由器自身的网络',
  },
  'alerts.group.released': {
    en: '{count, plural, one {# virtual server no longer keeps its} other {# virtual servers no longer keep their}} last set',
    zh: '{count, number} 个虚拟服务器不再保留最后的集合',
  },
  'alerts.group.empty': {
    en: '{count, plural, one {# virtual server has} other {# virtual servers have}} no server up',
    zh: '{count, number} 个虚拟服务器没有可用的服务器',
  },
  'alerts.group.served': {
    en: '{count, plural, one {# virtual server has} other {# virtual servers have}} a server up again',
    zh: '{count, number} 个虚拟服务器又有可用的服务器',
  },
  'alerts.group.alarm': {
    en: '{count, plural, one {# alarm} other {# alarms}} of the agent',
    zh: '{count, number} 个代理报警',
  },
  'alerts.group.calm': {
    en: '{count, plural, one {# alarm} other {# alarms}} of the agent over',
    zh: '{count, number} 个代理报警已解除',
  },
} as const satisfies Area

const lines = {
  'alerts.subject': { en: '[{host}] {what}', zh: '[{host}] {what}' },
  'alerts.subject.more': {
    en: '{first}, and {more, plural, one {# more} other {# more}}',
    zh: '{first}，另有 {more, number} 项',
  },
  'alerts.line.names': {
    en: '{names}{more, plural, =0 {} other { and # more}}',
    zh: '{names}{more, plural, =0 {} other { 等，另有 # 个}}',
  },
  'alerts.line.since': { en: 'Since {at}.', zh: '自 {at} 起。' },
  'alerts.line.untold': {
    en: '{untold, plural, one {# earlier change was} other {# earlier changes were}} not told.',
    zh: '之前有 {untold, number} 次变化未通知。',
  },
  'alerts.line.from': {
    en: 'Sent by Arapaima on {host}.',
    zh: '由 {host} 上的 Arapaima 发送。',
  },
  'alerts.test': {
    en: 'This is a test of the alerts. Nothing has happened.',
    zh: '这是一条测试通知，没有发生任何事件。',
  },
  'alerts.lost': {
    en: 'An alert reached nobody by {channel, select, webhook {the webhook} mail {the mail} other {the program}}, after {tries, plural, one {# try} other {# tries}}.',
    zh: '一条通知经{channel, select, webhook {网络回调} mail {邮件} other {程序}}尝试 {tries, number} 次后未能送达。',
  },
  'alerts.dropped': {
    en: 'An alert was thrown away: too many wait for {channel, select, webhook {the webhook} mail {the mail} other {the program}}.',
    zh: '一条通知被丢弃：等待{channel, select, webhook {网络回调} mail {邮件} other {程序}}的通知过多。',
  },
} as const satisfies Area

const failures = {
  'alerts.fail.off': { en: 'This channel is not set up.', zh: '未设置此通道。' },
  'alerts.fail.resolve': {
    en: 'The name {host} cannot be resolved ({error}).',
    zh: '无法解析名称 {host}（{error}）。',
  },
  'alerts.fail.refused': {
    en: '{host} is {address}: {reason, select, loopback {this machine itself} linkLocal {an address of the link} multicast {a group or broadcast address} metadata {the metadata service of a cloud} unspecified {no address of a machine} other {not an address}}. Nothing is sent there unless the setting allows it.',
    zh: '{host} 是 {address}：{reason, select, loopback {本机自身} linkLocal {链路本地地址} multicast {组播或广播地址} metadata {云平台的元数据服务} unspecified {不是主机地址} other {不是地址}}。除非设置允许，否则不会向其发送。',
  },
  'alerts.fail.timeout': {
    en: '{host} did not answer within {seconds, plural, one {# second} other {# seconds}}.',
    zh: '{host} 在 {seconds, number} 秒内没有应答。',
  },
  'alerts.fail.connection': {
    en: 'The connection to {host} failed ({error}).',
    zh: '与 {host} 的连接失败（{error}）。',
  },
  'alerts.fail.status': { en: '{host} answered with status {status}.', zh: '{host} 返回状态 {status}。' },
  'alerts.fail.redirect': {
    en: '{host} answered with a redirect ({status}), which is not followed.',
    zh: '{host} 返回重定向（{status}），不会跟随。',
  },
  'alerts.fail.tls': {
    en: 'No trusted TLS connection to {host} ({error}).',
    zh: '无法与 {host} 建立可信的 TLS 连接（{error}）。',
  },
  'alerts.fail.login': {
    en: '{host} refused the user name or the password{status, plural, =0 {} other { (status #)}}.',
    zh: '{host} 拒绝了用户名或密码{status, plural, =0 {} other {（状态 #）}}。',
  },
  'alerts.fail.smtp': { en: '{host} refused the mail (status {status}).', zh: '{host} 拒绝了邮件（状态 {status}）。' },
  'alerts.fail.no-sendmail': { en: 'This machine has no sendmail.', zh: '本机没有 sendmail。' },
  'alerts.fail.no-privileges': {
    en: '{path} needs its own privileges, which the service of the agent forbids (NoNewPrivileges): it would take the mail and lose it. Send by SMTP, or install the drop-in sendmail.conf (docs/alerts.md).',
    zh: '{path} 需要自身的特权，而代理的服务单元禁止这样做（NoNewPrivileges）：它会接受邮件然后丢失。请改用 SMTP，或安装附加配置 sendmail.conf（docs/alerts.md）。',
  },
  'alerts.fail.no-user': {
    en: 'There is no user arapaima-check: an agent that runs as root starts no program without it.',
    zh: '没有用户 arapaima-check：以 root 运行的代理在没有该用户时不会启动程序。',
  },
  'alerts.fail.program-refused': {
    en: '{path} is not run: {reason, select, notAbsolute {the path has to be absolute} outside {it lies outside the allowed folders} missing {there is no such file} notAFile {it is not a file} notExecutable {it is not executable} owner {it does not belong to root} writable {others than root can write it} other {it is not allowed}}.',
    zh: '不运行 {path}：{reason, select, notAbsolute {路径必须是绝对路径} outside {位于允许的目录之外} missing {没有此文件} notAFile {不是普通文件} notExecutable {不可执行} owner {不属于 root} writable {root 以外的用户可写} other {不允许}}。',
  },
  'alerts.fail.program-exit': { en: '{path} ended with {status}.', zh: '{path} 以 {status} 结束。' },
  'alerts.fail.program-timeout': {
    en: '{path} was ended after {seconds, plural, one {# second} other {# seconds}}.',
    zh: '{path} 运行 {seconds, number} 秒后被终止。',
  },
  'alerts.fail.program-failed': { en: '{path} could not be run ({error}).', zh: '无法运行 {path}（{error}）。' },
} as const satisfies Area

export const alerts = {
  ...news,
  ...groups,
  ...lines,
  ...failures,
  ...alertsPanel,
  ...cliAlerts,
} as const satisfies Area
