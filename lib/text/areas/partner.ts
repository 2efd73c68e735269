import type { Area } from '../index'
import { partnerSetup } from './partner-setup'

/** The pair on the panels: strip, banner, sync, comparison, merge. */
export const partner = {
  ...partnerSetup,

  'partner.title': { en: 'Partner and sync', zh: '伙伴与同步' },
  'partner.open': { en: 'Partner, steps and settings', zh: '伙伴、步骤与设置' },
  'partner.bringIn': { en: 'Bring the backup in', zh: '接入备用路由器' },
  'partner.lead': {
    en: 'The other router over SSH: bringing it in, what it holds, and how its copy is kept.',
    zh: '通过 SSH 连接的另一台路由器：接入、其内容，以及如何保持副本一致。',
  },
  'partner.role.active': { en: 'active', zh: '活动' },
  'partner.role.standby': { en: 'standby', zh: '备用' },
  'partner.role.none': { en: 'role not decided', zh: '角色未定' },

  // The strip
  'partner.strip.saved': { en: 'Partner saved', zh: '伙伴已保存' },
  'partner.strip.running': { en: 'Partner running', zh: '伙伴运行中' },
  'partner.strip.wait': { en: 'not asked yet', zh: '尚未询问' },
  'partner.strip.setup': { en: 'not brought in yet', zh: '尚未接入' },
  'partner.strip.settings': { en: 'settings not usable', zh: '设置不可用' },
  'partner.strip.hostChanged': { en: 'host key changed', zh: '主机密钥已改变' },
  'partner.strip.away': { en: 'does not answer', zh: '无应答' },
  'partner.strip.equal': { en: '{name} · as here', zh: '{name} · 与本机一致' },
  'partner.strip.behind': { en: '{name} · older than here', zh: '{name} · 比本机旧' },
  'partner.strip.empty': { en: 'nothing saved yet', zh: '尚未保存任何内容' },
  'partner.strip.foreign': { en: '{name} · changed there', zh: '{name} · 在对方被改动' },
  'partner.strip.agentAway': { en: 'agent away', zh: '代理无应答' },
  'partner.strip.asSaved': { en: '{role} · as saved there', zh: '{role} · 与其已保存一致' },
  'partner.strip.notSaved': { en: '{role} · differs from saved there', zh: '{role} · 与其已保存不同' },
  'partner.strip.nothing': { en: '{role} · nothing applied', zh: '{role} · 未应用任何内容' },
  'partner.strip.autoFailed': {
    en: 'The automatic sync failed ({count, plural, one {1 time} other {# times}}) and tries again at {at}: {why}',
    zh: '自动同步失败（{count} 次），将于 {at} 重试：{why}',
  },
  'partner.strip.syncing': { en: 'Syncing…', zh: '正在同步…' },

  // The banner by role
  'partner.banner.standby': {
    en: 'This router is standby; the active one is {host} ({address}).',
    zh: '本路由器为备用；活动路由器是 {host}（{address}）。',
  },
  'partner.banner.standbyAlone': { en: 'This router is standby.', zh: '本路由器为备用。' },
  'partner.banner.standby.hint': {
    en: 'Here everything can be looked at and edited; what is saved here serves after a take-over, or once it was synced to the active router and confirmed there.',
    zh: '此处可查看与编辑所有内容；此处保存的内容在接管之后，或同步到活动路由器并在那里确认之后才会生效。',
  },
  'partner.banner.unheard': {
    en: 'This router is standby, and the other one does not answer the console over SSH.',
    zh: '本路由器为备用，且另一台未通过 SSH 应答控制台。',
  },
  'partner.banner.bothActive': {
    en: 'Both routers say that they are active.',
    zh: '两台路由器都声称自己处于活动状态。',
  },
  'partner.banner.bothActive.hint': {
    en: '{host} ({address}) and this one may both answer for the virtual addresses. Look at the heartbeat and the roles on REDUNDANCY before anything else.',
    zh: '{host}（{address}）与本机可能同时应答虚拟地址。请先在“冗余”面板检查心跳与角色。',
  },
  'partner.banner.bothStandby': {
    en: 'Both routers say that they are standby: nobody serves.',
    zh: '两台路由器都声称自己是备用：没有路由器在服务。',
  },

  // The button and what it comes to
  'partner.sync.button': { en: 'Sync to backup', zh: '同步到备份' },
  'partner.sync.toActive': { en: 'Sync to the active router', zh: '同步到活动路由器' },
  'partner.sync.first': { en: 'Make the first sync', zh: '进行首次同步' },
  'partner.sync.title': { en: 'Sync to backup', zh: '同步到备份' },
  'partner.sync.gone': { en: 'This sync is not known any more', zh: '已没有这次同步的记录' },
  'partner.sync.gone.hint': {
    en: 'The console was started anew, or many syncs came after it. The journal has what it did.',
    zh: '控制台已重新启动，或之后又有多次同步。其结果见日志。',
  },
  'partner.sync.running': { en: 'Syncing to {address}…', zh: '正在同步到 {address}…' },
  'partner.sync.again': { en: 'Look again', zh: '再次查看' },
  'partner.sync.progress': { en: 'Progress', zh: '进度' },
  'partner.sync.file': { en: 'File', zh: '文件' },
  'partner.sync.bytes': { en: 'Bytes', zh: '字节' },
  'partner.sync.fate': { en: 'State', zh: '状态' },
  'partner.sync.same': { en: 'equal there already', zh: '对方已相同' },
  'partner.sync.sent': { en: 'sent', zh: '已发送' },
  'partner.sync.sending': { en: 'being sent', zh: '正在发送' },
  'partner.sync.failed': { en: 'Not in sync', zh: '未同步' },
  'partner.sync.inSync': { en: 'In sync', zh: '已同步' },
  'partner.sync.savedThere': {
    en: 'Saved there; it is applied once you confirm',
    zh: '已保存在那里；确认之后才会应用',
  },
  'partner.sync.done': {
    en: '{address} holds r{number, number, ::group-off} ({hash}) now, there r{there, number, ::group-off}; read back and equal.',
    zh: '{address} 现为 r{number, number, ::group-off}（{hash}），在那里编号 r{there, number, ::group-off}；已回读并确认一致。',
  },
  'partner.sync.nothing': {
    en: '{address} held r{number, number, ::group-off} ({hash}) already, there r{there, number, ::group-off}. Nothing was written.',
    zh: '{address} 早已是 r{number, number, ::group-off}（{hash}），在那里编号 r{there, number, ::group-off}。未写入任何内容。',
  },
  'partner.sync.nextCompare': { en: 'See both side by side', zh: '并排查看两者' },
  'partner.sync.command': { en: 'What the command printed', zh: '命令的输出' },
  'partner.sync.noOutput': { en: 'Nothing.', zh: '无输出。' },
  'partner.sync.journal': { en: 'by {user}, {at}', zh: '{user}，{at}' },
  'partner.plan.title': { en: 'What would happen on the active router', zh: '在活动路由器上将发生什么' },
  'partner.plan.none': {
    en: 'Its kernel needs no change; only its running revision moves on.',
    zh: '其内核无需更改；仅更新其运行修订版。',
  },
  'partner.plan.lead': {
    en: '{address} is the ACTIVE router: the files are saved there and not applied. Clients notice what stands here once it is confirmed.',
    zh: '{address} 是活动路由器：文件已保存在那里，尚未应用。确认之后客户端才会受到以下影响。',
  },
  'partner.plan.confirm': { en: 'Apply on the active router', zh: '在活动路由器上应用' },
  'partner.plan.changed': {
    en: 'What is saved there is no longer what was sent; sync again.',
    zh: '那里已保存的内容不再是所发送的；请重新同步。',
  },
  'partner.plan.done': {
    en: 'Applied on the active router: {count, plural, =0 {the kernel needed no change} one {# operation} other {# operations}}.',
    zh: '已在活动路由器上应用：{count, plural, =0 {内核无需更改} other {# 项操作}}。',
  },
  'partner.plan.problems': {
    en: '{count, plural, one {# error stands} other {# errors stand}} in the files there: nothing can be applied.',
    zh: '那里的文件中有 {count} 个错误：无法应用。',
  },
  'sync.journalConfirmed': {
    en: '{user} confirmed {hash} on the active router {address}',
    zh: '{user} 在活动路由器 {address} 上确认了 {hash}',
  },

  // Both side by side
  'partner.compare.title': { en: 'Both side by side', zh: '并排比较' },
  'partner.compare.link': { en: 'Compare', zh: '比较' },
  'partner.compare.lead': {
    en: 'What is saved here and on the partner, field by field.',
    zh: '本机与伙伴已保存的内容，逐字段比较。',
  },
  'partner.compare.same': { en: 'Both hold the same files.', zh: '两者文件相同。' },
  'partner.compare.behind': {
    en: 'The partner holds an older revision of this router. A sync loses nothing.',
    zh: '伙伴持有本路由器的较旧修订版。同步不会丢失任何内容。',
  },
  'partner.compare.foreign': {
    en: 'What is saved on the partner did not come from here: somebody changed it there.',
    zh: '伙伴上保存的内容并非来自本机：有人在那里做了更改。',
  },
  'partner.compare.foreign.hint': {
    en: 'A sync is refused, so that no work is lost. Look at the differences, then choose one of the three ways below.',
    zh: '为避免丢失内容，同步被拒绝。请查看差异，然后从下面三种方式中选择一种。',
  },
  'partner.compare.mine': { en: 'Saved here', zh: '本机已保存' },
  'partner.compare.theirs': { en: 'Saved there', zh: '对方已保存' },
  'partner.compare.noRevision': { en: 'no revision of this router', zh: '不是本路由器的修订版' },
  'partner.compare.differences': { en: 'Differences', zh: '差异' },
  'partner.compare.count': {
    en: '{count, plural, =0 {no field} one {# field} other {# fields}}',
    zh: '{count} 个字段',
  },
  'partner.compare.part': { en: 'Field', zh: '字段' },
  'partner.compare.here': { en: 'Here', zh: '本机' },
  'partner.compare.there': { en: 'There', zh: '对方' },
  'partner.compare.unset': { en: 'not set', zh: '未设置' },
  'partner.compare.health': {
    en: '{up, number} of {servers, number} up, by its own checks',
    zh: '按其自身检查，{servers, number} 台中 {up, number} 台正常',
  },
  'partner.compare.downOnly': {
    en: 'The two routers do not see the same servers: down only there: {there}; down only here: {here}.',
    zh: '两台路由器所见不同：仅在对方为故障：{there}；仅在本机为故障：{here}。',
  },
  'partner.diff.caption': { en: '{file}: there against here', zh: '{file}：对方与本机的对比' },
  'partner.diff.added': { en: 'only here', zh: '仅本机' },
  'partner.diff.removed': { en: 'only there', zh: '仅对方' },
  'partner.diff.before': { en: 'Line in the file there', zh: '对方文件的行号' },
  'partner.diff.after': { en: 'Line in the file here', zh: '本机文件的行号' },
  'partner.diff.tooDifferent': {
    en: 'The two files differ too much to be shown line by line.',
    zh: '两个文件差别太大，无法逐行显示。',
  },
  'partner.ways': { en: 'Three ways out', zh: '三种处理方式' },
  'partner.take': { en: 'Take theirs', zh: '采用对方的' },
  'partner.take.about': {
    en: 'The partner’s files become those saved here, byte for byte. What was saved here stays in the history; nothing is applied.',
    zh: '伙伴的文件逐字节成为本机已保存的文件。本机原有内容留在历史中；不会应用任何内容。',
  },
  'partner.overwrite': { en: 'Overwrite theirs', zh: '覆盖对方的' },
  'partner.overwrite.about': {
    en: 'What is saved here replaces what is saved there. With Arapaima there it stays in the history of that router.',
    zh: '本机已保存的内容将替换对方已保存的内容。对方运行 Arapaima 时，原内容留在那台路由器的历史中。',
  },
  'partner.merge': { en: 'Merge', zh: '合并' },
  'partner.merge.about': {
    en: 'Field by field: what only one of the two changed is taken over, what both changed you decide. The result is saved here.',
    zh: '逐字段：仅一方更改的自动采用，双方都更改的由您决定。结果保存在本机。',
  },
  'partner.taken': {
    en: 'The partner’s files are saved here as r{number}. Nothing changes for clients until you apply.',
    zh: '伙伴的文件已在本机保存为 r{number}。应用之前，客户端不受任何影响。',
  },
  'partner.merge.title': { en: 'Merge', zh: '合并' },
  'partner.merge.lead': {
    en: 'Choose for each part that differs whose value is kept. Comments, order and blanks are those here.',
    zh: '为每个不同之处选择保留哪一方的值。注释、顺序与空白以本机为准。',
  },
  'partner.merge.base': {
    en: 'Both come from {name}: what only one of them changed since then is chosen already.',
    zh: '两者都源自 {name}：此后仅一方更改的已预先选好。',
  },
  'partner.merge.noBase': {
    en: 'The two histories have no revision in common: every part is for you to decide.',
    zh: '两者的历史没有共同的修订版：每一处都需由您决定。',
  },
  'partner.merge.conflicts': {
    en: '{count, plural, =0 {Nothing was changed by both.} one {# part was changed on both, or it cannot be told: choose.} other {# parts were changed on both, or it cannot be told: choose.}}',
    zh: '{count, plural, =0 {没有双方都更改的部分。} other {# 处双方都有更改或无法判断：请选择。}}',
  },
  'partner.merge.was': { en: 'Before', zh: '原值' },
  'partner.merge.kept': { en: 'choose whose value is kept', zh: '请选择保留哪一方的值' },
  'partner.merge.choose': { en: '{part}: whose value', zh: '{part}：采用哪一方' },
  'partner.merge.whole': { en: 'the whole file', zh: '整个文件' },
  'partner.merge.lines': {
    en: '{count, plural, =0 {no line} one {# line} other {# lines}}',
    zh: '{count, plural, =0 {空} other {# 行}}',
  },
  'partner.merge.open': {
    en: '{count, plural, one {# part is not decided yet.} other {# parts are not decided yet.}}',
    zh: '还有 {count} 处未决定。',
  },
  'partner.merge.problems': {
    en: 'The result would not be a valid configuration ({count, plural, one {# error} other {# errors}}); nothing was saved.',
    zh: '结果不是有效的配置（{count} 个错误）；未保存。',
  },
  'partner.merge.save': { en: 'Save the merge', zh: '保存合并结果' },
  'partner.merge.effect': {
    en: 'It is saved here as a revision. Nothing changes for clients until you apply, nor on the partner until you sync.',
    zh: '将在本机保存为一个修订版。应用之前客户端不受影响，同步之前伙伴也不变。',
  },
  'partner.merged': {
    en: 'Merged and saved as r{number}. It holds what was chosen of both; now it may replace what is saved there.',
    zh: '已合并并保存为 r{number}。它包含从双方选择的内容；现在可以用它替换对方已保存的内容。',
  },
  'partner.merge.nothing': { en: 'There is nothing to merge.', zh: '没有需要合并的内容。' },
  'partner.sftpOnly': {
    en: 'A router without Arapaima holds copies with derived marks and settings, so its files can only be overwritten.',
    zh: '没有 Arapaima 的路由器保存的是带有派生标记与设置的副本，因此其文件只能被覆盖。',
  },
} as const satisfies Area
