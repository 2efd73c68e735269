import type { Area } from '../index'

/** What each key of lvs.cf means, for the help beside a field and for `arapaima get --help` readers. Facts: Piranha's manual and daemons. */
export const lvscfKeys = {
  'lvscf.key.global.serial_no': {
    en: 'Counts the changes of the file; the daemons do not use it.',
    zh: '文件的修改计数；守护进程不使用它。',
  },
  'lvscf.key.global.primary': {
    en: 'Real public address of the primary router. The router that owns it is the primary one.',
    zh: '主路由器的真实公网地址。拥有该地址的路由器即为主路由器。',
  },
  'lvscf.key.global.primary_private': {
    en: 'Address of the primary router on the second heartbeat channel; may be empty.',
    zh: '主路由器在第二条心跳通道上的地址；可以为空。',
  },
  'lvscf.key.global.primary_shared': {
    en: 'Shared SCSI device of the primary router in fail-over services; kept, not used.',
    zh: '故障切换服务中主路由器的共享 SCSI 设备；予以保留，不使用。',
  },
  'lvscf.key.global.service': {
    en: 'Which part of the file is meant: lvs (virtual servers) or fos (fail-over services, kept but not run).',
    zh: '文件的哪一部分有效：lvs（虚拟服务器）或 fos（故障切换服务，保留但不运行）。',
  },
  'lvscf.key.global.rsh_command': {
    en: 'Remote shell for the load monitor “uptime”: rsh or ssh.',
    zh: '负载监测方式“uptime”所用的远程命令：rsh 或 ssh。',
  },
  'lvscf.key.global.backup_active': {
    en: '1 if there is a backup router.',
    zh: '1 表示有备用路由器。',
  },
  'lvscf.key.global.backup': {
    en: 'Real public address of the backup router; 0.0.0.0 means none.',
    zh: '备用路由器的真实公网地址；0.0.0.0 表示没有。',
  },
  'lvscf.key.global.backup_private': {
    en: 'Address of the backup router on the second heartbeat channel.',
    zh: '备用路由器在第二条心跳通道上的地址。',
  },
  'lvscf.key.global.backup_shared': {
    en: 'Shared SCSI device of the backup router in fail-over services; kept, not used.',
    zh: '故障切换服务中备用路由器的共享 SCSI 设备；予以保留，不使用。',
  },
  'lvscf.key.global.heartbeat': {
    en: 'Written by Piranha’s web tool; without effect.',
    zh: '由 Piranha 的网页工具写入；没有作用。',
  },
  'lvscf.key.global.heartbeat_port': {
    en: 'UDP port of the heartbeat, the same on both routers.',
    zh: '心跳使用的 UDP 端口，两台路由器必须相同。',
  },
  'lvscf.key.global.keepalive': {
    en: 'Seconds between two heartbeats.',
    zh: '两次心跳之间的秒数。',
  },
  'lvscf.key.global.deadtime': {
    en: 'Seconds of silence after which the partner counts as dead; best several times the heartbeat interval.',
    zh: '对方静默多少秒后视为失效；最好是心跳间隔的数倍。',
  },
  'lvscf.key.global.network': {
    en: 'How packets reach the real servers: nat, direct (direct routing) or tunnel. A virtual server can differ with “forward”.',
    zh: '数据包到达真实服务器的方式：nat、direct（直接路由）或 tunnel（隧道）。虚拟服务器可用“forward”另行指定。',
  },
  'lvscf.key.global.nat_router': {
    en: 'Gateway address of the real servers under NAT, and its device. It moves with the active router.',
    zh: 'NAT 方式下真实服务器的网关地址及其设备。它随主用路由器漂移。',
  },
  'lvscf.key.global.nat_nmask': {
    en: 'Netmask of the gateway address.',
    zh: '网关地址的子网掩码。',
  },
  'lvscf.key.global.reservation_conflict_action': {
    en: 'What fail-over services did about a SCSI reservation; kept, not used.',
    zh: '故障切换服务遇到 SCSI 预留冲突时的动作；予以保留，不使用。',
  },
  'lvscf.key.global.debug_level': {
    en: 'Kept, not used.',
    zh: '予以保留，不使用。',
  },
  'lvscf.key.global.active_cmd': {
    en: 'Program that runs when this router becomes active. It lies in /etc/arapaima/commands; split at blanks, no shell.',
    zh: '本路由器变为主用时运行的程序，位于 /etc/arapaima/commands。按空格拆分，不经过 shell。',
  },
  'lvscf.key.global.inactive_cmd': {
    en: 'Program that runs when this router stops being active. It lies in /etc/arapaima/commands; split at blanks, no shell.',
    zh: '本路由器不再主用时运行的程序，位于 /etc/arapaima/commands。按空格拆分，不经过 shell。',
  },
  'lvscf.key.global.monitor_links': {
    en: '1 to watch the link of the heartbeat’s network cards: a router without link does not take over.',
    zh: '1 表示监视心跳网卡的链路：没有链路的路由器不会接管。',
  },
  'lvscf.key.global.syncdaemon': {
    en: '1 to copy the connection table to the partner, so that connections survive a take-over.',
    zh: '1 表示把连接表同步给对方，使连接在接管后得以保留。',
  },
  'lvscf.key.global.syncd_iface': {
    en: 'Network device that carries the connection table.',
    zh: '同步连接表所用的网络设备。',
  },
  'lvscf.key.global.syncd_id': {
    en: 'Number of the pair, so that two pairs on one network do not mix (0 to 255).',
    zh: '这对路由器的编号，用于区分同一网络上的多对路由器（0 到 255）。',
  },
  'lvscf.key.global.tcp_timeout': {
    en: 'Seconds after which an idle TCP connection is forgotten; 0 leaves the kernel’s value.',
    zh: '空闲 TCP 连接经过多少秒后被清除；0 表示保留内核的值。',
  },
  'lvscf.key.global.tcpfin_timeout': {
    en: 'Seconds after which a closing TCP connection is forgotten; 0 leaves the kernel’s value.',
    zh: '正在关闭的 TCP 连接经过多少秒后被清除；0 表示保留内核的值。',
  },
  'lvscf.key.global.udp_timeout': {
    en: 'Seconds after which a UDP flow is forgotten; 0 leaves the kernel’s value.',
    zh: 'UDP 流经过多少秒后被清除；0 表示保留内核的值。',
  },
  'lvscf.key.global.hard_shutdown': {
    en: 'What Piranha did when a monitor died: 1 stopped everything, 0 only logged it.',
    zh: 'Piranha 在监测进程退出时的做法：1 停止全部服务，0 只记录日志。',
  },
  'lvscf.key.global.ipvsadm': {
    en: 'Path of ipvsadm in Piranha; kept, not used.',
    zh: 'Piranha 中 ipvsadm 的路径；予以保留，不使用。',
  },
  'lvscf.key.global.sync': {
    en: 'Kept, not used.',
    zh: '予以保留，不使用。',
  },

  'lvscf.key.virtual.active': {
    en: '1 if this virtual server is to be run; otherwise it is ignored.',
    zh: '1 表示运行该虚拟服务器；否则忽略。',
  },
  'lvscf.key.virtual.address': {
    en: 'Virtual IP address and the device that carries it, like 192.0.2.10 eth0:1.',
    zh: '虚拟 IP 地址及其所在设备，例如 192.0.2.10 eth0:1。',
  },
  'lvscf.key.virtual.sorry_server': {
    en: 'Server that gets the connections while no real server is up.',
    zh: '没有可用的真实服务器时接收连接的服务器。',
  },
  'lvscf.key.virtual.vip_nmask': {
    en: 'Netmask of the virtual address; without one the address stands alone (/32, /128).',
    zh: '虚拟地址的子网掩码；不设置时只有该地址本身（/32、/128）。',
  },
  'lvscf.key.virtual.fwmark': {
    en: 'Firewall mark: virtual servers with the same mark are balanced as one service. 0 means none.',
    zh: '防火墙标记：标记相同的虚拟服务器作为同一个服务进行均衡。0 表示没有。',
  },
  'lvscf.key.virtual.port': {
    en: 'Port of the service: a number or a tcp name of /etc/services. 0 means all ports.',
    zh: '服务端口：数字，或 /etc/services 中的 tcp 服务名。0 表示全部端口。',
  },
  'lvscf.key.virtual.persistent': {
    en: 'Seconds for which a client comes back to the same real server; 0 means off.',
    zh: '客户端在多少秒内回到同一台真实服务器；0 表示关闭。',
  },
  'lvscf.key.virtual.pmask': {
    en: 'Netmask by which clients are grouped for persistence.',
    zh: '持久连接中对客户端分组所用的子网掩码。',
  },
  'lvscf.key.virtual.send': {
    en: 'Text sent to a real server to check it. \\r \\n \\t stand for return, newline and tab.',
    zh: '健康检查时发送给真实服务器的文本。\\r \\n \\t 表示回车、换行和制表符。',
  },
  'lvscf.key.virtual.expect': {
    en: 'How the answer to the check begins; * accepts any answer.',
    zh: '健康检查应答的开头；* 表示接受任何应答。',
  },
  'lvscf.key.virtual.use_regex': {
    en: '1 if “expect” is a regular expression.',
    zh: '1 表示“expect”是正则表达式。',
  },
  'lvscf.key.virtual.send_program': {
    en: 'Program that checks a real server instead of “send”; %h is its address, %p its port. Its output is compared with “expect”.',
    zh: '代替“send”检查真实服务器的程序；%h 为其地址，%p 为其端口。程序输出与“expect”比较。',
  },
  'lvscf.key.virtual.load_monitor': {
    en: 'How the load of the real servers is asked: none, rup, ruptime, uptime or a program.',
    zh: '查询真实服务器负载的方式：none、rup、ruptime、uptime 或某个程序。',
  },
  'lvscf.key.virtual.scheduler': {
    en: 'How a real server is chosen for a new connection.',
    zh: '为新连接选择真实服务器的调度算法。',
  },
  'lvscf.key.virtual.protocol': {
    en: 'tcp or udp; udp,ops schedules each UDP packet by itself.',
    zh: 'tcp 或 udp；udp,ops 表示对每个 UDP 包单独调度。',
  },
  'lvscf.key.virtual.forward': {
    en: 'nat, direct or tunnel for this virtual server alone, instead of “network”. Piranha would not read it.',
    zh: '仅对该虚拟服务器使用 nat、direct 或 tunnel，代替“network”。Piranha 无法读取。',
  },
  'lvscf.key.virtual.timeout': {
    en: 'Seconds between two checks, and how long each step of a check may take.',
    zh: '两次健康检查之间的秒数，也是检查每一步的时限。',
  },
  'lvscf.key.virtual.reentry': {
    en: 'Seconds for which a failed server must answer again before it gets connections.',
    zh: '失效的服务器需要连续正常应答多少秒才会重新接收连接。',
  },
  'lvscf.key.virtual.quiesce_server': {
    en: '1 to give a failed server weight 0 instead of removing it.',
    zh: '1 表示把失效的服务器权重置 0，而不是移除。',
  },
  'lvscf.key.virtual.client_monitor': {
    en: 'Path of the checking program in Piranha; kept, not used.',
    zh: 'Piranha 中检查程序的路径；予以保留，不使用。',
  },
  'lvscf.key.virtual.start_cmd': {
    en: 'Command that starts a fail-over service; kept, not run.',
    zh: '启动故障切换服务的命令；予以保留，不运行。',
  },
  'lvscf.key.virtual.stop_cmd': {
    en: 'Command that stops a fail-over service; kept, not run.',
    zh: '停止故障切换服务的命令；予以保留，不运行。',
  },
  'lvscf.key.virtual.master': {
    en: 'Of a mirroring feature that Piranha never finished; kept, not used.',
    zh: '属于 Piranha 从未完成的镜像功能；予以保留，不使用。',
  },
  'lvscf.key.virtual.dirs': {
    en: 'Of a mirroring feature that Piranha never finished; kept, not used.',
    zh: '属于 Piranha 从未完成的镜像功能；予以保留，不使用。',
  },

  'lvscf.key.server.address': {
    en: 'Address of the real server.',
    zh: '真实服务器的地址。',
  },
  'lvscf.key.server.active': {
    en: '1 if this real server is to get connections.',
    zh: '1 表示该真实服务器接收连接。',
  },
  'lvscf.key.server.port': {
    en: 'Port on the real server; empty means that of the virtual server. Another port works with NAT only.',
    zh: '真实服务器上的端口；留空则与虚拟服务器相同。不同的端口只能用于 NAT。',
  },
  'lvscf.key.server.weight': {
    en: 'Share of the connections, compared with the other real servers; 0 lets it drain.',
    zh: '相对于其他真实服务器的连接份额；0 表示排空。',
  },
} as const satisfies Area
