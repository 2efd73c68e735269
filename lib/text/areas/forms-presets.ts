import type { Area } from '../index'

/** Ready-made checks of MONITORING SCRIPTS: what each takes for a working server, with the options of the bundled programs. */
export const formsPresets = {
  'forms.presets.title': { en: 'Ready-made checks', zh: '现成的检查' },
  'forms.presets.lead': {
    en: 'Choosing one fills in the form above; nothing is saved before you press Accept. Those for this virtual server’s protocol and port come first.',
    zh: '选择后只填入上方表单，按“接受”之前不会保存。适用于本虚拟服务器协议和端口的排在前面。',
  },
  'forms.presets.name': { en: 'Check', zh: '检查' },
  'forms.presets.well': { en: 'A server is well if', zh: '服务器正常的条件' },
  'forms.presets.fills': { en: 'Fills in', zh: '填入' },
  'forms.presets.blank': { en: 'all four blank', zh: '四项全部留空' },
  'forms.presets.use': { en: 'Use {name}', zh: '使用 {name}' },
  'forms.presets.filled': {
    en: 'The check “{name}” is filled in below. Accept saves it; until then nothing changed.',
    zh: '已在下方填入检查“{name}”。按“接受”保存，此前没有任何更改。',
  },
  'forms.presets.others': {
    en: 'For other protocols and ports ({count})',
    zh: '用于其他协议和端口（{count}）',
  },
  'forms.presets.inside': {
    en: 'Programs under {folder} run inside the agent: no process is started for them. A program of your own stands in one of {folders}, belongs to root, and nobody else may write it or a folder above it; it runs as the user arapaima-check, without a shell, and is ended after the service timeout.',
    zh: '{folder} 下的程序在代理内部运行，不会启动进程。自备程序须放在以下目录之一：{folders}；文件及其各级上层目录须归 root 所有且他人不可写。它以用户 arapaima-check 运行，不经过 shell，超过服务超时即被终止。',
  },
  'forms.preset.connect': { en: 'it accepts a connection', zh: '能够接受连接' },
  'forms.preset.web': {
    en: 'it answers HEAD with an HTTP response, whatever its status',
    zh: '对 HEAD 请求返回 HTTP 响应，不论状态码',
  },
  'forms.preset.web-status': { en: 'its front page has a status of 2xx or 3xx', zh: '首页状态码为 2xx 或 3xx' },
  'forms.preset.ftp-greeting': { en: 'it greets with 220', zh: '以 220 应答' },
  'forms.preset.ssh': { en: 'it greets with its SSH version', zh: '返回 SSH 版本' },
  'forms.preset.telnet': { en: 'it says anything at all', zh: '返回任意内容' },
  'forms.preset.smtp-greeting': { en: 'it greets with 220', zh: '以 220 应答' },
  'forms.preset.pop3': { en: 'it greets with +OK', zh: '以 +OK 应答' },
  'forms.preset.imap': { en: 'it greets with * OK', zh: '以 * OK 应答' },
  'forms.preset.lpd': { en: 'it answers with its name', zh: '返回其名称' },
  'forms.preset.http': {
    en: 'the page has the status asked for. Options: --path, --host, --method, --status 200-299,304, --header NAME:TEXT, --body TEXT (in the first 64 KiB)',
    zh: '页面状态码符合要求。选项：--path、--host、--method、--status 200-299,304、--header NAME:TEXT、--body TEXT（前 64 KiB 内）',
  },
  'forms.preset.https': {
    en: 'the same over TLS, and the certificate is valid for --days more. Also --verify: chain and name',
    zh: '同上，经 TLS，且证书至少还有 --days 天有效。另有 --verify：验证证书链和名称',
  },
  'forms.preset.dns': {
    en: 'it answers a question without an error. Options: --name, --type, --answer ADDRESS (has to be among the answers), --any (any answer, errors too)',
    zh: '能无错误地回答查询。选项：--name、--type、--answer ADDRESS（须在应答中）、--any（任何应答，包括错误）',
  },
  'forms.preset.smtp': {
    en: 'it greets with 220 and takes HELO with 250. Option: --helo NAME',
    zh: '以 220 应答，并以 250 接受 HELO。选项：--helo NAME',
  },
  'forms.preset.ftp': { en: 'it greets with 220 and answers NOOP', zh: '以 220 应答，并回应 NOOP' },
  'forms.preset.mysql': {
    en: 'it greets and answers a log-in, which may be refused: so the router is not counted as a failed host. Option: --user',
    zh: '发出问候并回应登录（可以被拒绝）：这样路由器不会被计为失败主机。选项：--user',
  },
  'forms.preset.postgres': {
    en: 'it asks for a password or refuses the user; starting up, shutting down or full is down. Options: --user, --database',
    zh: '要求密码或拒绝用户；正在启动、关闭或连接已满视为故障。选项：--user、--database',
  },
  'forms.preset.redis': { en: 'it answers PING, or wants a password', zh: '回应 PING，或要求密码' },
  'forms.preset.ldap': {
    en: 'it answers an anonymous bind and is neither busy nor unavailable',
    zh: '回应匿名绑定，且不处于繁忙或不可用状态',
  },
  'forms.preset.radius': {
    en: 'it signs its answer to Status-Server with the shared secret. Option: --secret (stands readable in lvs.cf)',
    zh: '以共享密钥签名回应 Status-Server。选项：--secret（在 lvs.cf 中可读）',
  },
  'forms.preset.icmp': { en: 'it answers an echo request', zh: '回应 echo 请求' },
} as const satisfies Area
