import type { Area } from '../index'

/** VIRTUAL SERVERS and VIRTUAL SERVER; help says what really happens. */
export const formsVirtual = {
  // VIRTUAL SERVERS
  'forms.virtuals.title': { en: 'Virtual servers', zh: '虚拟服务器' },
  'forms.virtuals.lead': {
    en: 'What clients reach: an address and port, and the real servers behind it. An inactive one is ignored completely.',
    zh: '客户端所访问的服务：一个地址和端口，以及其后的真实服务器。未激活的虚拟服务器会被完全忽略。',
  },
  'forms.virtuals.caption': { en: 'Virtual servers in lvs.cf', zh: 'lvs.cf 中的虚拟服务器' },
  'forms.virtuals.none': { en: 'There is no virtual server yet', zh: '还没有虚拟服务器' },
  'forms.virtuals.noneLead': {
    en: 'A virtual server is one address and port that clients reach. Add one, then its real servers, then activate it.',
    zh: '虚拟服务器是客户端访问的一个地址和端口。先添加虚拟服务器，再添加真实服务器，然后激活。',
  },
  'forms.virtuals.status': { en: 'Status', zh: '状态' },
  'forms.virtuals.name': { en: 'Name', zh: '名称' },
  'forms.virtuals.vip': { en: 'VIP', zh: 'VIP' },
  'forms.virtuals.netmask': { en: 'Netmask', zh: '子网掩码' },
  'forms.virtuals.port': { en: 'Port', zh: '端口' },
  'forms.virtuals.protocol': { en: 'Protocol', zh: '协议' },
  'forms.virtuals.interface': { en: 'Interface', zh: '接口' },
  'forms.virtuals.servers': { en: 'Real servers', zh: '真实服务器' },
  'forms.virtuals.find': { en: 'Name, address, port or real server', zh: '名称、地址、端口或真实服务器' },
  'forms.virtuals.state.active': { en: 'active', zh: '已激活' },
  'forms.virtuals.state.inactive': { en: 'inactive', zh: '未激活' },
  'forms.virtuals.state.errors': { en: 'with errors', zh: '有错误' },
  'forms.virtuals.foundOf': {
    en: '{found, number} of {all, number} match',
    zh: '{all, number} 个中有 {found, number} 个匹配',
  },
  'forms.virtuals.noneSuch': { en: 'No virtual server matches', zh: '没有匹配的虚拟服务器' },
  'forms.virtuals.unusedMask': { en: 'Unused', zh: '未使用' },
  'forms.virtuals.activeOf': { en: '{active} of {all} active', zh: '{active}／{all} 已激活' },
  'forms.virtuals.mark': { en: 'mark {mark}', zh: '标记 {mark}' },
  'forms.virtuals.hasProblems': {
    en: '{count, plural, one {# problem} other {# problems}}',
    zh: '{count, plural, other {# 个问题}}',
  },

  // VIRTUAL SERVER
  'forms.virtual.title': { en: 'Virtual server', zh: '虚拟服务器' },
  'forms.virtual.new': { en: 'Add a virtual server', zh: '添加虚拟服务器' },
  'forms.virtual.newLead': {
    en: 'Starts inactive, as in Piranha: give it real servers, then activate it. Its check asks for a web page; change that under Monitoring scripts for other services.',
    zh: '与 Piranha 一样，新建后未激活：先添加真实服务器，再激活。默认按网页检查；其他服务请在“监控脚本”中更改。',
  },
  'forms.virtual.tabs': { en: 'Parts of this virtual server', zh: '此虚拟服务器的各部分' },
  'forms.virtual.tabServers': { en: 'Real server', zh: '真实服务器' },
  'forms.virtual.tabScripts': { en: 'Monitoring scripts', zh: '监控脚本' },
  'forms.virtual.service': { en: 'Service', zh: '服务' },
  'forms.virtual.failing': { en: 'When a real server fails', zh: '真实服务器失效时' },
  'forms.virtual.balancing': { en: 'Balancing', zh: '负载均衡' },
  'forms.virtual.name': { en: 'Name', zh: '名称' },
  'forms.virtual.name.help': { en: 'Yours to choose; not a host name.', zh: '可自行决定，不是主机名。' },
  'forms.virtual.port': { en: 'Application port', zh: '应用程序端口' },
  'forms.virtual.port.help': {
    en: 'The port that clients reach: a number, or a name of /etc/services such as http. Blank is 80.',
    zh: '客户端访问的端口：数字，或 /etc/services 中的名称（如 http）。留空为 80。',
  },
  'forms.virtual.protocol': { en: 'Protocol', zh: '协议' },
  'forms.virtual.protocol.ops': {
    en: 'UDP, one packet at a time (udp,ops) – beyond Piranha',
    zh: 'UDP，逐包调度（udp,ops），Piranha 不支持',
  },
  'forms.virtual.protocol.help': {
    en: 'With UDP a client that keeps its source port stays with its server for as long as it sends; one packet at a time ends that.',
    zh: '使用 UDP 时，源端口不变的客户端只要持续发送就一直由同一服务器处理；逐包调度则不会。',
  },
  'forms.virtual.vip': { en: 'Virtual IP Address', zh: '虚拟 IP 地址' },
  'forms.virtual.vip.help': {
    en: 'Floats between the routers. An IPv6 address can stand here too, which Piranha would refuse.',
    zh: '在两台路由器之间浮动。也可填 IPv6 地址，但 Piranha 会拒绝。',
  },
  'forms.virtual.vip.shared': {
    en: 'Floats between the routers. Also used by {names}.',
    zh: '在两台路由器之间浮动。{names} 也使用此地址。',
  },
  'forms.virtual.vip_nmask': { en: 'Virtual IP Network Mask', zh: '虚拟 IP 网络掩码' },
  'forms.virtual.vip_nmask.help': {
    en: 'Unused: the address comes up alone (/32, IPv6 /128). Piranha took the mask of the old address class then.',
    zh: '未使用时地址单独启用（/32，IPv6 为 /128）。Piranha 此时采用旧地址类别的掩码。',
  },
  'forms.virtual.sorry_server': { en: 'Sorry Server', zh: '致歉服务器' },
  'forms.virtual.sorry_server.help': {
    en: 'Gets the clients when no real server is left. An address; it must be reachable like a real server.',
    zh: '所有真实服务器都不可用时接收客户端。填写地址；它必须像真实服务器一样可达。',
  },
  'forms.virtual.fwmark': { en: 'Firewall Mark', zh: '防火墙标记' },
  'forms.virtual.fwmark.help': {
    en: 'Bundles ports into one service: virtual servers with the same mark share their real servers. The packets are marked here when you apply. Blank: none.',
    zh: '把多个端口捆绑为一个服务：标记相同的虚拟服务器共用真实服务器。应用时会在本机为数据包打标记。留空表示不使用。',
  },
  'forms.virtual.fwmark.shared': {
    en: 'Shared with {names}. Real servers, scheduling and persistence must be equal in all of them.',
    zh: '与 {names} 共用。它们的真实服务器、调度算法和持久连接必须完全一致。',
  },
  'forms.virtual.device': { en: 'Device', zh: '设备' },
  'forms.virtual.device.help': {
    en: 'An alias of the public interface, for example eth0:1. For IPv6 the interface alone, for example eth0.',
    zh: '公共接口的别名，例如 eth0:1。IPv6 只写接口名，例如 eth0。',
  },
  'forms.virtual.reentry': { en: 'Re-entry Time', zh: '重新加入时间' },
  'forms.virtual.reentry.help': {
    en: 'How long a failed server must answer before it returns. Blank is 180.',
    zh: '失效的服务器须持续应答多久才能重新加入。留空为 180。',
  },
  'forms.virtual.reentry.now': {
    en: 'A failed server returns after {seconds} s of answers: {checks, plural, one {# check} other {# checks in a row}}. Blank is 180.',
    zh: '失效的服务器须应答 {seconds} 秒（连续 {checks} 次检查）后才重新加入。留空为 180。',
  },
  'forms.virtual.timeout': { en: 'Service timeout', zh: '服务超时' },
  'forms.virtual.timeout.help': {
    en: 'The pause between two checks and the limit of each. One failure takes a server out. Blank is 10.',
    zh: '既是两次检查的间隔，也是每次检查的时限。失败一次即移出。留空为 10。',
  },
  'forms.virtual.timeout.now': {
    en: 'One failure takes it out: each server is asked every {seconds} s and has {seconds} s to answer. Blank is 10.',
    zh: '失败一次即移出：每 {seconds} 秒检查一次，应答时限也是 {seconds} 秒。留空为 10。',
  },
  'forms.virtual.quiesce_server': { en: 'Quiesce server', zh: '静默服务器' },
  'forms.virtual.quiesce_server.help': {
    en: 'Yes: a failed server stays in the table with weight 0 and keeps its open connections. No: it is taken out and they end.',
    zh: '是：失效的服务器以权重 0 留在表中，保留已有连接。否：将其移出，连接随之结束。',
  },
  'forms.virtual.load_monitor': { en: 'Load monitoring tool', zh: '负载监控工具' },
  'forms.virtual.load_monitor.none': { en: 'none: weights stay as they are set', zh: 'none：权重保持设定值' },
  'forms.virtual.load_monitor.rup': { en: 'rup: real servers run rstatd', zh: 'rup：真实服务器运行 rstatd' },
  'forms.virtual.load_monitor.ruptime': { en: 'ruptime: real servers run rwhod', zh: 'ruptime：真实服务器运行 rwhod' },
  'forms.virtual.load_monitor.help': {
    en: 'Moves the weight between what is set and ten times that, by load. Only of use with a weighted scheduling.',
    zh: '按负载在设定权重与其十倍之间调整权重。只对加权调度算法有用。',
  },
  'forms.virtual.scheduler': { en: 'Scheduling', zh: '调度' },
  'forms.virtual.scheduler.help': {
    en: 'Changing it keeps open connections; only new clients are sent by the new rule.',
    zh: '更改后已有连接不受影响，只有新客户端按新算法分配。',
  },
  'forms.scheduler.rr': { en: 'Round robin (rr)', zh: '轮询 (rr)' },
  'forms.scheduler.wlc': { en: 'Weighted least-connections (wlc)', zh: '加权最少连接 (wlc)' },
  'forms.scheduler.wrr': { en: 'Weighted round robin (wrr)', zh: '加权轮询 (wrr)' },
  'forms.scheduler.lc': { en: 'Least-connection (lc)', zh: '最少连接 (lc)' },
  'forms.scheduler.lblc': {
    en: 'Locality-Based Least-Connection Scheduling (lblc)',
    zh: '基于局部性的最少连接 (lblc)',
  },
  'forms.scheduler.lblcr': {
    en: 'Locality-Based Least-Connection Scheduling (R) (lblcr)',
    zh: '带复制的基于局部性的最少连接 (lblcr)',
  },
  'forms.scheduler.dh': { en: 'Destination Hash Scheduling (dh)', zh: '目标地址散列 (dh)' },
  'forms.scheduler.sh': { en: 'Source Hash Scheduling (sh)', zh: '源地址散列 (sh)' },
  'forms.scheduler.sed': { en: 'Shortest expected delay (sed)', zh: '最短期望延迟 (sed)' },
  'forms.scheduler.nq': { en: 'Never queue (nq)', zh: '永不排队 (nq)' },
  'forms.scheduler.mh': { en: 'Maglev hashing (mh)', zh: 'Maglev 散列 (mh)' },
  'forms.scheduler.fo': { en: 'Weighted failover (fo)', zh: '加权故障切换 (fo)' },
  'forms.scheduler.ovf': { en: 'Weighted overflow (ovf)', zh: '加权溢出 (ovf)' },
  'forms.virtual.flags': { en: 'Scheduling flags', zh: '调度标志' },
  'forms.virtual.flags.help': {
    en: 'For sh and mh only; kept with the scheduling they belong to, otherwise left out of the file.',
    zh: '仅适用于 sh 和 mh；只与对应的调度算法一起写入文件，否则不写入。',
  },
  'forms.flag.sh-fallback': { en: 'sh: if the server is out, take the next one', zh: 'sh：服务器不可用时取下一台' },
  'forms.flag.sh-port': { en: 'sh: count the client’s port in', zh: 'sh：计入客户端端口' },
  'forms.flag.mh-fallback': { en: 'mh: if the server is out, take the next one', zh: 'mh：服务器不可用时取下一台' },
  'forms.flag.mh-port': { en: 'mh: count the client’s port in', zh: 'mh：计入客户端端口' },
  'forms.virtual.persistent': { en: 'Persistence', zh: '持久连接' },
  'forms.virtual.persistent.help': {
    en: 'For so long after its last connection a client comes back to the same real server. Blank or 0 is off. With a firewall mark it should be set.',
    zh: '客户端最后一个连接之后，在此时间内仍回到同一真实服务器。留空或 0 为关闭。使用防火墙标记时应当设置。',
  },
  'forms.virtual.pmask': { en: 'Persistence Network Mask', zh: '持久连接网络掩码' },
  'forms.virtual.pmask.help': {
    en: 'Clients of one such network count as one client. Only with persistence. Unused: each address for itself.',
    zh: '同一网段内的客户端视为一个客户端。仅与持久连接一起使用。未使用时每个地址单独计算。',
  },
  'forms.virtual.forward': { en: 'Forwarding method', zh: '转发方式' },
  'forms.virtual.forward.global': { en: 'as in Global settings ({type})', zh: '与全局设置相同（{type}）' },
  'forms.virtual.forward.help': {
    en: 'For this virtual server alone. Piranha knows one method for all.',
    zh: '仅用于此虚拟服务器。Piranha 只支持全局统一的方式。',
  },

  // Deleting
  'forms.virtual.deleteTitle': { en: 'Delete virtual server {name}?', zh: '删除虚拟服务器 {name}？' },
  'forms.virtual.deleteNow': {
    en: 'Now: its block with {servers, plural, =0 {no real server} one {# real server} other {# real servers}} leaves lvs.cf. Clients notice nothing yet.',
    zh: '现在：该配置块及其 {servers} 台真实服务器将从 lvs.cf 中移除。客户端暂时不受影响。',
  },
  'forms.virtual.deleteApply': {
    en: 'When you apply: nobody answers on {service} any more, and its open connections end at once.',
    zh: '应用时：{service} 不再有任何应答，已有连接立即中断。',
  },
  'forms.virtual.deleteInactive': {
    en: 'It is inactive, so an apply changes nothing for clients.',
    zh: '它未激活，因此应用时客户端不受影响。',
  },
  'forms.virtual.deleteVip': {
    en: 'The address {vip} leaves the router with it: no other virtual server uses it.',
    zh: '地址 {vip} 也将从路由器上移除：没有其他虚拟服务器使用它。',
  },
  'forms.virtual.deleteVipStays': {
    en: 'The address {vip} stays: {names} uses it.',
    zh: '地址 {vip} 会保留：{names} 仍在使用。',
  },
  'forms.deleteUndo': {
    en: 'To take it back: the history keeps the file as it is now, as r{revision}.',
    zh: '如需撤销：历史记录保留了当前的文件（r{revision}）。',
  },
  'forms.deleteUndoByHand': {
    en: 'To take it back: the history keeps the file as it is now.',
    zh: '如需撤销：历史记录保留了当前的文件。',
  },
} as const satisfies Area
