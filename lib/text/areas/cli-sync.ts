import type { Area } from '../index'

/** The verbs sync, partner and receive: their help, how the partner is, and the binding of its key. */
export const cliSync = {
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
