import type { Area } from '../index'

/** Bringing a backup in, and how the partner is reached. */
export const partnerSetup = {
  'partner.now': { en: 'How the partner is', zh: '伙伴的状态' },
  'partner.askedAt': { en: 'asked {at}', zh: '询问于 {at}' },
  'partner.askAgain': { en: 'Ask again', zh: '再次询问' },
  'partner.asking': { en: 'The partner is still being asked.', zh: '仍在询问伙伴。' },
  'partner.none': { en: 'No partner yet', zh: '还没有伙伴' },
  'partner.none.hint': {
    en: 'Set primary in Global settings and backup on Redundancy, or name the partner below.',
    zh: '请在“全局设置”中设置主路由器、在“冗余”中设置备用路由器，或在下面指定伙伴。',
  },
  'partner.none.card': {
    en: 'Set primary in Global settings and the backup router below, or name the partner among its settings.',
    zh: '请在“全局设置”中设置主路由器、在下面设置备用路由器，或在伙伴的设置中指定其地址。',
  },
  'partner.fact.address': { en: 'Address', zh: '地址' },
  'partner.fact.host': { en: 'Name', zh: '名称' },
  'partner.fact.version': { en: 'Version', zh: '版本' },
  'partner.fact.role': { en: 'Role', zh: '角色' },
  'partner.fact.saved': { en: 'Saved there', zh: '已保存' },
  'partner.fact.running': { en: 'Running there', zh: '运行中' },
  'partner.fact.kernel': { en: 'Kernel there', zh: '内核' },
  'partner.fact.health': { en: 'Real servers', zh: '真实服务器' },
  'partner.fact.alarms': { en: 'Alarms there', zh: '告警' },
  'partner.kernel.equal': { en: 'equals running', zh: '与运行中一致' },
  'partner.kernel.differs': { en: 'differs from running', zh: '与运行中不一致' },
  'partner.revision': { en: 'r{number} by {author}', zh: 'r{number}，{author}' },

  // The steps
  'partner.steps': { en: 'Bringing the backup in', zh: '接入备用路由器' },
  'partner.steps.count': { en: '{done} of {all} done', zh: '已完成 {done} / {all}' },
  'partner.steps.ready': {
    en: 'Every step is done. What is left is the first sync.',
    zh: '所有步骤均已完成。还差首次同步。',
  },
  'partner.steps.notAll': {
    en: 'The files can be copied already; the backup can take over once every step is done.',
    zh: '文件已可复制；所有步骤完成后，备用路由器才能接管。',
  },
  'partner.steps.inSync': { en: 'The backup is in: both hold the same files.', zh: '备份已接入：两者文件相同。' },
  'partner.step.own': { en: 'this router has a key', zh: '本路由器有密钥' },
  'partner.step.done': { en: 'done', zh: '完成' },
  'partner.step.warning': { en: 'look', zh: '注意' },
  'partner.step.failed': { en: 'to do', zh: '待办' },
  'partner.step.open': { en: 'later', zh: '稍后' },
  'partner.key.make': { en: 'Make the key', zh: '生成密钥' },
  'partner.key.about': {
    en: 'The console gets an SSH key of its own (Ed25519). The private half never leaves this router.',
    zh: '控制台将获得自己的 SSH 密钥（Ed25519）。私钥不会离开本路由器。',
  },
  'partner.lines': { en: 'Two lines to run on the backup', zh: '在备用路由器上运行的两行命令' },
  'partner.lines.install': {
    en: 'As root: binds this router’s key to “arapaima receive”, and to nothing else.',
    zh: '以 root 运行：将本路由器的密钥绑定到“arapaima receive”，别无他用。',
  },
  'partner.lines.fingerprint': {
    en: 'Shows the fingerprint that you compare below.',
    zh: '显示供您在下面比对的指纹。',
  },
  'partner.lines.sftp': {
    en: 'As root: lets this router’s key log in as {user}. Take a user that may write {folder} and nothing more.',
    zh: '以 root 运行：允许本路由器的密钥以 {user} 登录。请选择只能写入 {folder} 的用户。',
  },
  'partner.lines.copy': { en: 'Copy', zh: '复制' },
  'partner.lines.copied': { en: 'Copied', zh: '已复制' },
  'partner.host.shown': { en: '{address} shows this host key:', zh: '{address} 出示以下主机密钥：' },
  'partner.host.compare': {
    en: 'Compare it with what the second line prints on the backup itself, not over this network.',
    zh: '请与在备用路由器本机上（而非经由此网络）运行第二行所得的结果比对。',
  },
  'partner.host.confirm': { en: 'It is the same: confirm it', zh: '两者相同：确认' },
  'partner.host.changed': { en: 'The host key has changed', zh: '主机密钥已改变' },
  'partner.host.changed.hint': {
    en: 'Nothing was sent. Somebody may stand between the two routers. Only if the backup was installed anew, and the second line there prints the key that it shows now: forget the old one, then confirm the new one.',
    zh: '未发送任何内容。可能有人在两台路由器之间冒充。仅当备用路由器已重装，且在那里运行第二行所得即为现在出示的密钥时：先忘记旧密钥，再确认新密钥。',
  },
  'partner.host.known': { en: 'Known', zh: '已知' },
  'partner.host.offered': { en: 'Shown now', zh: '现在出示' },
  'partner.host.forget': { en: 'Forget the old key', zh: '忘记旧密钥' },
  'partner.trusted': { en: 'The host key is confirmed.', zh: '主机密钥已确认。' },
  'partner.forgotten': { en: 'The old host key is forgotten.', zh: '旧的主机密钥已忘记。' },
  'partner.keyMade': { en: 'The key is made.', zh: '密钥已生成。' },
  'partner.saved': { en: 'Saved.', zh: '已保存。' },
  'partner.notDone': { en: 'Not done', zh: '未完成' },

  // The same codes as the command has, with the remedy that stands on the page
  'partner.why.sync.noKey': {
    en: 'This router has no key for the partner yet. The button makes one.',
    zh: '本路由器尚无用于伙伴的密钥。请按按钮生成。',
  },
  'partner.why.sync.hostUnknown': {
    en: 'Nobody has confirmed the host key of {address} yet.',
    zh: '尚无人确认 {address} 的主机密钥。',
  },
  'partner.why.sync.hostChanged': {
    en: 'The host key of {address} is not the one that was confirmed.',
    zh: '{address} 的主机密钥不是已确认的那一个。',
  },
  'partner.why.sync.keyRefused': {
    en: '{address} does not accept this router’s key for user {user}. Run the first line there, as root; then ask again.',
    zh: '{address} 不接受本路由器用于用户 {user} 的密钥。请在那里以 root 运行第一行，然后再次询问。',
  },
  'partner.why.sync.notReceive': {
    en: 'On {address} the key does not lead to “arapaima receive” (status {status, number, ::group-off}: {why}). Run the first line there, as root; an older Arapaima has to be upgraded.',
    zh: '在 {address} 上该密钥没有绑定到“arapaima receive”（状态 {status, number, ::group-off}：{why}）。请在那里以 root 运行第一行；较旧的 Arapaima 需先升级。',
  },
  'partner.why.sync.noAlgorithm': {
    en: '{address} and this router have no algorithm in common ({why}). If the partner was installed anew, forget its old key and confirm the new one.',
    zh: '{address} 与本路由器没有共同的算法（{why}）。若伙伴已重装，请忘记旧密钥并确认新密钥。',
  },
  'partner.why.sync.theirsUnknown': {
    en: 'What is saved on the partner ({theirs}) did not come from here ({mine} is saved here): somebody changed it there. Nothing was written.',
    zh: '伙伴上保存的内容（{theirs}）并非来自本机（本机为 {mine}）：有人在那里做了更改。未写入任何内容。',
  },
  'partner.why.sync.noPartner': {
    en: 'lvs.cf names no partner. Set primary in Global settings and backup on Redundancy, or name the partner below.',
    zh: 'lvs.cf 中没有伙伴。请在“全局设置”中设置主路由器、在“冗余”中设置备用路由器，或在下面指定伙伴。',
  },
  'partner.why.sync.whichRouter': {
    en: 'This machine carries neither {primary} (primary) nor {backup} (backup), or both: the partner cannot be told from lvs.cf. Name it below.',
    zh: '本机既没有 {primary}（主路由器）也没有 {backup}（备用路由器）的地址，或两者都有：无法从 lvs.cf 判断伙伴。请在下面指定。',
  },

  // The settings
  'partner.set.title': { en: 'How the partner is reached', zh: '如何连接伙伴' },
  'partner.set.kept': {
    en: 'Kept by this console, not in lvs.cf and not copied to the partner.',
    zh: '由本控制台保存，不在 lvs.cf 中，也不会复制到伙伴。',
  },
  'partner.set.accept': { en: 'Save the settings', zh: '保存设置' },
  'partner.set.effect': { en: 'They count from the next question on.', zh: '从下一次询问起生效。' },
  'partner.set.address': { en: 'Address or name', zh: '地址或名称' },
  'partner.set.address.help': {
    en: 'Blank: the one of primary and backup in lvs.cf that is not this machine, over the private network where both have one.',
    zh: '留空：取 lvs.cf 中主、备路由器里不是本机的那一个；双方都有私网地址时走私网。',
  },
  'partner.set.port': { en: 'SSH port', zh: 'SSH 端口' },
  'partner.set.user': { en: 'User there', zh: '对方用户' },
  'partner.set.user.help': {
    en: 'arapaima, where Arapaima is installed; for SFTP a user that may write the folder.',
    zh: '对方安装了 Arapaima 时为 arapaima；使用 SFTP 时为可写该目录的用户。',
  },
  'partner.set.via': { en: 'What runs there', zh: '对方运行的程序' },
  'partner.set.via.arapaima': { en: 'Arapaima', zh: 'Arapaima' },
  'partner.set.via.arapaima.hint': {
    en: 'The key may do nothing but sync; the other router checks, keeps a history, and applies by itself while it is standby.',
    zh: '密钥只能用于同步；对方会检查、保留历史，并在备用时自行应用。',
  },
  'partner.set.via.sftp': { en: 'A plain router (SFTP)', zh: '普通路由器（SFTP）' },
  'partner.set.via.sftp.hint': {
    en: 'An old Piranha, for example: the three files are written under their own names, marks and settings that follow from lvs.cf included.',
    zh: '例如旧的 Piranha：三个文件以原名写入，并包含由 lvs.cf 派生的标记与设置。',
  },
  'partner.set.folder': { en: 'Folder there', zh: '对方目录' },
  'partner.set.folder.help': { en: 'SFTP only.', zh: '仅用于 SFTP。' },
  'partner.set.command': { en: 'Command afterwards', zh: '之后运行的命令' },
  'partner.set.command.help': {
    en: 'SFTP only. Runs there when something was written; words are parted by blanks and each is quoted. Blank: nothing runs.',
    zh: '仅用于 SFTP。写入后在对方运行；以空格分词，每个词都会加引号。留空则不运行。',
  },
  'partner.set.command.warn': {
    en: 'Once something was written, this runs on {address} as {user}:',
    zh: '写入之后，将在 {address} 上以 {user} 运行：',
  },
  'partner.set.auto': { en: 'After each apply', zh: '每次应用之后' },
  'partner.set.auto.box': { en: 'sync by itself', zh: '自动同步' },
  'partner.set.auto.help': {
    en: 'While this router is active and the partner standby. A failure is said on the strip and tried again with growing pauses. An active partner always wants a person.',
    zh: '仅当本机为活动、伙伴为备用时。失败会显示在状态条上，并以逐渐加长的间隔重试。处于活动状态的伙伴始终需要人工确认。',
  },
  'partner.set.everySec': { en: 'Ask the partner every', zh: '询问伙伴的间隔' },
  'partner.set.everySec.help': {
    en: 'One question over one connection, however many consoles are open.',
    zh: '无论打开多少控制台，都只通过一条连接询问一次。',
  },
  'partner.bad.address': {
    en: 'An address or a host name: letters, digits, dots, colons and hyphens; blank for the one of lvs.cf.',
    zh: '应为地址或主机名：字母、数字、点、冒号与连字符；留空取 lvs.cf 中的。',
  },
  'partner.bad.port': { en: 'A number from 1 to 65535.', zh: '应为 1 到 65535 的数字。' },
  'partner.bad.user': {
    en: 'A user name: a letter or underscore first, then letters, digits, dots, hyphens.',
    zh: '应为用户名：以字母或下划线开头，其后为字母、数字、点、连字符。',
  },
  'partner.bad.via': { en: 'One of the two.', zh: '请从两者中选择。' },
  'partner.bad.folder': {
    en: 'An absolute path of letters, digits, dots, hyphens and slashes, without “..”.',
    zh: '应为绝对路径，只含字母、数字、点、连字符与斜杠，不含“..”。',
  },
  'partner.bad.command': {
    en: 'At most 20 words of up to 200 characters, without control characters.',
    zh: '最多 20 个词，每个不超过 200 字符，且不含控制字符。',
  },
  'partner.bad.auto': { en: 'Yes or no.', zh: '是或否。' },
  'partner.bad.everySec': { en: 'From 5 to 3600 seconds.', zh: '应为 5 到 3600 秒。' },
} as const satisfies Area
