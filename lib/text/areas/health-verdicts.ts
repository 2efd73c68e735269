import type { Area } from '../index'

/** What a check found, in words. Codes: lib/health/verdict.ts */
export const verdicts = {
  'health.result.up': { en: 'up', zh: '正常' },
  'health.result.down': { en: 'down', zh: '故障' },
  'health.result.unknown': { en: 'not checked', zh: '未能检查' },
  'health.verdict.connected': { en: 'The connection was accepted.', zh: '连接已被接受。' },
  'health.verdict.sent': {
    en: 'The connection was accepted and took what was sent.',
    zh: '连接已被接受，数据已发出。',
  },
  'health.verdict.answered': { en: 'The answer is as expected.', zh: '应答符合预期。' },
  'health.verdict.udp-silent': {
    en: 'Nothing refused the datagram. Without an expected answer, silence counts as up over UDP.',
    zh: '数据报未被拒绝。UDP 未设预期应答时，无应答视为正常。',
  },
  'health.verdict.udp-answered': { en: 'The server answered.', zh: '服务器有应答。' },
  'health.verdict.program-ok': { en: 'The program ended well.', zh: '程序正常结束。' },
  'health.verdict.bundled-ok': { en: '{check}: {detail}', zh: '{check}：{detail}' },
  'health.verdict.refused': { en: 'The server refuses connections ({error}).', zh: '服务器拒绝连接（{error}）。' },
  'health.verdict.unreachable': { en: 'There is no way to the server ({error}).', zh: '服务器不可达（{error}）。' },
  'health.verdict.connect-timeout': {
    en: 'No connection within {seconds, number} seconds.',
    zh: '{seconds, number} 秒内未能建立连接。',
  },
  'health.verdict.send-timeout': {
    en: 'The server did not take what was sent within {seconds, number} seconds.',
    zh: '服务器在 {seconds, number} 秒内未接收所发数据。',
  },
  'health.verdict.answer-timeout': {
    en: 'No answer within {seconds, number} seconds.',
    zh: '{seconds, number} 秒内没有应答。',
  },
  'health.verdict.answer-short': {
    en: 'After {seconds, number} seconds the answer was still too short ({bytes, plural, one {# byte} other {# bytes}}).',
    zh: '{seconds, number} 秒后应答仍然过短（{bytes, number} 字节）。',
  },
  'health.verdict.closed-early': {
    en: 'The server closed the connection after {bytes, plural, =0 {no byte at all} one {# byte} other {# bytes}}.',
    zh: '服务器在发送 {bytes, number} 字节后关闭了连接。',
  },
  'health.verdict.reset': { en: 'The server reset the connection ({error}).', zh: '服务器重置了连接（{error}）。' },
  'health.verdict.mismatch': {
    en: 'The answer does not begin as expected.',
    zh: '应答的开头与预期不符。',
  },
  'health.verdict.no-match': {
    en: 'The answer does not match the regular expression.',
    zh: '应答与正则表达式不匹配。',
  },
  'health.verdict.too-long': {
    en: 'The regular expression does not match in the first 4096 bytes of the answer.',
    zh: '应答的前 4096 字节与正则表达式不匹配。',
  },
  'health.verdict.socket-error': { en: 'The connection failed ({error}).', zh: '连接失败（{error}）。' },
  'health.verdict.tls-error': { en: 'TLS failed ({error}).', zh: 'TLS 失败（{error}）。' },
  'health.verdict.program-exit': {
    en: 'The program ended with status {status, number}.',
    zh: '程序以状态 {status, number} 结束。',
  },
  'health.verdict.program-signal': {
    en: 'The program was ended by signal {signal}.',
    zh: '程序被信号 {signal} 终止。',
  },
  'health.verdict.program-timeout': {
    en: 'The program did not end within {seconds, number} seconds and was killed.',
    zh: '程序在 {seconds, number} 秒内未结束，已被终止。',
  },
  'health.verdict.program-mismatch': {
    en: 'The program’s output does not begin as expected.',
    zh: '程序的输出与预期不符。',
  },
  'health.verdict.program-flood': {
    en: 'The program printed more than {bytes, number} bytes and was killed.',
    zh: '程序输出超过 {bytes, number} 字节，已被终止。',
  },
  'health.verdict.bundled-down': {
    en: '{check}: {reason, select, status {wrong status} header {header missing or different} body {text not found in the page} expires {certificate ends too soon} certificate {certificate not accepted} rcode {name server reports} answer {unexpected reply} greeting {unexpected greeting} error {server reports} protocol {not this protocol} closed {connection closed} silent {no answer} tooLong {reply too long} other {not well}} {detail}',
    zh: '{check}：{reason, select, status {状态码不符} header {缺少报头或其值不符} body {页面中没有该文本} expires {证书即将到期} certificate {证书未被接受} rcode {域名服务器返回} answer {意外的应答} greeting {意外的问候} error {服务器报告} protocol {不是此协议} closed {连接已关闭} silent {没有应答} tooLong {应答过长} other {异常}} {detail}',
  },
  'health.verdict.bundled-timeout': {
    en: '{check}: not done within {seconds, number} seconds.',
    zh: '{check}：{seconds, number} 秒内未完成。',
  },
  'health.verdict.own-fault': {
    en: 'The check could not be made: a fault of this router ({error}). The server keeps its state.',
    zh: '未能检查：本路由器自身的故障（{error}）。服务器状态保持不变。',
  },
  'health.verdict.regex-invalid': {
    en: 'The regular expression cannot be used. The server keeps its state.',
    zh: '正则表达式无法使用。服务器状态保持不变。',
  },
  'health.verdict.program-refused': {
    en: 'The program may not run: {reason, select, notAbsolute {its path is not absolute} outside {it lies outside the allowed folders} missing {it does not exist} notAFile {it is not a file} notExecutable {it is not executable} owner {it does not belong to root} writable {others than root can write it} noUser {there is no such user to run it as} other {it was refused}} ({path}). The server keeps its state.',
    zh: '不允许运行该程序：{reason, select, notAbsolute {路径不是绝对路径} outside {不在允许的目录中} missing {不存在} notAFile {不是文件} notExecutable {不可执行} owner {不属于 root} writable {root 以外的用户可写} noUser {没有可用来运行它的用户} other {被拒绝}}（{path}）。服务器状态保持不变。',
  },
  'health.verdict.program-failed': {
    en: 'The program could not be started: {why}. The server keeps its state.',
    zh: '程序无法启动：{why}。服务器状态保持不变。',
  },
  'health.verdict.bundled-usage': {
    en: '{check}: wrong or missing option: {detail}. The server keeps its state.',
    zh: '{check}：选项错误或缺失：{detail}。服务器状态保持不变。',
  },
  'health.verdict.internal': {
    en: 'The check was given up. The server keeps its state.',
    zh: '检查已放弃。服务器状态保持不变。',
  },
  'health.said.sent': { en: 'Sent: {text}', zh: '已发送：{text}' },
  'health.said.got': { en: 'Came: {text}', zh: '收到：{text}' },
  'health.said.expected': { en: 'Expected: {text}', zh: '预期：{text}' },
  'health.said.nothing': { en: 'nothing', zh: '无' },
} as const satisfies Area

/** The checks that run inside the agent. */
export const bundled = {
  'health.bundled.http': {
    en: 'Web server: status (200-399, or --status), --header NAME:TEXT, --body TEXT, --path, --host, --method.',
    zh: 'Web 服务器：状态码（200-399 或 --status）、--header 名称:文本、--body 文本、--path、--host、--method。',
  },
  'health.bundled.https': {
    en: 'Web server over TLS: as http, and --days N that the certificate must still be valid; --verify checks chain and name.',
    zh: 'TLS Web 服务器：同 http，另有 --days N（证书剩余有效天数）；--verify 检查证书链和名称。',
  },
  'health.bundled.dns': {
    en: 'Name server: asks for --name, --type; --answer ADDRESS must be among the answers; --any takes every answer.',
    zh: '域名服务器：查询 --name、--type；--answer 地址须在应答中；--any 接受任何应答。',
  },
  'health.bundled.smtp': {
    en: 'Mail server: greeting 220 and HELO (--helo NAME).',
    zh: '邮件服务器：220 问候及 HELO（--helo 名称）。',
  },
  'health.bundled.ftp': {
    en: 'FTP server: greeting 220 and an answer before log-in.',
    zh: 'FTP 服务器：220 问候及登录前的应答。',
  },
  'health.bundled.mysql': {
    en: 'MySQL, MariaDB: greeting and log-in without a password (--user NAME); a refused user counts as up.',
    zh: 'MySQL、MariaDB：问候及无密码登录（--user 名称）；用户被拒绝也视为正常。',
  },
  'health.bundled.postgres': {
    en: 'PostgreSQL: start-up message (--user, --database); a refused user counts as up, starting up or full as down.',
    zh: 'PostgreSQL：启动消息（--user、--database）；用户被拒绝视为正常，启动中或连接已满视为故障。',
  },
  'health.bundled.redis': {
    en: 'Redis, Valkey: PING; a demand for a password counts as up.',
    zh: 'Redis、Valkey：PING；要求密码也视为正常。',
  },
  'health.bundled.ldap': {
    en: 'LDAP: an anonymous bind; a refusal counts as up, busy or unavailable as down.',
    zh: 'LDAP：匿名绑定；被拒绝视为正常，忙或不可用视为故障。',
  },
  'health.bundled.radius': {
    en: 'RADIUS: Status-Server with the shared --secret WORD.',
    zh: 'RADIUS：以共享密钥 --secret 发送 Status-Server。',
  },
  'health.bundled.icmp': { en: 'One echo request (ping).', zh: '一次回显请求（ping）。' },
} as const satisfies Area
