import type { Area } from '../index'

/** What is wrong with the pair right now. */
export const pulseAlarms = {
  'pulse.alarm.agent-silent': {
    en: 'The agent does not answer its heartbeat process: no heartbeat is sent.',
    zh: '代理未响应心跳进程：已停止发送心跳。',
  },
  'pulse.alarm.heartbeat-ended': {
    en: 'The heartbeat process ended ({why}); it is started again.',
    zh: '心跳进程已结束（{why}）；正在重新启动。',
  },
  'pulse.alarm.keepalived': {
    en: 'VRRP as the role source: keepalived does not run as wanted: {why}',
    zh: '以 VRRP 作为角色来源：keepalived 未按要求运行：{why}',
  },
  'pulse.alarm.keepalived-missing': {
    en: 'VRRP as the role source needs keepalived, which is not on this machine. Install it (its own service may stay off), or choose pulse.',
    zh: '以 VRRP 作为角色来源需要 keepalived，而本机未安装。请安装（无需启用其自身的服务），或选择 pulse。',
  },
  'pulse.alarm.partner-silent': {
    en: 'No heartbeat of the partner’s for the dead time.',
    zh: '超过判定失效时间未收到伙伴的心跳。',
  },
  'pulse.alarm.channel-silent': {
    en: 'No heartbeat over the {channel, select, private {private channel} other {public channel}}.',
    zh: '{channel, select, private {私网} other {公网}}通道上没有心跳。',
  },
  'pulse.alarm.wrong-key': {
    en: 'The partner signs its heartbeats with another key ({channel}): nothing is taken over while that is so. Compare `arapaima key` on both.',
    zh: '伙伴的心跳使用了不同的密钥（{channel}）：在此期间不会接管。请在两端比较 `arapaima key`。',
  },
  'pulse.alarm.old-refused': {
    en: 'The partner sends Piranha’s heartbeat without a signature, though it once held the key ({channel}): refused. If that is meant: `arapaima key --unlatch`.',
    zh: '伙伴曾持有密钥，现在却发送未签名的 Piranha 心跳（{channel}）：已拒绝。如属有意，请执行 `arapaima key --unlatch`。',
  },
  'pulse.alarm.unproven': {
    en: 'Signed heartbeats come, but none answers ours ({channel}): only one direction works, or somebody replays them.',
    zh: '收到已签名的心跳，但没有回应我们的心跳（{channel}）：只有单向可达，或有人在重放。',
  },
  'pulse.alarm.incompatible': {
    en: 'Incompatible heartbeat received: the other system does not use identical services ({channel}).',
    zh: '收到不兼容的心跳：对方系统未使用相同的服务（{channel}）。',
  },
  'pulse.alarm.malformed': {
    en: 'Bad heartbeat packets come from the partner’s address ({channel}).',
    zh: '伙伴地址发来错误的心跳包（{channel}）。',
  },
  'pulse.alarm.replayed': {
    en: 'Old heartbeats are sent again from the partner’s address ({channel}); they count for nothing.',
    zh: '伙伴地址在重发旧心跳（{channel}）；不予采信。',
  },
  'pulse.alarm.times-differ': {
    en: 'The partner has another heartbeat interval ({keepalive} s) or dead time ({deadtime} s).',
    zh: '伙伴的心跳间隔（{keepalive} 秒）或判定失效时间（{deadtime} 秒）不同。',
  },
  'pulse.alarm.no-lease': {
    en: 'The dead time is not above the heartbeat interval: the addresses cannot run out by themselves when this router hangs.',
    zh: '判定失效时间不大于心跳间隔：本机挂起时虚拟地址无法自动失效。',
  },
} as const satisfies Area
