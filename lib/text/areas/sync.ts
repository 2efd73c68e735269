import type { Area } from '../index'
import { cliSync } from './cli-sync'
import { syncProgress } from './sync-progress'
import { syncSteps } from './sync-steps'

/** The pair: what stands in the way of a sync, what `arapaima receive` refuses, each with its remedy. */
export const sync = {
  ...cliSync,
  ...syncProgress,
  ...syncSteps,

  'sync.noPartner': {
    en: 'lvs.cf names no partner. Set primary (GLOBAL SETTINGS) and backup (REDUNDANCY), or the address with “arapaima partner set address=HOST”.',
    zh: 'lvs.cf 中没有伙伴路由器。请设置 primary（GLOBAL SETTINGS 面板）与 backup（REDUNDANCY 面板），或用“arapaima partner set address=主机”指定地址。',
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
  'sync.journalReceived': {
    en: '{user} synced r{number, number, ::group-off} ({hash}) from {host}',
    zh: '{user} 从 {host} 同步了 r{number, number, ::group-off}（{hash}）',
  },
  'sync.journalSent': {
    en: '{user} synced r{number, number, ::group-off} ({hash}) to {address}',
    zh: '{user} 将 r{number, number, ::group-off}（{hash}）同步到 {address}',
  },
} as const satisfies Area
