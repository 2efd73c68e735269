import type { Area } from '../index'
import { lvscfCli } from './lvscf-cli'
import { lvscfKeys } from './lvscf-keys'
import { lvscfText } from './lvscf-text'

/** One sentence for each code of lib/lvscf/problems.ts: what was found, what would be right. `suggested` says if there is a did-you-mean. */
export const lvscf = {
  ...lvscfCli,
  ...lvscfKeys,
  ...lvscfText,

  'lvscf.NOT_A_NUMBER': {
    en: '“{got}” is not a whole number.{suggested, plural, =0 {} other { Did you mean {suggestion}?}}',
    zh: '“{got}”不是整数。{suggested, plural, =0 {} other {是否想写 {suggestion}？}}',
  },
  'lvscf.OUT_OF_RANGE': {
    en: '{got} is out of range: “{key}” takes {min, number, ::group-off} to {max, number, ::group-off}.',
    zh: '{got} 超出范围：“{key}”的取值为 {min, number, ::group-off} 到 {max, number, ::group-off}。',
  },
  'lvscf.NOT_A_BOOLEAN': {
    en: '“{key}” is 1 for yes or 0 for no, not “{got}”.{suggested, plural, =0 {} other { Did you mean {suggestion}?}}',
    zh: '“{key}”用 1 表示是，0 表示否，不能是“{got}”。{suggested, plural, =0 {} other {是否想写 {suggestion}？}}',
  },
  'lvscf.NOT_A_PORT': {
    en: '“{got}” is not a port number{names, plural, =0 {; only a number may stand here} other { and not a tcp service of /etc/services}}.{suggested, plural, =0 {} other { Did you mean {suggestion}?}}',
    zh: '“{got}”不是端口号{names, plural, =0 {，这里只能写数字} other {，也不是 /etc/services 中的 tcp 服务名}}。{suggested, plural, =0 {} other {是否想写 {suggestion}？}}',
  },
  'lvscf.NOT_AN_ADDRESS': {
    en: '“{got}” is not an IP address that can be used here. Write it in digits, like 192.0.2.10 or 2001:db8::10.',
    zh: '“{got}”不是这里可用的 IP 地址。请用数字形式书写，例如 192.0.2.10 或 2001:db8::10。',
  },
  'lvscf.ADDRESS_ZERO': {
    en: '“{key}” cannot be {got}. Give a real address, or remove the line.',
    zh: '“{key}”不能是 {got}。请填写真实地址，或删除这一行。',
  },
  'lvscf.DEVICE_MISSING': {
    en: '“{key}” is an address and a device, like: 192.0.2.10 eth0:1',
    zh: '“{key}”由地址和设备组成，例如：192.0.2.10 eth0:1',
  },
  'lvscf.NOT_AN_INTERFACE': {
    en: '“{got}” is not a network device: at most 15 characters, no blank and no /, not beginning with a dash; an alias follows a colon (eth0:1).',
    zh: '“{got}”不是网络设备名：最多 15 个字符，不含空格和 /，不以短横线开头；别名写在冒号后（eth0:1）。',
  },
  'lvscf.NOT_A_MASK': {
    en: '“{got}” is not a netmask. Write it like 255.255.255.0, or as prefix length like 24.',
    zh: '“{got}”不是子网掩码。请写作 255.255.255.0，或用前缀长度，例如 24。',
  },
  'lvscf.MASK_HOLES': {
    en: '{got} is not a netmask: its ones must stand together, as in 255.255.255.0.',
    zh: '{got} 不是子网掩码：二进制中的 1 必须连续，例如 255.255.255.0。',
  },
  'lvscf.NOT_A_CHOICE': {
    en: '“{got}” is not possible for “{key}”. Possible are: {choices}.{suggested, plural, =0 {} other { Did you mean “{suggestion}”?}}',
    zh: '“{key}”不能是“{got}”。可用的值：{choices}。{suggested, plural, =0 {} other {是否想写“{suggestion}”？}}',
  },
  'lvscf.SCHEDULER_FLAG': {
    en: 'This scheduler has no flag “{flag}”. Its flags: {choices}',
    zh: '该调度算法没有标志“{flag}”。可用的标志：{choices}',
  },
  'lvscf.OPS_NEEDS_UDP': {
    en: 'One-packet scheduling (ops) works with udp only.',
    zh: '单包调度（ops）只能用于 udp。',
  },

  'lvscf.SAME_SERVICE': {
    en: 'The service {service} is already that of {other} (line {otherLine}). Two active virtual servers cannot be the same service.',
    zh: '服务 {service} 已属于 {other}（第 {otherLine} 行）。两个启用的虚拟服务器不能是同一个服务。',
  },
  'lvscf.SAME_SERVER': {
    en: 'This real server is already in “{virtual}” as {other} (line {otherLine}).',
    zh: '该真实服务器已作为 {other}（第 {otherLine} 行）存在于“{virtual}”中。',
  },
  'lvscf.MARK_UNEQUAL': {
    en: 'Virtual servers with one firewall mark are one service, so {what, select, servers {the addresses and weights of their active real servers} other {their “{what}”}} must be equal: this differs from {other} (line {otherLine}, mark {mark, number, ::group-off}).',
    zh: '防火墙标记相同的虚拟服务器是同一个服务，因此{what, select, servers {启用的真实服务器的地址和权重} other {“{what}”}}必须相同：此处与 {other}（第 {otherLine} 行，标记 {mark, number, ::group-off}）不同。',
  },
  'lvscf.MARK_COVERS': {
    en: 'Packets to {service} get the firewall mark {mark, number, ::group-off} of {other} (line {otherLine}), so they would never reach this virtual server. Give both the same mark, or another port.',
    zh: '发往 {service} 的数据包会被打上 {other}（第 {otherLine} 行）的防火墙标记 {mark, number, ::group-off}，永远到不了这个虚拟服务器。请使用相同的标记，或改用其他端口。',
  },
  'lvscf.VIP_TWO_DEVICES': {
    en: 'The virtual IP {vip} is on {device} here and on {otherDevice} in {other} (line {otherLine}). It can be on one device only.',
    zh: '虚拟 IP {vip} 在此处位于 {device}，而在 {other}（第 {otherLine} 行）中位于 {otherDevice}。它只能位于一个设备上。',
  },
  'lvscf.VIP_TWO_MASKS': {
    en: 'The virtual IP {vip} has the prefix length {prefix} here and {otherPrefix} in {other} (line {otherLine}). It can have one mask only.',
    zh: '虚拟 IP {vip} 在此处的前缀长度为 {prefix}，而在 {other}（第 {otherLine} 行）中为 {otherPrefix}。它只能有一个掩码。',
  },
  'lvscf.FAMILY_MIXED': {
    en: '{got} and the virtual IP are not of one address family. IPv4 and IPv6 can be mixed only with tunnelling.',
    zh: '{got} 与虚拟 IP 不属于同一地址族。只有隧道方式可以混用 IPv4 和 IPv6。',
  },
  'lvscf.PORT_ZERO': {
    en: 'Port 0 (all ports) needs persistence or a firewall mark.',
    zh: '端口 0（全部端口）需要持久连接或防火墙标记。',
  },

  'lvscf.NAT_NO_ROUTER': {
    en: 'The network type is NAT, but there is no nat_router. Real servers then have no gateway address that moves with the active router.',
    zh: '网络类型为 NAT，但没有设置 nat_router。真实服务器将没有随主用路由器漂移的网关地址。',
  },
  'lvscf.MARK_NO_PERSISTENCE': {
    en: 'The firewall mark {mark, number, ::group-off} has no persistence: a client may reach different real servers on the ports of the group.',
    zh: '防火墙标记 {mark, number, ::group-off} 没有持久连接：同一客户端访问组内不同端口时可能到达不同的真实服务器。',
  },
  'lvscf.BACKUP_MISSING': {
    en: 'A backup router is enabled, but its address (backup) is not set.',
    zh: '已启用备用路由器，但没有设置其地址（backup）。',
  },
  'lvscf.DEADTIME_SHORT': {
    en: 'deadtime ({deadtime} s) should be larger than keepalive ({keepalive} s), best several times: otherwise one late heartbeat causes a take-over.',
    zh: 'deadtime（{deadtime} 秒）应大于 keepalive（{keepalive} 秒），最好是其数倍：否则一次迟到的心跳就会引发接管。',
  },
  'lvscf.NO_ACTIVE_VIRTUAL': {
    en: 'No virtual server is active, so nothing is balanced.',
    zh: '没有启用的虚拟服务器，因此不会进行负载均衡。',
  },
  'lvscf.SERVER_PORT_IGNORED': {
    en: 'Under {forward, select, tunnel {IP tunnelling} other {direct routing}} packets keep their port {virtualPort, number, ::group-off}; the port {port, number, ::group-off} of this real server is ignored.',
    zh: '在{forward, select, tunnel {隧道} other {直接路由}}方式下，数据包保持端口 {virtualPort, number, ::group-off}；该真实服务器的端口 {port, number, ::group-off} 被忽略。',
  },
  'lvscf.MARK_SERVER_PORT': {
    en: 'With firewall mark {mark, number, ::group-off} packets keep their own port; the port {port, number, ::group-off} of this real server is used for its check only.',
    zh: '使用防火墙标记 {mark, number, ::group-off} 时数据包保持原端口；该真实服务器的端口 {port, number, ::group-off} 只用于健康检查。',
  },
  'lvscf.VIP_MISSING': {
    en: 'This virtual server is active but has no address; it cannot be run.',
    zh: '该虚拟服务器已启用，但没有地址，无法运行。',
  },
  'lvscf.SERVER_ADDRESS_MISSING': {
    en: 'This real server is active but has no address; it gets no connections.',
    zh: '该真实服务器已启用，但没有地址，不会收到连接。',
  },
  'lvscf.NOT_A_REGEX': {
    en: 'With use_regex = 1 the checks cannot use this as a regular expression: {kind, select, syntax {{detail}. The syntax is RE2’s, POSIX extended without back-references} other {it is too big ({detail} steps, 600 are allowed)}}.',
    zh: 'use_regex = 1 时，健康检查无法使用此正则表达式：{kind, select, syntax {{detail}。语法为 RE2，即不含反向引用的 POSIX 扩展正则表达式} other {表达式过大（{detail} 步，上限 600）}}。',
  },
  'lvscf.EXPECT_MISSING': {
    en: 'send_program needs expect: what the program prints is compared with it.',
    zh: 'send_program 需要 expect：程序的输出要与它比较。',
  },
  'lvscf.LABEL_IGNORED': {
    en: 'The label {got} is not used: {why, select, ipv6 {IPv6 addresses have none} other {a label has at most 15 characters}}.',
    zh: '标签 {got} 不会使用：{why, select, ipv6 {IPv6 地址没有标签} other {标签最多 15 个字符}}。',
  },
  'lvscf.DUPLICATE_KEY': {
    en: '“{got}” already stands in line {first}; this one counts.',
    zh: '“{got}”已出现在第 {first} 行；以这一行为准。',
  },
  'lvscf.DUPLICATE_NAME': {
    en: 'The name “{got}” is already used in line {first}.',
    zh: '名称“{got}”已在第 {first} 行使用。',
  },
  'lvscf.GUI_ONLY_KEY': {
    en: '“{got}” was written only by Piranha’s web tool; it is kept and does nothing. Piranha’s daemons reject the file because of it.',
    zh: '“{got}”只由 Piranha 的网页工具写入；予以保留但不起作用。Piranha 的守护进程会因此拒绝该文件。',
  },
  'lvscf.SERVICE_FOS': {
    en: 'Fail-over services (service = fos) are kept in the file but not run.',
    zh: '故障切换服务（service = fos）保留在文件中，但不会运行。',
  },
  'lvscf.FAILOVER_NOT_RUN': {
    en: 'The failover block “{got}” is kept but not run.',
    zh: 'failover 块“{got}”予以保留，但不会运行。',
  },
  'lvscf.NUMBER_FORM': {
    en: '{got} is read as {meant, number, ::group-off}, as Piranha does (a leading 0 means octal, 0x hexadecimal).',
    zh: '{got} 按 Piranha 的规则读作 {meant, number, ::group-off}（0 开头为八进制，0x 为十六进制）。',
  },
  'lvscf.SWITCH_NOT_01': {
    en: '“{key}” is {got}, which counts as 1.',
    zh: '“{key}”为 {got}，按 1 处理。',
  },
  'lvscf.ADDRESS_FORM': {
    en: '{got} is read as {meant}, as Piranha does. Write all four numbers in decimal.',
    zh: '{got} 按 Piranha 的规则读作 {meant}。请用十进制写出全部四个数。',
  },
  'lvscf.MASK_FORM': {
    en: '{got} is read as prefix length {meant}. Write the mask like 255.255.255.0.',
    zh: '{got} 读作前缀长度 {meant}。请把掩码写成 255.255.255.0 的形式。',
  },
  'lvscf.SINGLE_QUOTES': {
    en: 'Piranha hands single quotes on to the check as part of “{key}”, which then never matches. Use double quotes.',
    zh: 'Piranha 会把单引号当作“{key}”的一部分交给检查程序，因而永远不匹配。请使用双引号。',
  },
  'lvscf.TOO_LONG': {
    en: '“{key}” has {length, number, ::group-off} characters; Piranha has room for {max}. Here it is used whole.',
    zh: '“{key}”有 {length, number, ::group-off} 个字符；Piranha 只能容纳 {max} 个。这里会完整使用。',
  },
  'lvscf.SERVER_BEFORE_PORT': {
    en: 'This real server stands before the line “port”: Piranha gives it the port known up to here, Arapaima the port {port, number, ::group-off}. Move the line “port” up.',
    zh: '该真实服务器写在“port”行之前：Piranha 取此前已知的端口，Arapaima 取端口 {port, number, ::group-off}。请把“port”行移到前面。',
  },

  'lvscf.PATH_SYNTAX': {
    en: '“{got}” is not a path. Write a key like keepalive, or virtual.NAME, virtual.NAME.KEY, virtual.NAME.server.NAME.KEY; a name with a dot or blank stands in double quotes.',
    zh: '“{got}”不是路径。请写关键字（如 keepalive），或 virtual.名称、virtual.名称.关键字、virtual.名称.server.名称.关键字；含点或空格的名称用双引号括起。',
  },
  'lvscf.NOT_THERE': {
    en: 'There is no {got} in this file.',
    zh: '该文件中没有 {got}。',
  },
  'lvscf.NAME_TAKEN': {
    en: 'There is already one with the name “{got}”.',
    zh: '名称“{got}”已被使用。',
  },
  'lvscf.NAME_REFUSED': {
    en: '“{got}” cannot be a name: {why, select, empty {it is empty} control {it holds a control character or line end} brace {it holds a brace} quotes {its quotes cannot be written in lvs.cf} other {it is not valid text}}.',
    zh: '“{got}”不能作为名称：{why, select, empty {名称为空} control {含有控制字符或换行} brace {含有大括号} quotes {其中的引号无法写入 lvs.cf} other {不是有效文本}}。',
  },
  'lvscf.VALUE_REFUSED': {
    en: 'This value cannot be written in lvs.cf: {why, select, quotes {its quotes have no place there} other {it is not valid text}}.',
    zh: '该值无法写入 lvs.cf：{why, select, quotes {其中的引号无处可写} other {不是有效文本}}。',
  },
  'lvscf.NOT_A_BLOCK': {
    en: '{path} is a key, not a block.',
    zh: '{path} 是关键字，不是块。',
  },
  'lvscf.NOT_A_KEY': {
    en: '{path} is a block, not a key.',
    zh: '{path} 是块，不是关键字。',
  },
  'lvscf.MORE_PROBLEMS': {
    en: '… and {more, plural, one {one more problem} other {# more problems}}.',
    zh: '……还有 {more, plural, other {#}} 个问题。',
  },
} as const satisfies Area
