import type { Area } from '../index'

/** What the agent did or saw: journal, alarms, state of the kernel. */
export const agent = {
  'agent.start': {
    en: 'Agent {version} started as {role}.',
    zh: '代理 {version} 已启动，角色为 {role}。',
  },
  'agent.stop': {
    en: 'The agent ended. The kernel keeps serving.',
    zh: '代理已结束。内核继续提供服务。',
  },
  'agent.apply': {
    en: 'Revision {revision} is running: {done, plural, =0 {nothing had to be changed} one {# operation} other {# operations}}.',
    zh: '修订版 {revision} 已在运行：{done, plural, =0 {无需更改} other {# 项操作}}。',
  },
  'agent.applyFailed': {
    en: 'An apply failed after {done, plural, one {# operation} other {# operations}}; {left, plural, one {# difference remains} other {# differences remain}}. Revision {revision} stays the running one.',
    zh: '应用失败：已完成 {done} 项操作，仍有 {left} 处差异。修订版 {revision} 仍为运行中的修订版。',
  },
  'agent.applyRefused': { en: 'An apply was refused. Nothing was changed.', zh: '应用被拒绝，未做任何更改。' },
  'agent.repair': {
    en: 'Repaired: the kernel equals revision {revision} again ({done, plural, one {# operation} other {# operations}}).',
    zh: '已修复：内核再次与修订版 {revision} 一致（{done} 项操作）。',
  },
  'agent.repairFailed': {
    en: 'A repair failed after {done, plural, one {# operation} other {# operations}}; {left, plural, one {# difference remains} other {# differences remain}}.',
    zh: '修复失败：已完成 {done} 项操作，仍有 {left} 处差异。',
  },
  'agent.repairRefused': { en: 'A repair was refused. Nothing was changed.', zh: '修复被拒绝，未做任何更改。' },
  'agent.restore': {
    en: 'Revision {revision} was put back after a start: {done, plural, =0 {nothing had to be changed} one {# operation} other {# operations}}.',
    zh: '启动后恢复了修订版 {revision}：{done, plural, =0 {无需更改} other {# 项操作}}。',
  },
  'agent.restoreFailed': {
    en: 'The running revision {revision} could not be put back: {left, plural, one {# difference remains} other {# differences remain}}. It is tried again.',
    zh: '无法恢复运行中的修订版 {revision}：仍有 {left} 处差异。将会重试。',
  },
  'agent.restoreRefused': {
    en: 'The running revision was refused. Nothing was changed.',
    zh: '运行中的修订版被拒绝，未做任何更改。',
  },
  'agent.put-back': { en: 'Done by the agent itself: {entries}', zh: '由代理自动处理：{entries}' },
  'agent.put-backFailed': {
    en: 'The agent could not put everything in order: {entries}',
    zh: '代理未能完全处理：{entries}',
  },
  'agent.put-backRefused': { en: 'Not put back: {entry}', zh: '未恢复：{entry}' },
  'agent.cut': { en: 'Ended at once, with its connections: {entries}', zh: '已立即结束，其连接被切断：{entries}' },
  'agent.cutFailed': { en: 'Could not be ended: {entries}', zh: '无法结束：{entries}' },
  'agent.cutRefused': { en: 'Not ended: {entry}', zh: '未结束：{entry}' },
  'agent.adopt': { en: 'Adopted and removed: {entries}', zh: '已接管并删除：{entries}' },
  'agent.adoptFailed': { en: 'Could not be removed: {entries}', zh: '无法删除：{entries}' },
  'agent.adoptRefused': { en: 'Not removed: {entry}', zh: '未删除：{entry}' },
  'agent.reloadRefused': { en: 'HUP: the saved files were not applied: {why}', zh: 'HUP：未应用已保存的文件：{why}' },
  'agent.files': {
    en: 'The files on disk changed ({hash}{revision, plural, =0 {, edited by hand} other {, revision #}}): {errors, plural, =0 {no error} one {# error} other {# errors}}. The running revision stays until somebody applies.',
    zh: '磁盘上的文件已更改（{hash}{revision, plural, =0 {，手工编辑} other {，修订版 #}}）：{errors, plural, =0 {没有错误} other {# 个错误}}。在有人应用之前，运行中的修订版不变。',
  },
  'agent.drift.value': {
    en: 'Changed by hand, and left so until Repair or the next apply: {key} {field} is {actual}, {wanted} was applied.',
    zh: '被手工更改，在修复或下次应用之前保持不变：{key} 的 {field} 为 {actual}，应用的值为 {wanted}。',
  },
  'agent.drift.missing-server': {
    en: 'Removed by hand, and left so until Repair or the next apply: {key}',
    zh: '被手工删除，在修复或下次应用之前保持不变：{key}',
  },
  'agent.drift.extra-server': {
    en: 'Added by hand, and left so until Repair or the next apply: {key}',
    zh: '被手工添加，在修复或下次应用之前保持不变：{key}',
  },
  'agent.recordLost': {
    en: 'The record of what this agent put into the kernel is lost. What the running revision wants counts as ours; everything else is shown as not managed here.',
    zh: '代理写入内核的记录已丢失。运行中的修订版所需要的条目视为本机管理；其余均显示为不受此处管理。',
  },
  'agent.kernelUnreadable': { en: 'The kernel cannot be read: {why}', zh: '无法读取内核状态：{why}' },
  'agent.filesUnreadable': { en: 'The file {path} cannot be read: {why}', zh: '无法读取文件 {path}：{why}' },
  'agent.runningUnreadable': {
    en: 'The running revision in the agent’s folder is damaged, so the kernel is left as it is until the next apply: {why}',
    zh: '代理目录中的运行修订版已损坏，在下次应用之前内核保持原样：{why}',
  },
  'agent.runningRefused': {
    en: 'The running revision {revision} has errors by the rules of this version, so the kernel is left as it is until the next apply.',
    zh: '按此版本的规则，运行中的修订版 {revision} 有错误，在下次应用之前内核保持原样。',
  },
  'agent.healthUnwritten': {
    en: 'The states of the real servers cannot be written: {why}',
    zh: '无法写入真实服务器的状态：{why}',
  },
  'agent.wish.drain': { en: '{server} of {virtual}: drain', zh: '{virtual} 的 {server}：排空' },
  'agent.wish.cut': { en: '{server} of {virtual}: cut', zh: '{virtual} 的 {server}：切断' },
  'agent.wish.force-up': { en: '{server} of {virtual}: forced up', zh: '{virtual} 的 {server}：强制启用' },
  'agent.wish.force-down': { en: '{server} of {virtual}: forced down', zh: '{virtual} 的 {server}：强制停用' },
  'agent.wish.resume': {
    en: '{server} of {virtual}: given back to its checks',
    zh: '{virtual} 的 {server}：交还检查决定',
  },
  'agent.deactivated': {
    en: '{server} of {virtual} is empty: deactivated in lvs.cf, and that applied.',
    zh: '{virtual} 的 {server} 已排空：已在 lvs.cf 中停用并应用。',
  },
  'agent.deactivatedSaved': {
    en: '{server} of {virtual} is empty: deactivated in the saved lvs.cf. Other saved changes wait there too, so nothing was applied.',
    zh: '{virtual} 的 {server} 已排空：已在保存的 lvs.cf 中停用。另有其他已保存的更改在等待，因此未应用。',
  },
  'agent.deactivateFailed': {
    en: '{server} of {virtual} is empty, but could not be deactivated in lvs.cf: {why}',
    zh: '{virtual} 的 {server} 已排空，但无法在 lvs.cf 中停用：{why}',
  },
  'agent.try': { en: 'The checks of {server} of {virtual} were tried.', zh: '已试行 {virtual} 的 {server} 的检查。' },
  'agent.alertTest': { en: 'An alert was sent as a test: {channel}', zh: '已发送测试告警：{channel}' },
  'agent.settings': { en: 'Settings changed: {names}', zh: '设置已更改：{names}' },
  'agent.settingsUnreadable': {
    en: 'The settings of the agent cannot be read, so defaults hold until they are saved again: {why}',
    zh: '无法读取代理的设置，在重新保存之前使用默认值：{why}',
  },
  'agent.record': {
    en: 'The agent’s own record could not be written: {why}',
    zh: '无法写入代理自身的记录：{why}',
  },
  'agent.journal': { en: 'The journal cannot be written: {why}', zh: '无法写入日志：{why}' },
  'agent.journalBroken': {
    en: 'The journal was tampered with or damaged: {file}, at entry {seq, number, ::group-off}.',
    zh: '日志被篡改或已损坏：{file}，第 {seq, number, ::group-off} 条。',
  },
  'agent.restore.again': {
    en: 'The running revision could not be put back: {why}',
    zh: '无法恢复运行中的修订版：{why}',
  },
  'agent.putBack': { en: 'Missing, and could not be put back: {entries}', zh: '缺失且无法恢复：{entries}' },
  'agent.partnerSees': {
    en: '{virtual}: no server is in service here, but the partner sees {up, number} of {known, number} up. Hand over on REDUNDANCY.',
    zh: '{virtual}：本机没有可用服务器，但伙伴路由器认为 {known, number} 台中有 {up, number} 台正常。请在 REDUNDANCY 面板切换。',
  },
  'agent.fought': {
    en: '{entry} was put back three times within a minute and is missing again: something else on this router removes it.',
    zh: '{entry} 在一分钟内被恢复三次后再次缺失：此路由器上有其他程序在删除它。',
  },
} as const satisfies Area
