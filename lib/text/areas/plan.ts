import type { Area } from '../index'

/** Operations, what clients feel of them, and what can be wrong with lvs.iptables, lvs.sysctl and the three files together. */
export const plan = {
  'plan.OP_ADD_SERVICE': {
    en: 'Make the virtual service {service} (scheduler {scheduler})',
    zh: '创建虚拟服务 {service}（调度算法 {scheduler}）',
  },
  'plan.OP_EDIT_SERVICE': {
    en: 'Change the virtual service {service}: {changes}',
    zh: '修改虚拟服务 {service}：{changes}',
  },
  'plan.OP_REMOVE_SERVICE': {
    en: 'Remove the virtual service {service} {servers, plural, =0 {(it has no real server)} one {with its real server} other {with its # real servers}}',
    zh: '移除虚拟服务 {service}{servers, plural, =0 {（没有真实服务器）} other {及其 # 台真实服务器}}',
  },
  'plan.OP_ADD_SERVER': {
    en: 'Add the real server {server} to {service}, weight {weight}, {forward, select, nat {by NAT} direct {direct routing} tunnel {IP tunnelling} other {{forward}}}',
    zh: '向 {service} 添加真实服务器 {server}，权重 {weight}，{forward, select, nat {NAT 方式} direct {直接路由} tunnel {隧道} other {{forward}}}',
  },
  'plan.OP_REMOVE_SERVER': {
    en: 'Remove the real server {server} from {service}',
    zh: '从 {service} 移除真实服务器 {server}',
  },
  'plan.OP_EDIT_SERVER': {
    en: 'Change the real server {server} of {service}: {changes}',
    zh: '修改 {service} 的真实服务器 {server}：{changes}',
  },
  'plan.OP_WEIGH_SERVER': {
    en: 'Change the weight of the real server {server} of {service} from {before} to {weight}',
    zh: '将 {service} 的真实服务器 {server} 的权重从 {before} 改为 {weight}',
  },
  'plan.OP_REST_SERVER': {
    en: 'Let the real server {server} of {service} run empty: weight {before} becomes 0',
    zh: '让 {service} 的真实服务器 {server} 逐渐排空：权重由 {before} 变为 0',
  },
  'plan.OP_RETIRE_SERVER': {
    en: 'Retire the real server {server} of {service}: weight 0 until its connections have ended',
    zh: '退役 {service} 的真实服务器 {server}：权重为 0，直到其连接结束',
  },
  'plan.OP_SET_TIMEOUTS': {
    en: 'Set the IPVS timeouts: TCP {tcp, number} s, after FIN {fin, number} s, UDP {udp, number} s',
    zh: '设置 IPVS 超时：TCP {tcp, number} 秒，FIN 之后 {fin, number} 秒，UDP {udp, number} 秒',
  },
  'plan.OP_SET_CHAIN': {
    en: 'Write the firewall chain {chain} (IPv{family}) with {rules, plural, one {# rule} other {# rules}}',
    zh: '写入防火墙链 {chain}（IPv{family}），共 {rules, plural, other {# 条规则}}',
  },
  'plan.OP_REMOVE_CHAIN': {
    en: 'Remove the firewall chain {chain} (IPv{family}) with {rules, plural, one {# rule} other {# rules}}',
    zh: '移除防火墙链 {chain}（IPv{family}），含 {rules, plural, other {# 条规则}}',
  },
  'plan.OP_SET_SYSCTL': {
    en: 'Set {key} from {before} to {value}',
    zh: '将 {key} 从 {before} 设为 {value}',
  },
  'plan.OP_ADD_ADDRESS': {
    en: 'Bring up the address {address} on {device}',
    zh: '在 {device} 上启用地址 {address}',
  },
  'plan.OP_REMOVE_ADDRESS': {
    en: 'Take the address {address} away from {device}',
    zh: '从 {device} 上撤下地址 {address}',
  },
  'plan.OP_ANNOUNCE': {
    en: 'Tell the neighbours on {device} that {address} is here',
    zh: '向 {device} 上的邻居通告 {address} 在此',
  },

  'plan.EFFECT_CUTS': {
    en: '{active, plural, one {# established connection ends} other {# established connections end}}; {inactive, plural, =0 {none is} one {# more is} other {# more are}} already closing',
    zh: '{active, plural, other {# 个已建立的连接将中断}}；另有 {inactive, plural, other {# 个正在关闭}}',
  },
  'plan.EFFECT_CUTS_UNCOUNTED': {
    en: 'Established connections to it end',
    zh: '到它的已建立连接将中断',
  },
  'plan.EFFECT_NO_CONNECTIONS': {
    en: 'No established connection at the moment; new ones go elsewhere',
    zh: '目前没有已建立的连接；新连接将转到别处',
  },
  'plan.EFFECT_RESTS': {
    en: 'Established connections go on; new ones go to the other real servers',
    zh: '已建立的连接继续；新连接转到其他真实服务器',
  },
  'plan.EFFECT_NEW_ONLY': {
    en: 'Established connections go on; it counts for new ones',
    zh: '已建立的连接继续；只影响新连接',
  },
  'plan.EFFECT_BEGINS': {
    en: 'New connections begin to be served here',
    zh: '从此开始在这里处理新连接',
  },
  'plan.EFFECT_TIMEOUTS': {
    en: 'No connection ends; idle ones are forgotten after the new time from their next packet on',
    zh: '不会中断连接；从下一个数据包起按新的时间淘汰空闲连接',
  },
  'plan.EFFECT_MARKS': {
    en: 'Established connections go on; new ones are sorted by the new marks',
    zh: '已建立的连接继续；新连接按新的防火墙标记分类',
  },
  'plan.EFFECT_SYSCTL': {
    en: 'No connection ends',
    zh: '不会中断连接',
  },
  'plan.EFFECT_ADDRESS_HERE': {
    en: 'Packets to this address come to this router',
    zh: '发往该地址的数据包将到达本路由器',
  },
  'plan.EFFECT_ADDRESS_GONE': {
    en: 'Packets to this address are no longer answered by this router; connections over it end unless the other router takes them on',
    zh: '本路由器不再应答发往该地址的数据包；除非另一台路由器接管，否则经由它的连接将中断',
  },
  'plan.EFFECT_ANNOUNCE': {
    en: 'Clients find the router at once instead of after their ARP or neighbour cache runs out',
    zh: '客户端立即找到本路由器，而不必等 ARP 或邻居缓存过期',
  },

  'plan.GUARD_WEIGHT': {
    en: 'Refused: {entry} would get the weight {value}; weights are 0 to 65535',
    zh: '已拒绝：{entry} 的权重将为 {value}；权重范围是 0 到 65535',
  },
  'plan.GUARD_BOUNDS': {
    en: 'Refused: {entry} would get {value}, which is out of bounds',
    zh: '已拒绝：{entry} 将得到 {value}，超出范围',
  },
  'plan.GUARD_WORD': {
    en: 'Refused: {value} in the command for {entry} is not a plain word',
    zh: '已拒绝：{entry} 的命令中的 {value} 不是普通的词',
  },
  'plan.GUARD_ADDRESS': {
    en: 'Refused: {value} for {entry} is not an IP address in its plain form',
    zh: '已拒绝：{entry} 的 {value} 不是规范的 IP 地址',
  },
  'plan.GUARD_DEVICE': {
    en: 'Refused: {value} for {entry} is not a name for a network interface that this router may change',
    zh: '已拒绝：{entry} 的 {value} 不是本路由器可以更改的网络接口名',
  },
  'plan.GUARD_SYSCTL': {
    en: 'Refused: {value} for {entry} is not a kernel setting, or a value of one, that may be written',
    zh: '已拒绝：{entry} 的 {value} 不是允许写入的内核参数或取值',
  },
  'plan.GUARD_RULE': {
    en: 'Refused: {value} for {entry} is not one of our firewall rules',
    zh: '已拒绝：{entry} 的 {value} 不是我们的防火墙规则',
  },

  'plan.IPTABLES_TABLE': {
    en: 'lvs.iptables holds only our chains, in *mangle and *nat; {got} is not ours',
    zh: 'lvs.iptables 只包含 *mangle 和 *nat 中我们自己的链；{got} 不是我们的',
  },
  'plan.IPTABLES_NO_TABLE': {
    en: 'a line *mangle or *nat has to come first: {got}',
    zh: '前面应先有一行 *mangle 或 *nat：{got}',
  },
  'plan.IPTABLES_NO_COMMIT': {
    en: 'the table {got} has no COMMIT',
    zh: '表 {got} 缺少 COMMIT',
  },
  'plan.IPTABLES_CHAIN': {
    en: 'only LVS_MARK in *mangle and LVS_MASQ in *nat are ours; {got} is not',
    zh: '只有 *mangle 中的 LVS_MARK 和 *nat 中的 LVS_MASQ 属于我们；{got} 不是',
  },
  'plan.IPTABLES_COMMAND': {
    en: 'only -A can stand here, not {got}',
    zh: '此处只能是 -A，不能是 {got}',
  },
  'plan.IPTABLES_QUOTE': {
    en: 'a quotation mark is not closed: {got}',
    zh: '引号没有闭合：{got}',
  },
  'plan.IPTABLES_RULE_OPTION': {
    en: '{got} is not among the matches and options that lvs.iptables may use',
    zh: '{got} 不在 lvs.iptables 允许使用的匹配和选项之列',
  },
  'plan.IPTABLES_RULE_VALUE': {
    en: '{got} is not a value that this option takes (addresses and ports as numbers, no host or service names)',
    zh: '{got} 不是该选项接受的值（地址和端口须为数字，不用主机名或服务名）',
  },
  'plan.IPTABLES_RULE_TARGET': {
    en: 'the target {got} may not be used here: LVS_MARK takes MARK and RETURN, LVS_MASQ takes SNAT, MASQUERADE, ACCEPT and RETURN',
    zh: '此处不能使用目标 {got}：LVS_MARK 可用 MARK 和 RETURN，LVS_MASQ 可用 SNAT、MASQUERADE、ACCEPT 和 RETURN',
  },
  'plan.IPTABLES_RULE_NO_TARGET': {
    en: 'the rule has no target (-j)',
    zh: '规则没有目标（-j）',
  },
  'plan.IPTABLES_RULE_NO_VALUE': {
    en: '{got} needs a value after it',
    zh: '{got} 后面缺少值',
  },
  'plan.IPTABLES_RULE_TWICE': {
    en: '{got} stands twice in this rule',
    zh: '{got} 在这条规则中出现两次',
  },
  'plan.IPTABLES_RULE_FAMILY': {
    en: 'IPv4 and IPv6 do not go together in one rule ({got})',
    zh: '一条规则中不能混用 IPv4 和 IPv6（{got}）',
  },
  'plan.IPTABLES_RULE_PORTS': {
    en: 'a rule with ports needs -p tcp, -p udp or -p sctp, and the match of the same name',
    zh: '带端口的规则需要 -p tcp、-p udp 或 -p sctp 以及同名匹配',
  },

  'plan.SYSCTL_SYNTAX': {
    en: 'a line here is NAME = VALUE, a comment begins with # or ;: {got}',
    zh: '每行应为 名称 = 值，注释以 # 或 ; 开头：{got}',
  },
  'plan.SYSCTL_NOT_ALLOWED': {
    en: '{got} may not be set here: only net.ipv4.ip_forward, net.ipv4.vs.*, arp_* and rp_filter of an interface, and IPv6 forwarding',
    zh: '此处不能设置 {got}：只允许 net.ipv4.ip_forward、net.ipv4.vs.*、接口的 arp_* 和 rp_filter，以及 IPv6 转发',
  },
  'plan.SYSCTL_VALUE': {
    en: '{got} is not a value that a kernel setting takes: whole numbers, up to four',
    zh: '{got} 不是内核参数接受的值：应为整数，最多四个',
  },
  'plan.SYSCTL_TWICE': {
    en: '{got} was already set in line {line}; this line wins',
    zh: '{got} 已在第 {line} 行设置；以本行为准',
  },

  'plan.MARK_COVERS': {
    en: 'the firewall mark {mark} is set on packets of the virtual server {virtual}, which does not carry it: the mark would take its clients away',
    zh: '防火墙标记 {mark} 会打在虚拟服务器 {virtual} 的数据包上，而它并不使用该标记：它的客户端会被标记抢走',
  },
  'plan.ADDRESS_ON_LO': {
    en: 'a virtual address cannot stand on {got} of a router: nobody could reach it there',
    zh: '路由器的虚拟地址不能放在 {got} 上：那里谁也访问不到',
  },
  'plan.WARN_STARTING': {
    en: '{count, plural, one {# server takes} other {# servers take}} part only after the first check has passed, within seconds, and with a small weight at first.',
    zh: '{count} 台服务器须在首次检查通过后（数秒内）才参与服务，起初权重较小。',
  },
  'plan.WARN_LOOPS': {
    en: '{virtuals}: {address} stands on lo here too, so this router is one of the real servers. Without the sync daemon a standby then balances nothing for this address, or packets would go round between the two routers. With syncdaemon = 1 it does',
    zh: '{virtuals}：{address} 同时位于本机的 lo 上，即本路由器也是真实服务器。没有同步守护进程时，备用路由器不对该地址做负载均衡，否则数据包会在两台路由器之间循环。设置 syncdaemon = 1 后即可',
  },
  'plan.WARN_FORWARD_OFF': {
    en: 'lvs.sysctl switches {key} off, but NAT needs it: clients will get no answers',
    zh: 'lvs.sysctl 关闭了 {key}，但 NAT 需要它：客户端将收不到应答',
  },
} as const satisfies Area
