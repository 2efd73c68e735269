import type { Area } from '../index'

/** The panel ALERTS, and what is wrong with a setting (also said by the command). */
const page = {
  'alerts.panel.title': { en: 'Alerts', zh: '告警通知' },
  'alerts.panel.lead': {
    en: 'Who is told when a server goes down or returns, when a virtual server has no server left, and when this router is in trouble. Accept takes effect at once. These settings belong to this router alone: they are not part of lvs.cf and are not copied to the backup.',
    zh: '服务器故障或恢复、虚拟服务器没有可用的服务器、本路由器出现问题时通知谁。按“接受”后立即生效。这些设置只属于本路由器：不在 lvs.cf 中，也不会复制到备份路由器。',
  },
  'alerts.panel.link': { en: 'Alerts: who is told when a server goes down', zh: '告警通知：服务器故障时通知谁' },
  'alerts.panel.effect': {
    en: 'Accept takes effect at once; nothing has to be applied.',
    zh: '按“接受”后立即生效，无需应用。',
  },
  'alerts.panel.saved': { en: 'Saved. It counts from now on.', zh: '已保存，即刻生效。' },
  'alerts.panel.away': {
    en: 'The agent keeps these settings and does not answer now.',
    zh: '这些设置由代理保存，代理目前没有应答。',
  },
  'alerts.panel.clash': {
    en: 'Somebody else changed these settings since you opened the page.',
    zh: '您打开页面之后，有人更改了这些设置。',
  },
  'alerts.panel.retype': {
    en: 'Type it again: what was typed here is not sent back.',
    zh: '请重新输入：此处输入的内容不会回传。',
  },

  // How the channels do
  'alerts.panel.channels': { en: 'Channels', zh: '通道' },
  'alerts.panel.channel': { en: 'Channel', zh: '通道' },
  'alerts.panel.state': { en: 'State', zh: '状态' },
  'alerts.panel.waiting': { en: 'Waiting', zh: '等待' },
  'alerts.panel.sent': { en: 'Sent', zh: '已发送' },
  'alerts.panel.lost': { en: 'Lost', zh: '丢失' },
  'alerts.panel.lastSent': { en: 'Last sent', zh: '最近发送' },
  'alerts.panel.lastFailure': { en: 'Last failure', zh: '最近失败' },
  'alerts.panel.never': { en: 'never', zh: '从未' },
  'alerts.panel.none': { en: 'none', zh: '无' },
  'alerts.panel.tries': {
    en: '{tries, plural, one {# try} other {# tries}}',
    zh: '已尝试 {tries, number} 次',
  },
  'alerts.panel.counts': {
    en: 'Counted since the agent started or the channel was changed. Lost: given up after eight tries, refused for good, or thrown away because a hundred waited.',
    zh: '自代理启动或通道更改以来的计数。丢失：尝试八次后放弃、被永久拒绝，或等待超过一百条而丢弃。',
  },
  'alerts.panel.gathered': {
    en: '{count, plural, =0 {Nothing is being gathered now.} one {# piece of news is being gathered and goes out soon.} other {# pieces of news are being gathered and go out together soon.}}',
    zh: '{count, plural, =0 {目前没有正在汇集的消息。} other {正在汇集 # 条消息，即将一并发出。}}',
  },
  'alerts.channel.webhook': { en: 'Webhook', zh: '网络回调' },
  'alerts.channel.mail': { en: 'Mail', zh: '邮件' },
  'alerts.channel.program': { en: 'Program', zh: '程序' },
  'alerts.state.unset': { en: 'not set up', zh: '未设置' },
  'alerts.state.off': { en: 'switched off', zh: '已关闭' },
  'alerts.state.idle': { en: 'nothing sent yet', zh: '尚未发送' },
  'alerts.state.works': { en: 'works', zh: '正常' },
  'alerts.state.retries': { en: 'tries again', zh: '正在重试' },
  'alerts.state.sending': { en: 'is sending', zh: '正在发送' },
  'alerts.state.fails': { en: 'last alert was lost', zh: '最近一条未送达' },
  'alerts.state.unknown': { en: 'not known', zh: '未知' },

  // A test
  'alerts.try': { en: 'Send a test', zh: '发送测试' },
  'alerts.try.about': {
    en: 'Sends one alert now with the saved settings, marked as a test.',
    zh: '用已保存的设置立即发送一条注明为测试的通知。',
  },
  'alerts.try.unset': { en: 'Set it up below first.', zh: '请先在下方设置。' },
  'alerts.try.done': {
    en: 'The test went out by {channel, select, webhook {the webhook: the receiver took it} mail {mail: the mail server took it} other {the program: it ended with success}}.',
    zh: '测试已{channel, select, webhook {通过网络回调发出，接收方已接受} mail {通过邮件发出，邮件服务器已接受} other {由程序处理，程序成功结束}}。',
  },
  'alerts.try.failed': {
    en: 'The test by {channel, select, webhook {the webhook} mail {a mail} other {the program}} reached nobody.',
    zh: '通过{channel, select, webhook {网络回调} mail {邮件} other {程序}}发送的测试未能送达。',
  },
} as const satisfies Area

const fields = {
  'alerts.part.told': { en: 'What is told', zh: '通知内容' },
  'alerts.part.often': { en: 'How often', zh: '通知频率' },
  'alerts.part.often.lead': {
    en: 'A server that keeps changing must not bury what matters. Whatever is kept back, the last thing told of a server is how it is.',
    zh: '反复变化的服务器不应淹没重要的消息。无论压下了什么，最后通知的总是服务器的当前状态。',
  },
  'alerts.field.language': { en: 'Language', zh: '语言' },
  'alerts.field.language.help': {
    en: 'Of mails, and of the text that webhook and program get beside the codes.',
    zh: '用于邮件，以及网络回调和程序所得到的文字（代码不受影响）。',
  },
  'alerts.language.en': { en: 'English', zh: 'English' },
  'alerts.language.zh': { en: '中文', zh: '中文' },
  'alerts.field.on': { en: 'Tell of', zh: '通知' },
  'alerts.topic.down': { en: 'a server that goes down, or keeps changing', zh: '服务器故障或状态反复变化' },
  'alerts.topic.up': { en: 'a server that is up again', zh: '服务器恢复正常' },
  'alerts.topic.operator': { en: 'what an operator does: drain, cut, force', zh: '人工操作：排空、切断、强制' },
  'alerts.topic.hold': {
    en: 'the last set of servers being kept, because this router’s own network is at fault',
    zh: '因本路由器自身网络故障而保留最后的服务器集合',
  },
  'alerts.topic.empty': { en: 'a virtual server without any server up', zh: '虚拟服务器没有可用的服务器' },
  'alerts.topic.alarm': { en: 'alarms of the agent itself', zh: '代理自身的报警' },

  'alerts.field.enabled': { en: 'In use', zh: '使用' },
  'alerts.field.enabled.help': {
    en: 'Switched off, the channel keeps its settings. To forget them, its secret included, empty its fields as well.',
    zh: '关闭后通道的设置仍然保留。要清除设置（包括密钥），请同时清空各字段。',
  },
  'alerts.field.webhook.enabled': { en: 'Send by webhook', zh: '通过网络回调发送' },
  'alerts.field.webhook.url': { en: 'Address', zh: '地址' },
  'alerts.field.webhook.url.help': {
    en: 'Alerts are posted there as JSON. https:// or http://; redirects are not followed.',
    zh: '通知以 JSON 形式 POST 到此处。https:// 或 http://；不跟随重定向。',
  },
  'alerts.field.webhook.secret': { en: 'Signing key', zh: '签名密钥' },
  'alerts.field.webhook.secret.help': {
    en: 'The receiver checks the header Arapaima-Signature with it. At least 8 characters; “openssl rand -hex 32” makes a good one. It is never shown.',
    zh: '接收方用它验证 Arapaima-Signature 头。至少 8 个字符；可用“openssl rand -hex 32”生成。不会显示。',
  },
  'alerts.field.timeoutSec': { en: 'Time limit', zh: '时限' },
  'alerts.field.timeoutSec.help': {
    en: 'Of one try. What fails is tried again, up to eight times within about ten minutes.',
    zh: '单次尝试的时限。失败后会再试，约十分钟内最多八次。',
  },
  'alerts.field.allowLocal': { en: 'Local targets', zh: '本地目标' },
  'alerts.field.allowLocal.tick': {
    en: 'Allow this machine itself, link-local and metadata addresses',
    zh: '允许本机、链路本地和元数据地址',
  },
  'alerts.field.allowLocal.help': {
    en: 'Without it nothing is sent to loopback, link-local or multicast addresses, nor to a cloud’s metadata service, also when a name leads there. Private networks are always allowed.',
    zh: '未勾选时，不会向环回、链路本地、组播地址或云平台的元数据服务发送，即使由名称解析而来。私有网络始终允许。',
  },

  'alerts.field.mail.enabled': { en: 'Send by mail', zh: '通过邮件发送' },
  'alerts.field.mail.from': { en: 'From', zh: '发件人' },
  'alerts.field.mail.to': { en: 'To', zh: '收件人' },
  'alerts.field.mail.to.help': {
    en: 'Addresses, apart by blanks or commas; at most 20.',
    zh: '多个地址用空格或逗号分隔，最多 20 个。',
  },
  'alerts.field.mail.via': { en: 'Handed to', zh: '交给' },
  'alerts.via.smtp': { en: 'A mail server (SMTP)', zh: '邮件服务器（SMTP）' },
  'alerts.via.sendmail': { en: 'This machine’s sendmail', zh: '本机的 sendmail' },
  'alerts.field.mail.via.help': {
    en: 'sendmail hands the mail to the queue of this machine, which delivers it. The service of the agent needs sendmail.conf for that (docs/alerts.md).',
    zh: 'sendmail 将邮件交给本机的队列，由其投递。代理的服务单元为此需要 sendmail.conf（docs/alerts.md）。',
  },
  'alerts.field.mail.host': { en: 'Mail server', zh: '邮件服务器' },
  'alerts.field.mail.port': { en: 'Port', zh: '端口' },
  'alerts.field.mail.port.help': {
    en: '587 with STARTTLS, 465 with TLS from the start, 25 between servers.',
    zh: '587 用于 STARTTLS，465 用于直接 TLS，25 用于服务器之间。',
  },
  'alerts.field.mail.tls': { en: 'Encryption', zh: '加密' },
  'alerts.tls.starttls': { en: 'STARTTLS, refused without', zh: 'STARTTLS，不支持则拒绝' },
  'alerts.tls.implicit': { en: 'TLS from the first byte', zh: '直接 TLS' },
  'alerts.tls.none': { en: 'none', zh: '无' },
  'alerts.field.mail.verify': { en: 'Certificate', zh: '证书' },
  'alerts.field.mail.verify.tick': { en: 'Check the server’s certificate and name', zh: '检查服务器的证书和名称' },
  'alerts.field.mail.user': { en: 'User name', zh: '用户名' },
  'alerts.field.mail.user.help': { en: 'Blank: no log-in.', zh: '留空则不登录。' },
  'alerts.field.mail.password': { en: 'Password', zh: '密码' },
  'alerts.field.mail.password.help': {
    en: 'Never shown. It has to be typed again when server, port, user or encryption change.',
    zh: '不会显示。服务器、端口、用户或加密方式变更时须重新输入。',
  },
  'alerts.secret.set': { en: 'set; leave empty to keep', zh: '已设置；留空则保留' },
  'alerts.secret.unset': { en: 'not set', zh: '未设置' },

  'alerts.field.program.enabled': { en: 'Run a program', zh: '运行程序' },
  'alerts.field.program.argv': { en: 'Program', zh: '程序' },
  'alerts.field.program.argv.help': {
    en: 'Absolute path, then arguments; a word with blanks in double quotes. It lies in {folders}, belongs to root, and nobody else may write it. It runs as {user} and gets the alert as one line of JSON on standard input.',
    zh: '绝对路径，其后为参数；含空格的词用双引号。须位于 {folders}，属于 root 且他人不可写。以 {user} 身份运行，从标准输入得到一行 JSON。',
  },

  'alerts.field.repeat.count': { en: 'The same state at most', zh: '同一状态最多' },
  'alerts.field.repeat.count.help': {
    en: 'So often is the same state of the same server told within the time below.',
    zh: '在下面的时间内，同一服务器的同一状态最多通知这么多次。',
  },
  'alerts.field.repeat.perSec': { en: 'within', zh: '时间' },
  'alerts.field.digest.gatherSec': { en: 'Gather for', zh: '汇集时间' },
  'alerts.field.digest.gatherSec.help': {
    en: 'What happens within this time goes out together. 0: at once.',
    zh: '此时间内发生的事件一并发出。0 表示立即发出。',
  },
  'alerts.field.digest.from': { en: 'One digest from', zh: '合并起点' },
  'alerts.field.digest.from.help': {
    en: 'So many pieces of news, or more, become one message.',
    zh: '达到这么多条时合并为一条摘要。',
  },
  'alerts.field.digest.everySec': { en: 'Between digests', zh: '摘要间隔' },
  'alerts.field.digest.everySec.help': {
    en: 'The next digest comes no sooner than this.',
    zh: '下一条摘要至少间隔这么久。',
  },
  'alerts.field.flap.changes': { en: 'Flapping: changes', zh: '抖动：变化次数' },
  'alerts.field.flap.changes.help': {
    en: 'A server that changes so often within the time below is told once as flapping.',
    zh: '在下面的时间内变化这么多次的服务器，只通知一次“反复变化”。',
  },
  'alerts.field.flap.withinSec': { en: 'Flapping: within', zh: '抖动：时间' },
  'alerts.field.flap.calmSec': { en: 'Flapping: calm after', zh: '抖动：稳定时间' },
  'alerts.field.flap.calmSec.help': {
    en: 'Without a change for so long it counts as calm, and how it is then is told.',
    zh: '这么久没有变化则视为稳定，并通知其当前状态。',
  },
  'alerts.times': { en: 'times', zh: '次' },
  'alerts.messages': { en: 'messages', zh: '条' },
} as const satisfies Area

const bad = {
  'alerts.bad.missing': { en: 'This is needed.', zh: '此项必填。' },
  'alerts.bad.number': {
    en: 'A whole number from {least, number, ::group-off} to {most, number, ::group-off} is needed.',
    zh: '需要 {least, number, ::group-off} 到 {most, number, ::group-off} 之间的整数。',
  },
  'alerts.bad.flag': { en: '1 or 0 is needed.', zh: '只能是 1 或 0。' },
  'alerts.bad.choice': { en: 'One of these is needed: {known}', zh: '只能是其中之一：{known}' },
  'alerts.bad.topic': { en: 'Only these are known: {known}', zh: '仅支持：{known}' },
  'alerts.bad.url': {
    en: 'A web address that begins with https:// or http:// is needed, without user name and password.',
    zh: '需要以 https:// 或 http:// 开头的地址，不含用户名和密码。',
  },
  'alerts.bad.secret': {
    en: 'At least {least, number} printable characters are needed.',
    zh: '至少需要 {least, number} 个可打印字符。',
  },
  'alerts.bad.mailbox': { en: '“{value}” is no mail address.', zh: '“{value}”不是邮件地址。' },
  'alerts.bad.mailboxes': { en: 'At most {most, number} addresses.', zh: '最多 {most, number} 个地址。' },
  'alerts.bad.host': { en: 'A host name or an address is needed.', zh: '需要主机名或地址。' },
  'alerts.bad.login': { en: 'Only printable characters, and not too many.', zh: '只能是可打印字符，且不能过长。' },
  'alerts.bad.clear': {
    en: 'A password never goes over the network in the clear: choose STARTTLS or TLS, or leave out the user name.',
    zh: '密码不会以明文传输：请选择 STARTTLS 或 TLS，或不填用户名。',
  },
  'alerts.bad.again': {
    en: 'Type the password again: the one that is kept was for another server, port, user or a safer connection.',
    zh: '请重新输入密码：已保存的密码用于其他服务器、端口、用户，或更安全的连接。',
  },
  'alerts.bad.argv': {
    en: 'An absolute path and its arguments are needed, at most {most, number} words.',
    zh: '需要绝对路径及其参数，最多 {most, number} 个词。',
  },
  'alerts.bad.quotes': {
    en: 'A quote is not closed, or stands inside a word.',
    zh: '引号没有成对，或位于词的中间。',
  },
} as const satisfies Area

export const alertsPanel = { ...page, ...fields, ...bad } as const satisfies Area
