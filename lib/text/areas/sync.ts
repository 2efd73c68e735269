import type { Area } from '../index'

/** The pair: what a sync says, what `arapaima receive` refuses, each with its remedy. */
export const sync = {
  'sync.noPartner': {
    en: 'lvs.cf names no partner. Set primary and backup (REDUNDANCY), or the address with “arapaima partner set address=HOST”.',
    zh: 'lvs.cf 中没有伙伴路由器。请设置 primary 与 backup（REDUNDANCY 面板），或用“arapaima partner set address=主机”指定地址。',
  },
  'sync.whichRouter': {
    en: 'This machine carries neither {primary} (primary) nor {backup} (backup), or both: the partner cannot be told from lvs.cf. Set it with “arapaima partner set address=HOST”.',
    zh: '本机既没有 {primary}（主路由器）也没有 {backup}（备用路由器）的地址，或两者都有：无法从 lvs.cf 判断伙伴。请用“arapaima partner set address=主机”指定。',
  },
  'sync.badSettings': { en: '{path} is not as it should be: {why}', zh: '{path} 的内容不正确：{why}' },
  'sync.noKey': {
    en: 'This router has no key for the partner yet. “arapaima partner key” makes it and shows what to do with it.',
    zh: '本路由器尚无用于伙伴的密钥。运行“arapaima partner key”生成密钥并查看后续步骤。',
  },
  'sync.unreachable': {
    en: 'Nobody answers at {address} port {port, number, ::group-off} ({why}). Is the partner running, sshd on it, and no firewall between?',
    zh: '{address} 端口 {port, number, ::group-off} 无响应（{why}）。伙伴是否在运行、其 sshd 是否启动、中间有无防火墙？',
  },
  'sync.timeout': {
    en: '{address} took too long ({stage}). Nothing is half written; try again.',
    zh: '{address} 超时（{stage}）。没有写入一半的内容；请重试。',
  },
  'sync.hostUnknown': {
    en: 'The host key of {address} is not confirmed yet. It shows {offered}. Compare with “ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub” on the partner, then: arapaima partner trust {offered}',
    zh: '尚未确认 {address} 的主机密钥。它出示 {offered}。请在伙伴上用“ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub”比对，然后运行：arapaima partner trust {offered}',
  },
  'sync.hostChanged': {
    en: 'The host key of {address} has CHANGED: known is {known}, it shows {offered}. Somebody may stand in between. Only if the partner was installed anew and “ssh-keygen -lf” there shows this key: arapaima partner forget, then arapaima partner trust {offered}',
    zh: '{address} 的主机密钥已改变：已知为 {known}，现在出示 {offered}。可能有人在中间冒充。仅当伙伴已重装且其“ssh-keygen -lf”显示此密钥时：先运行 arapaima partner forget，再运行 arapaima partner trust {offered}',
  },
  'sync.hostRevoked': {
    en: 'The host key that {address} shows ({offered}) is marked as revoked here. Nothing was sent.',
    zh: '{address} 出示的主机密钥（{offered}）在此处已被标记为吊销。未发送任何内容。',
  },
  'sync.hostOther': {
    en: '{address} shows {offered}, not the {confirmed} that was confirmed. Nothing was kept.',
    zh: '{address} 出示 {offered}，而不是所确认的 {confirmed}。未保存任何内容。',
  },
  'sync.noAlgorithm': {
    en: '{address} and this router have no algorithm in common ({why}). If the partner was installed anew: arapaima partner forget, then confirm its key again.',
    zh: '{address} 与本路由器没有共同的算法（{why}）。若伙伴已重装：运行 arapaima partner forget，然后重新确认其密钥。',
  },
  'sync.keyRefused': {
    en: '{address} does not accept this router’s key for user {user}. On the partner, as root: arapaima receive --install with the key that “arapaima partner key” shows here.',
    zh: '{address} 不接受本路由器用于用户 {user} 的密钥。请在伙伴上以 root 运行 arapaima receive --install，密钥见本机“arapaima partner key”。',
  },
  'sync.cut': {
    en: 'The connection was cut ({stage}: {why}). Nothing is half written; try again.',
    zh: '连接中断（{stage}：{why}）。没有写入一半的内容；请重试。',
  },
  'sync.tooMuch': {
    en: 'The partner’s answer ({stage}) is larger than {max, number} bytes.',
    zh: '伙伴的回答（{stage}）超过 {max, number} 字节。',
  },
  'sync.notReceive': {
    en: 'On {address} the key does not lead to “arapaima receive” (status {status, number, ::group-off}: {why}). On the partner, as root: arapaima receive --install with this router’s key; an older Arapaima has to be upgraded.',
    zh: '在 {address} 上该密钥没有绑定到“arapaima receive”（状态 {status, number, ::group-off}：{why}）。请在伙伴上以 root 运行 arapaima receive --install 并给出本路由器的密钥；较旧的 Arapaima 需先升级。',
  },
  'sync.protocol': {
    en: 'The two routers speak different versions of the sync ({here, number, ::group-off} here, {there, number, ::group-off} there): upgrade the older Arapaima.',
    zh: '两台路由器的同步协议版本不同（本机 {here, number, ::group-off}，对方 {there, number, ::group-off}）：请升级较旧的 Arapaima。',
  },
  'sync.command': {
    en: 'This key may do nothing but the sync of Arapaima. Refused: {command}',
    zh: '此密钥只能用于 Arapaima 的同步。已拒绝：{command}',
  },
  'sync.noShell': {
    en: 'This key may do nothing but the sync of Arapaima: no shell.',
    zh: '此密钥只能用于 Arapaima 的同步：不提供 shell。',
  },
  'sync.bundle': {
    en: 'What arrived is not a whole bundle ({fault} {why}). Nothing was written.',
    zh: '收到的不是完整的数据包（{fault} {why}）。未写入任何内容。',
  },
  'sync.badAnswer': {
    en: '{address} gave an answer that this version does not understand: {why}',
    zh: '{address} 的回答无法识别：{why}',
  },
  'sync.theirsUnknown': {
    en: 'What is saved on the partner ({theirs}){handEdited, plural, =0 {} other {, edited there by hand,}} did not come from this router (here: {mine}). Look at both with “arapaima partner compare”; then take theirs over (arapaima partner take) or overwrite it: arapaima sync --overwrite {theirs}',
    zh: '伙伴上保存的内容（{theirs}）{handEdited, plural, =0 {} other {经过手工编辑，}}并非来自本路由器（本机：{mine}）。用“arapaima partner compare”查看两者；然后采用对方的（arapaima partner take）或覆盖：arapaima sync --overwrite {theirs}',
  },
  'sync.changedThere': {
    en: 'What is saved on the partner changed meanwhile (now {theirs}). Nothing was written; look again.',
    zh: '伙伴上保存的内容期间已变化（现为 {theirs}）。未写入任何内容；请重新查看。',
  },
  'sync.changedHere': {
    en: 'What is saved on this router changed meanwhile (now {theirs}). Nothing was written; look again.',
    zh: '本路由器上保存的内容期间已变化（现为 {theirs}）。未写入任何内容；请重新查看。',
  },
  'sync.problems': {
    en: '{host} refuses the files: {count, plural, one {# error} other {# errors}}, first {first}.',
    zh: '{host} 拒绝这些文件：{count} 个错误，第一个为 {first}。',
  },
  'sync.cannotWrite': {
    en: '{path} cannot be written on {host} ({what}: {why}). The files there are as before.',
    zh: '{host} 上的 {path} 无法写入（{what}：{why}）。那里的文件保持原样。',
  },
  'sync.cannotRead': {
    en: '{path} cannot be read on {host} ({what}: {why}).',
    zh: '{host} 上的 {path} 无法读取（{what}：{why}）。',
  },
  'sync.readBack': {
    en: 'Read back, the partner holds {theirs} instead of {mine}: somebody changed it at the same moment. Sync again.',
    zh: '回读时伙伴上是 {theirs} 而不是 {mine}：有人同时更改了它。请重新同步。',
  },
  'sync.agentThere': { en: 'The agent on the partner did not do it ({why}).', zh: '伙伴上的代理没有执行（{why}）。' },
  'sync.planChanged': {
    en: 'The partner’s plan is no longer the one that was shown. Nothing was applied; look at the new one.',
    zh: '伙伴的计划不再是所显示的计划。未应用任何内容；请查看新的计划。',
  },
  'sync.applyFailed': { en: 'The apply on the partner failed: {why}', zh: '伙伴上的应用失败：{why}' },
  'sync.partly': {
    en: 'Not all files were written on {address}. Written: {written}; not written: {failed} ({why}). Sync again once the cause is gone.',
    zh: '{address} 上并非所有文件都已写入。已写入：{written}；未写入：{failed}（{why}）。原因消除后请重新同步。',
  },
  'sync.commandFailed': {
    en: 'The files are there, but the command “{command}” ended with status {status, number, ::group-off} on {address}.',
    zh: '文件已写入，但命令“{command}”在 {address} 上以状态 {status, number, ::group-off} 结束。',
  },
  'sync.clock': {
    en: 'The partner’s clock {ahead, plural, =0 {is late} other {is early}} by {seconds, number} s. Nothing is decided by it, but times in history and journal will mislead: set up NTP on both.',
    zh: '伙伴的时钟{ahead, plural, =0 {慢了} other {快了}} {seconds, number} 秒。虽不影响任何判断，但历史与日志中的时间会误导人：请在两台上配置 NTP。',
  },
  'sync.badHash': {
    en: 'A revision’s hash has 64 digits, not “{value}”.',
    zh: '修订版的哈希为 64 位，不能是“{value}”。',
  },
  'sync.badAction': { en: '“{word}” is none of: {actions}.', zh: '“{word}”不在以下动作之中：{actions}。' },
  'sync.badSetting': { en: '“{word}” is not NAME=VALUE.', zh: '“{word}”不是“名称=值”的形式。' },
  'sync.step.connect': { en: 'asking {address} …', zh: '正在询问 {address} …' },
  'sync.step.file': {
    en: '{file}: {bytes, number} bytes{same, plural, =0 {} other {, equal there already}}',
    zh: '{file}：{bytes, number} 字节{same, plural, =0 {} other {，对方已相同}}',
  },
  'sync.step.push': { en: 'sending to {address} …', zh: '正在发送到 {address} …' },
  'sync.step.readBack': { en: 'reading back from {address} …', zh: '正在从 {address} 回读 …' },
  'sync.file.same': { en: '{file}: equal there already', zh: '{file}：对方已相同' },
  'sync.file.written': { en: '{file}: written', zh: '{file}：已写入' },
  'sync.filesDone': {
    en: 'The files on {address} are equal ({hash}), read back.',
    zh: '{address} 上的文件一致（{hash}），已回读。',
  },
  'sync.filesNothing': {
    en: 'The files on {address} were equal already ({hash}). Nothing was written.',
    zh: '{address} 上的文件早已一致（{hash}）。未写入任何内容。',
  },
  'sync.commandRan': {
    en: '“{command}” on {address} ended with status {status, number, ::group-off}:',
    zh: '“{command}”在 {address} 上以状态 {status, number, ::group-off} 结束：',
  },
  'sync.confirmFirst': {
    en: '{address} is the ACTIVE router: the files are saved there, not applied. Its plan:',
    zh: '{address} 是活动（active）路由器：文件已保存在那里，尚未应用。其计划为：',
  },
  'sync.askConfirm': { en: 'Apply this on the active router? [y/N]', zh: '在活动路由器上执行以上操作？[y/N]' },
  'sync.notConfirmed': {
    en: 'it is the active router and nobody confirmed its plan (sync again, or --yes)',
    zh: '它是活动路由器，且无人确认其计划（请重新同步，或使用 --yes）',
  },
  'sync.notApplied': {
    en: 'Saved on the partner, but not applied there: {why}',
    zh: '已保存在伙伴上，但未在那里应用：{why}',
  },
  'sync.done': {
    en: 'In sync: {address} holds r{number, number, ::group-off} ({hash}), there r{there, number, ::group-off}; read back and equal.',
    zh: '已同步：{address} 上为 r{number, number, ::group-off}（{hash}），在那里编号 r{there, number, ::group-off}；已回读并确认一致。',
  },
  'sync.nothing': {
    en: 'In sync already: {address} holds r{number, number, ::group-off} ({hash}). Nothing was written.',
    zh: '早已同步：{address} 上为 r{number, number, ::group-off}（{hash}）。未写入任何内容。',
  },
  'sync.applied': {
    en: 'Applied there: {count, plural, =0 {the kernel needed no change} one {# operation} other {# operations}}.',
    zh: '已在那里应用：{count, plural, =0 {内核无需更改} other {# 项操作}}。',
  },
  'sync.equal': { en: 'Both hold {hash}.', zh: '两者均为 {hash}。' },
  'sync.hashes': { en: 'here {mine} | there {theirs}', zh: '本机 {mine} | 对方 {theirs}' },
  'sync.onlyText': {
    en: '{file}: no field differs, only comments, order or blanks',
    zh: '{file}：字段均相同，仅注释、顺序或空白不同',
  },
  'sync.taken': {
    en: 'The partner’s files are those of this router now: r{number, number, ::group-off} ({hash}). Nothing was applied.',
    zh: '已采用伙伴的文件：r{number, number, ::group-off}（{hash}）。尚未应用。',
  },
  'sync.keyFirst': { en: 'On the partner, as root:', zh: '在伙伴上以 root 运行：' },
  'sync.askTrust': {
    en: '{address} shows the host key {fingerprint}. Is it the partner’s (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub there)? [y/N]',
    zh: '{address} 出示主机密钥 {fingerprint}。它是伙伴的吗（在那里运行 ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub）？[y/N]',
  },
  'sync.trusted': { en: '{address} is known by {fingerprint} now.', zh: '{address} 现以 {fingerprint} 识别。' },
  'sync.forgotten': {
    en: '{count, plural, =0 {No key of {address} was known.} one {The key of {address} is forgotten.} other {# keys of {address} are forgotten.}}',
    zh: '{count, plural, =0 {没有已知的 {address} 密钥。} other {已忘记 {address} 的 # 个密钥。}}',
  },
  'sync.state.done': { en: 'done   ', zh: '完成' },
  'sync.state.warning': { en: 'look   ', zh: '注意' },
  'sync.state.failed': { en: 'FAILED ', zh: '失败' },
  'sync.state.open': { en: 'open   ', zh: '待定' },
  'sync.steps.name.reachable': { en: 'the partner answers', zh: '伙伴有响应' },
  'sync.steps.name.host': { en: 'its host key is confirmed', zh: '其主机密钥已确认' },
  'sync.steps.name.key': { en: 'it accepts this router’s key', zh: '它接受本路由器的密钥' },
  'sync.steps.name.arapaima': { en: 'the key leads to arapaima receive', zh: '该密钥绑定到 arapaima receive' },
  'sync.steps.name.files': { en: 'its configuration files can be read', zh: '可以读取其配置文件' },
  'sync.steps.name.version': { en: 'the same version', zh: '版本相同' },
  'sync.steps.name.agent': { en: 'its agent is running', zh: '其代理正在运行' },
  'sync.steps.name.modules': { en: 'its kernel has IPVS', zh: '其内核已有 IPVS' },
  'sync.steps.name.interfaces': { en: 'the same networks on the same interfaces', zh: '相同接口连接相同网络' },
  'sync.steps.name.settings': { en: 'the same kernel settings', zh: '内核设置相同' },
  'sync.steps.name.clock': { en: 'the same time', zh: '时间一致' },
  'sync.steps.version': {
    en: '{here} here, {there} there. It works as long as both speak the same sync; upgrade the older one.',
    zh: '本机 {here}，对方 {there}。只要同步协议相同即可工作；请升级较旧的一台。',
  },
  'sync.steps.modules': {
    en: 'ip_vs is not loaded there: modprobe ip_vs, and at boot by /usr/lib/modules-load.d/arapaima.conf',
    zh: '那里未加载 ip_vs：运行 modprobe ip_vs，并通过 /usr/lib/modules-load.d/arapaima.conf 在启动时加载',
  },
  'sync.steps.interfaces': {
    en: '{names}: not there, or in another network. lvs.cf names interfaces, so both routers need them alike.',
    zh: '{names}：对方没有，或位于另一网络。lvs.cf 按名称引用接口，两台路由器必须一致。',
  },
  'sync.steps.settings': {
    en: 'they differ (here | there): {names}. An apply sets what lvs.cf needs; add the others to lvs.sysctl.',
    zh: '设置不同（本机 | 对方）：{names}。应用会设置 lvs.cf 所需的项；其余请加入 lvs.sysctl。',
  },
  'sync.status.head': {
    en: 'partner  {host} at {address}, Arapaima {version}',
    zh: '伙伴    {host}（{address}），Arapaima {version}',
  },
  'sync.status.here': { en: 'here     {name}', zh: '本机    {name}' },
  'sync.status.there': { en: 'there    {name}', zh: '对方    {name}' },
  'sync.status.equal': { en: '         the same files', zh: '        文件相同' },
  'sync.status.differ': {
    en: '         behind: “arapaima sync” brings it up to date',
    zh: '        较旧：“arapaima sync”可使其更新',
  },
  'sync.status.unknown': {
    en: '         NOT from this router: look with “arapaima partner compare” first',
    zh: '        并非来自本路由器：请先用“arapaima partner compare”查看',
  },
  'sync.status.agentAway': { en: 'agent    does not answer: {why}', zh: '代理    没有响应：{why}' },
  'sync.status.active': { en: 'role     active', zh: '角色    活动（active）' },
  'sync.status.standby': { en: 'role     standby', zh: '角色    备用（standby）' },
  'sync.status.running': {
    en: 'running  {running}{same, plural, =0 {, differs from what is saved there} other {, as saved there}}',
    zh: '运行中  {running}{same, plural, =0 {，与那里已保存的不同} other {，与那里已保存的相同}}',
  },
  'cli.verb.sync': { en: 'copy what is saved to the partner, and read back', zh: '将已保存的配置复制到伙伴并回读' },
  'cli.more.sync': {
    en: 'Progress is on standard error; success is said only when the hashes read back are equal. --dry-run writes nothing and ends with 6 when the two differ. On an active partner its plan is shown first and has to be confirmed (--yes). --overwrite HASH: what is saved there may go although it did not come from here. --together: for what both routers have to agree on (heartbeat port, addresses, times): the partner saves and applies, then this router, and neither is cut off meanwhile; with --role also where both take their role from.',
    zh: '进度写到标准错误；仅当回读的哈希一致时才报告成功。--dry-run 不写入任何内容，两者不同时退出状态为 6。伙伴为活动时先显示其计划并需确认（--yes）。--overwrite HASH：即使那里保存的内容并非来自本机，也可覆盖。--together：用于双方必须一致的设置（心跳端口、地址、时间）：先由伙伴保存并应用，再由本机应用，期间双方都不会失联；加 --role 可同时更改角色来源。',
  },
  'cli.verb.partner': { en: 'how the other router is, and how it is reached', zh: '另一台路由器的状态与连接方式' },
  'cli.more.partner': {
    en: 'status (the default); check: how far bringing it in has come, step by step; compare: field by field; take [--note TEXT]: its files become those saved here; key: this router’s public key, made at first; trust [FINGERPRINT]: confirm its host key; forget: its host key is not known any more; set address= port= user= via=arapaima|sftp folder= command= auto= everySec=: what lvs.cf does not say (an empty value is the default).',
    zh: 'status（默认）；check：逐步检查接入进度；compare：逐字段比较；take [--note TEXT]：采用对方的文件；key：本路由器的公钥（首次运行时生成）；trust [FINGERPRINT]：确认其主机密钥；forget：忘记其主机密钥；set address= port= user= via=arapaima|sftp folder= command= auto= everySec=：lvs.cf 未涉及的设置（空值表示默认）。',
  },
  'cli.verb.receive': {
    en: 'the partner’s end of a sync (a forced command of sshd)',
    zh: '同步的接收端（由 sshd 强制执行的命令）',
  },
  'cli.more.receive': {
    en: '--install KEY, as root: binds that public key of the partner to this command and nothing else; --remove KEY takes it away. Without them it serves one request that sshd hands over (SSH_ORIGINAL_COMMAND).',
    zh: '--install KEY（以 root 运行）：将伙伴的该公钥绑定到此命令，别无他用；--remove KEY 将其删除。不带选项时处理 sshd 交来的一个请求（SSH_ORIGINAL_COMMAND）。',
  },
  'sync.journalReceived': {
    en: '{user} synced r{number, number, ::group-off} ({hash}) from {host}',
    zh: '{user} 从 {host} 同步了 r{number, number, ::group-off}（{hash}）',
  },
  'sync.journalSent': {
    en: '{user} synced r{number, number, ::group-off} ({hash}) to {address}',
    zh: '{user} 将 r{number, number, ::group-off}（{hash}）同步到 {address}',
  },
  'sync.install.badKey': {
    en: 'That is not a public SSH key on one line (“ssh-ed25519 AAAA… comment”), without options before it.',
    zh: '这不是一行 SSH 公钥（“ssh-ed25519 AAAA… 注释”），且前面不得有选项。',
  },
  'sync.install.root': {
    en: 'Only root may bind a key: run it with sudo.',
    zh: '只有 root 可以绑定密钥：请用 sudo 运行。',
  },
  'sync.install.noUser': {
    en: 'There is no user “{user}” on this machine (ARAPAIMA_USER): systemd-sysusers or useradd makes it.',
    zh: '本机没有用户“{user}”（ARAPAIMA_USER）：请用 systemd-sysusers 或 useradd 创建。',
  },
  'sync.install.shell': {
    en: 'User “{user}” has the shell {shell}, so sshd would not run the command. Give it one: usermod --shell /bin/sh {user} (the key still gets no shell).',
    zh: '用户“{user}”的 shell 为 {shell}，sshd 将不会执行该命令。请设置：usermod --shell /bin/sh {user}（该密钥仍不能使用 shell）。',
  },
  'sync.install.home': {
    en: 'The home folder {home} of “{user}” is missing, or others may write it: sshd would ignore the key.',
    zh: '“{user}”的主目录 {home} 不存在，或他人可写：sshd 将忽略该密钥。',
  },
  'sync.install.done': {
    en: 'Written to {path}: the key {fingerprint} may sync, and nothing else.',
    zh: '已写入 {path}：密钥 {fingerprint} 只可用于同步。',
  },
  'sync.install.there': {
    en: 'The key {fingerprint} stands in {path} already.',
    zh: '密钥 {fingerprint} 已在 {path} 中。',
  },
  'sync.install.removed': {
    en: 'The key {fingerprint} is gone from {path}.',
    zh: '已从 {path} 删除密钥 {fingerprint}。',
  },
  'sync.install.none': {
    en: 'The key {fingerprint} does not stand in {path}.',
    zh: '{path} 中没有密钥 {fingerprint}。',
  },
} as const satisfies Area
