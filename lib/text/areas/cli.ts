import type { Area } from '../index'

/** What the command `arapaima` says. */
export const cli = {
  'cli.help.head': {
    en: 'arapaima: console and router agent for Linux Virtual Server',
    zh: 'arapaima：Linux 虚拟服务器（LVS）的控制台与路由器代理',
  },
  'cli.help.foot': {
    en: '“arapaima VERB --help” says more. All verbs that print take --json. Exit status: 0 done, 1 problems or refused, 2 usage, 3 file cannot be read or written, 4 changed meanwhile, 5 agent unreachable, 6 (plan) something to do.',
    zh: '“arapaima 动词 --help”显示更多说明。所有输出结果的动词都接受 --json。退出状态：0 完成，1 有问题或被拒绝，2 用法错误，3 文件无法读写，4 期间已变化，5 无法连接代理，6（plan）有待执行的操作。',
  },
  'cli.verb.check': { en: 'what is wrong with an lvs.cf', zh: '检查 lvs.cf 中的问题' },
  'cli.verb.get': { en: 'the value of a key, or a block', zh: '显示一个关键字或一个块的值' },
  'cli.verb.set': { en: 'change values; every other byte stays', zh: '更改值；其余字节不变' },
  'cli.verb.add': { en: 'add a virtual or real server', zh: '添加虚拟服务器或真实服务器' },
  'cli.verb.remove': { en: 'remove a key or a block', zh: '删除一个关键字或一个块' },
  'cli.verb.rename': { en: 'give a block another name', zh: '重命名一个块' },
  'cli.verb.plan': { en: 'what an apply would do', zh: '显示应用将执行的操作' },
  'cli.verb.apply': { en: 'make the saved files the running ones', zh: '使已保存的文件生效' },
  'cli.verb.repair': { en: 'make the kernel equal to what is running again', zh: '使内核重新与运行中的修订版一致' },
  'cli.verb.status': { en: 'saved, running, kernel, and how they differ', zh: '已保存、运行中、内核三者的状态与差异' },
  'cli.verb.log': { en: 'the journal: who did what', zh: '日志：谁做了什么' },
  'cli.verb.passwd': { en: 'set the password of an account of the console', zh: '设置控制台帐户的密码' },
  'cli.verb.agent': { en: 'the agent (a process)', zh: '代理（进程）' },
  'cli.verb.console': { en: 'the web console (a process)', zh: 'Web 控制台（进程）' },
  'cli.verb.up': { en: 'agent and console, kept running', zh: '同时运行并维持代理与控制台' },
  'cli.more.plan': {
    en: 'Without arguments it asks the agent about the saved files. With --actual it works alone: FILE (or the saved lvs.cf) against a table printed by “ipvsadm -S -n” (/dev/null = an empty one); chains, settings and addresses then count as being there. Exit status 6: there is something to do.',
    zh: '不带参数时向代理询问已保存的文件。使用 --actual 时独立工作：将 FILE（或已保存的 lvs.cf）与“ipvsadm -S -n”输出的表（/dev/null 表示空表）比较；此时链、内核设置和地址视为已存在。退出状态 6：有待执行的操作。',
  },
  'cli.more.apply': {
    en: 'Shows the plan, asks, and does exactly that plan. --yes does not ask; without a terminal it is needed. --note goes into the journal. With --json the plan is not shown and the answer is JSON.',
    zh: '显示计划，询问后严格按该计划执行。--yes 不询问；没有终端时必须使用。--note 写入日志。使用 --json 时不显示计划，结果为 JSON。',
  },
  'cli.more.repair': {
    en: 'Puts changes made by hand back to what was applied. On a terminal it shows them and asks first, unless --yes is given.',
    zh: '将手工更改恢复为已应用的状态。在终端上先显示并询问，除非给出 --yes。',
  },
  'cli.more.status': {
    en: 'Exit status 0 when saved, running and kernel agree and nothing is wrong, else 1.',
    zh: '已保存、运行中、内核一致且没有问题时退出状态为 0，否则为 1。',
  },
  'cli.more.log': {
    en: '-n COUNT: how many entries, 1 to 999 (50). Exit status 1 when the journal was tampered with.',
    zh: '-n COUNT：显示的条数，1 到 999（默认 50）。日志被篡改时退出状态为 1。',
  },
  'cli.more.passwd': {
    en: 'USER is admin if not given. The password is asked for twice; without a terminal it is the first line of standard input. It is never taken from the arguments.',
    zh: '未给出 USER 时为 admin。密码需输入两次；没有终端时取标准输入的第一行。绝不从参数中读取密码。',
  },
  'cli.more.agent': {
    en: 'Owns the kernel of this network namespace. HUP applies the saved files; TERM ends the process and leaves the kernel serving.',
    zh: '管理此网络命名空间的内核状态。HUP 应用已保存的文件；TERM 结束进程，内核继续提供服务。',
  },
  'cli.more.console': {
    en: 'Listens on ARAPAIMA_LISTEN (127.0.0.1) port ARAPAIMA_PORT (3636).',
    zh: '监听 ARAPAIMA_LISTEN（127.0.0.1）的 ARAPAIMA_PORT（3636）端口。',
  },
  'cli.more.up': {
    en: 'Starts both processes and restarts one that ends. As root the console runs as ARAPAIMA_USER. TERM ends both.',
    zh: '启动两个进程，并在其中一个结束时重新启动它。以 root 运行时，控制台以 ARAPAIMA_USER 身份运行。TERM 结束两者。',
  },
  'cli.unknownVerb': { en: 'There is no verb “{verb}”.', zh: '没有动词“{verb}”。' },
  'cli.unknownOption': { en: 'There is no option {option}.', zh: '没有选项 {option}。' },
  'cli.didYouMean': { en: 'Did you mean “{word}”?', zh: '是否想写“{word}”？' },
  'cli.needsValue': { en: '{option} needs a value.', zh: '{option} 需要一个值。' },
  'cli.takesNoValue': { en: '{option} takes no value.', zh: '{option} 不接受值。' },
  'cli.tooMany': { en: '“{word}” is one word too many.', zh: '多余的参数“{word}”。' },
  'cli.usage': { en: 'Called wrongly: {why}', zh: '用法错误：{why}' },
  'cli.badRole': {
    en: 'The role is active or standby, not “{value}”.',
    zh: '角色为 active 或 standby，不能是“{value}”。',
  },
  'cli.badCount': { en: 'A number from 1 to 999, not “{value}”.', zh: '应为 1 到 999 的数字，不能是“{value}”。' },
  'cli.launcherOnly': {
    en: '“{verb}” is started by bin/arapaima, not by the bundle.',
    zh: '“{verb}”由 bin/arapaima 启动，而不是由打包文件启动。',
  },
  'cli.noFile': { en: 'There is no file {path}.', zh: '文件 {path} 不存在。' },
  'cli.planNeedsActual': {
    en: 'A plan for a FILE or a role needs --actual SAVE (output of “ipvsadm -S -n”, or /dev/null for an empty table).',
    zh: '为 FILE 或指定角色制定计划需要 --actual SAVE（“ipvsadm -S -n”的输出，或用 /dev/null 表示空表）。',
  },
  'cli.nothingToDo': { en: 'Nothing to do.', zh: '无需任何操作。' },
  'cli.cuts': {
    en: '{count, plural, one {# established connection ends} other {# established connections end}} by this.',
    zh: '此操作将结束 {count} 个已建立的连接。',
  },
  'cli.foreign': {
    en: '{count, plural, one {# entry is} other {# entries are}} not managed here and left alone.',
    zh: '{count} 个条目不受此处管理，保持不变。',
  },
  'cli.needsYes': { en: 'Nobody can be asked here: use --yes.', zh: '此处无法询问：请使用 --yes。' },
  'cli.askApply': { en: 'Do this? [y/N]', zh: '执行以上操作？[y/N]' },
  'cli.askRepair': {
    en: 'Make the kernel equal to the running revision? [y/N]',
    zh: '使内核与运行中的修订版一致？[y/N]',
  },
  'cli.notDone': { en: 'Nothing was done.', zh: '未做任何更改。' },
  'cli.applied': {
    en: 'Done: {count, plural, =0 {nothing had to be changed} one {# operation} other {# operations}}, read back and equal. Running is revision {revision}.',
    zh: '完成：{count, plural, =0 {无需更改} other {# 项操作}}，已回读并确认一致。运行中为修订版 {revision}。',
  },
  'cli.applyFailed': {
    en: 'Failed after {count, plural, one {# operation} other {# operations}}, at:',
    zh: '完成 {count} 项操作后失败：',
  },
  'cli.remaining': {
    en: '{count, plural, =0 {Nothing remains} one {# operation remains} other {# operations remain}}:',
    zh: '尚有 {count} 项操作未完成：',
  },
  'cli.driftLine': {
    en: 'changed by hand: {key} {field}: {wanted} → {actual}',
    zh: '被手工更改：{key} {field}：{wanted} → {actual}',
  },
  'cli.status.agent': {
    en: 'agent    {version} on {host} since {since} UTC',
    zh: '代理    {version}，主机 {host}，自 {since} UTC',
  },
  'cli.status.active': { en: 'role     active', zh: '角色    主用（active）' },
  'cli.status.standby': { en: 'role     standby', zh: '角色    备用（standby）' },
  'cli.status.saved': {
    en: 'saved    r{number, number, ::group-off} {hash} by {by}, {at} UTC',
    zh: '已保存  r{number, number, ::group-off} {hash}，{by}，{at} UTC',
  },
  'cli.status.savedByHand': {
    en: 'saved    {hash}, no revision (edited by hand, or nothing was saved yet)',
    zh: '已保存  {hash}，不是修订版（手工编辑，或尚未保存）',
  },
  'cli.status.running': {
    en: 'running  r{number, number, ::group-off} {hash}{same, plural, =0 {, differs from saved} other {, as saved}}',
    zh: '运行中  r{number, number, ::group-off} {hash}{same, plural, =0 {，与已保存的不同} other {，与已保存的相同}}',
  },
  'cli.status.runningNothing': { en: 'running  nothing was applied yet', zh: '运行中  尚未应用' },
  'cli.status.kernelFree': { en: 'kernel   not touched so far', zh: '内核    尚未改动' },
  'cli.status.kernelEqual': { en: 'kernel   equals the running revision', zh: '内核    与运行中的修订版一致' },
  'cli.status.kernelDiffers': {
    en: 'kernel   differs from the running revision ({drift, plural, one {# change by hand} other {# changes by hand}})',
    zh: '内核    与运行中的修订版不同（{drift} 处手工更改）',
  },
  'cli.status.foreign': { en: 'not managed here: {key}', zh: '不受此处管理：{key}' },
  'cli.status.retired': {
    en: 'retired: {key}, {active} active and {inactive} inactive connections, at the latest until {until} UTC',
    zh: '已退役：{key}，活动连接 {active}，非活动连接 {inactive}，最迟至 {until} UTC',
  },
  'cli.status.tools': { en: 'tools    {tools}', zh: '工具    {tools}' },
  'cli.log.broken': {
    en: 'The journal was tampered with or damaged: entry {seq, number, ::group-off} does not follow from the one before.',
    zh: '日志被篡改或已损坏：第 {seq, number, ::group-off} 条与前一条不连续。',
  },
  'cli.passwd.ask': { en: 'Password for {user}: ', zh: '{user} 的密码：' },
  'cli.passwd.again': { en: 'Again: ', zh: '再次输入：' },
  'cli.passwd.made': { en: 'Account “{user}” made.', zh: '已创建帐户“{user}”。' },
  'cli.passwd.changed': {
    en: 'Password of “{user}” changed; its sessions are ended.',
    zh: '已更改“{user}”的密码；其会话已结束。',
  },
  'cli.agentReady': {
    en: 'arapaima agent: {role}, listening on {socket}',
    zh: 'arapaima 代理：{role}，监听 {socket}',
  },
  'cli.agentEnded': {
    en: 'arapaima agent: ended by {signal}; the kernel keeps serving',
    zh: 'arapaima 代理：因 {signal} 结束；内核继续提供服务',
  },
} as const satisfies Area
