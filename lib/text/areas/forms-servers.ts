import type { Area } from '../index'

/** REAL SERVER and MONITORING SCRIPTS; help says what really happens. */
export const formsServers = {
  // REAL SERVER
  'forms.servers.caption': { en: 'Real servers of {name}', zh: '{name} 的真实服务器' },
  'forms.servers.none': { en: 'No real server yet', zh: '还没有真实服务器' },
  'forms.servers.noneLead': {
    en: 'Without one, clients of this virtual server get no answer.',
    zh: '没有真实服务器时，此虚拟服务器的客户端得不到应答。',
  },
  'forms.servers.status': { en: 'Status', zh: '状态' },
  'forms.servers.name': { en: 'Name', zh: '名称' },
  'forms.servers.address': { en: 'Address', zh: '地址' },
  'forms.servers.port': { en: 'Port', zh: '端口' },
  'forms.servers.weight': { en: 'Weight', zh: '权重' },
  'forms.servers.back': { en: 'Cancel', zh: '取消' },
  'forms.servers.inherited': { en: '{port} (from the virtual server)', zh: '{port}（来自虚拟服务器）' },
  'forms.server.title': { en: 'Real server', zh: '真实服务器' },
  'forms.server.new': { en: 'Add a real server', zh: '添加真实服务器' },
  'forms.server.newLead': {
    en: 'Starts inactive, as in Piranha: activate it in the list.',
    zh: '与 Piranha 一样，新建后未激活：请在列表中激活。',
  },
  'forms.server.name': { en: 'Name', zh: '名称' },
  'forms.server.name.help': { en: 'Yours to choose; it need not be a host name.', zh: '可自行决定，不必是主机名。' },
  'forms.server.address': { en: 'Address', zh: '地址' },
  'forms.server.address.help': {
    en: 'The real server’s own address, without a port.',
    zh: '真实服务器自身的地址，不带端口。',
  },
  'forms.server.port': { en: 'Port', zh: '端口' },
  'forms.server.port.help': {
    en: 'Leave blank to default to the virtual server’s application port ({port}).',
    zh: '留空则采用虚拟服务器的应用程序端口（{port}）。',
  },
  'forms.server.port.direct': {
    en: 'Leave blank to default to the virtual server’s application port ({port}). Direct routing and tunneling cannot change the port.',
    zh: '留空则采用虚拟服务器的应用程序端口（{port}）。直接路由和隧道方式不能更改端口。',
  },
  'forms.server.port.mark': {
    en: 'Leave blank to default to the virtual server’s application port ({port}). Under a firewall mark it is the port of the check only.',
    zh: '留空则采用虚拟服务器的应用程序端口（{port}）。使用防火墙标记时，它只是检查用的端口。',
  },
  'forms.server.weight': { en: 'Weight', zh: '权重' },
  'forms.server.weight.help': {
    en: 'Its capacity in relation to the others: 2 gets twice as much as 1. Blank is 1. 0 drains: open connections stay, new clients go elsewhere.',
    zh: '相对于其他服务器的处理能力：2 得到的请求是 1 的两倍。留空为 1。0 表示排空：保留已有连接，新客户端转到其他服务器。',
  },
  'forms.server.deleteTitle': { en: 'Delete real server {name}?', zh: '删除真实服务器 {name}？' },
  'forms.server.deleteNow': {
    en: 'Now: its block leaves the virtual server {virtual} in lvs.cf. Clients notice nothing yet.',
    zh: '现在：该配置块将从 lvs.cf 的虚拟服务器 {virtual} 中移除。客户端暂时不受影响。',
  },
  'forms.server.deleteApply': {
    en: 'When you apply: {address} leaves the table at once, and its open connections end. To let them end by themselves, set its weight to 0 and apply first.',
    zh: '应用时：{address} 立即从转发表中移除，其已有连接随之中断。若要让连接自然结束，请先将权重设为 0 并应用。',
  },
  'forms.server.deleteLast': {
    en: 'It is the last active real server of {virtual}: after an apply clients get no answer.',
    zh: '它是 {virtual} 最后一台已激活的真实服务器：应用之后客户端将得不到应答。',
  },

  // MONITORING SCRIPTS
  'forms.scripts.title': { en: 'Monitoring scripts', zh: '监控脚本' },
  'forms.scripts.lead': {
    en: 'How a real server is asked whether it works. The text sent and the start of the answer, or a program that decides.',
    zh: '如何检查真实服务器是否正常：发送的文本与应答的开头，或由程序判断。',
  },
  'forms.scripts.current': { en: 'Current text', zh: '当前文本' },
  'forms.scripts.replacement': { en: 'Replacement text', zh: '替换文本' },
  'forms.scripts.caption': { en: 'What is sent and what is expected', zh: '发送与期望的内容' },
  'forms.scripts.what': { en: 'Setting', zh: '设置' },
  'forms.scripts.none': { en: 'none', zh: '无' },
  'forms.scripts.send_program': { en: 'Sending Program', zh: '发送程序' },
  'forms.scripts.send_program.clear': { en: 'No send program', zh: '不使用发送程序' },
  'forms.scripts.send_program.help': {
    en: 'Full path and arguments; %h is the real server’s address, %p its port. It goes before Send. Exit status 0 is up; with Expect its output must begin with it.',
    zh: '完整路径和参数；%h 为真实服务器地址，%p 为端口。优先于“发送”。退出状态 0 为正常；设有“期望”时，输出须以其开头。',
  },
  'forms.scripts.send': { en: 'Send', zh: '发送' },
  'forms.scripts.send.clear': { en: 'Blank send', zh: '清空发送' },
  'forms.scripts.send.help': {
    en: 'Printable characters; \\n new line, \\r carriage return, \\t tab, \\\\ a backslash. Blank: nothing is sent.',
    zh: '可打印字符；\\n 换行，\\r 回车，\\t 制表符，\\\\ 反斜杠。留空表示不发送。',
  },
  'forms.scripts.expect': { en: 'Expect', zh: '期望' },
  'forms.scripts.expect.clear': { en: 'Blank expect', zh: '清空期望' },
  'forms.scripts.expect.help': {
    en: 'What the answer begins with; * is any one byte. Blank with Send and program blank: port 80 is asked for a web page, any other port is only opened.',
    zh: '应答的开头；* 代表任意一个字节。若发送和程序也为空：端口 80 按网页检查，其他端口只尝试连接。',
  },
  'forms.scripts.use_regex': { en: 'Regular expression', zh: '正则表达式' },
  'forms.scripts.use_regex.label': {
    en: 'Treat expect string as a regular expression',
    zh: '将期望字符串视为正则表达式',
  },
  'forms.scripts.use_regex.help': {
    en: 'It may match anywhere in the first 4096 bytes of the answer, or of a program’s output. The syntax is RE2’s: POSIX extended, without back-references.',
    zh: '可匹配应答或程序输出前 4096 字节中的任意位置。语法为 RE2：POSIX 扩展正则，不含反向引用。',
  },
} as const satisfies Area
