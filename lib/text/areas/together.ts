import type { Area } from '../index'

/** A change of the heartbeat's settings over both routers as one. Codes come from lib/sync/together.ts. */
export const together = {
  'together.title': { en: 'Change both routers as one', zh: '同时更改两台路由器' },
  'together.about': {
    en: 'For what both have to agree on. The standby saves and applies first, then this router; each keeps speaking on the former line until the other has followed, so nobody takes over, wherever it breaks off. Asking again completes it.',
    zh: '用于双方必须一致的设置。先由备用路由器保存并应用，再由本路由器应用；双方在对方跟上之前都保留先前的线路，因此无论在哪一步中断都不会发生接管。再次执行即可完成。',
  },
  'together.alone': { en: 'Or on this router alone', zh: '或仅在本路由器上应用' },
  'together.running': { en: 'Changing this router and {address}…', zh: '正在更改本路由器和 {address}…' },
  'together.done': { en: 'Both routers have changed', zh: '两台路由器均已更改' },
  'together.late': {
    en: 'Both have changed, but do not hear each other there yet',
    zh: '双方均已更改，但尚未在新线路上收到对方',
  },
  'together.failed': { en: 'Not changed as one', zh: '未能同时更改' },
  'sync.step.there': { en: 'changing {address} …', zh: '正在更改 {address} …' },
  'sync.step.here': { en: 'changing this router …', zh: '正在更改本路由器 …' },
  'sync.step.heard': { en: 'waiting until both are heard on the new line …', zh: '正在等待双方在新线路上收到心跳 …' },
  'sync.togetherDone': {
    en: 'Both routers have changed and hear each other: r{number, number, ::group-off} here, r{there, number, ::group-off} there ({hash}).',
    zh: '两台路由器均已更改并能收到对方心跳：本机 r{number, number, ::group-off}，对方 r{there, number, ::group-off}（{hash}）。',
  },
  'sync.togetherLate': {
    en: 'Both routers have changed (r{number, number, ::group-off}, {hash}), but the partner is not heard on the new line yet. The former line is kept until it is; look at port, addresses and firewall.',
    zh: '两台路由器均已更改（r{number, number, ::group-off}，{hash}），但尚未在新线路上收到伙伴的心跳。在此之前保留先前的线路；请检查端口、地址和防火墙。',
  },
  'sync.togetherNoPair': {
    en: 'This router is not one of a pair: pulse runs without a partner, or not at all. Apply here, and sync.',
    zh: '本路由器不属于一对路由器：pulse 没有伙伴，或未运行。请在此应用，然后同步。',
  },
  'sync.togetherAlone': {
    en: 'What is saved makes no pair any more: each router would serve by itself. Stop pulse on the standby first, then apply here.',
    zh: '已保存的内容不再构成一对路由器：双方都会自行提供服务。请先停止备用路由器上的 pulse，然后在此应用。',
  },
  'sync.togetherFiles': {
    en: 'The partner is a router without Arapaima: nobody there can apply in step with this router. Stop pulse there first; then apply here, sync, and start it again.',
    zh: '伙伴未安装 Arapaima：无法与本机同步应用。请先停止对方的 pulse，然后在此应用、同步，再将其启动。',
  },
  'sync.togetherStandby': {
    en: 'This router is standby. Change both from the active one.',
    zh: '本路由器为备用。请在活动路由器上更改双方。',
  },
  'sync.togetherUnheard': {
    en: 'The two routers do not hear each other’s heartbeat: they cannot change as one. Mend the heartbeat first, or apply on each alone; alone this causes a take-over.',
    zh: '两台路由器收不到彼此的心跳：无法同时更改。请先修复心跳，或分别应用；单独应用会导致接管。',
  },
  'sync.togetherBothActive': {
    en: 'The partner is not standby: nothing was changed there. Look who serves first.',
    zh: '伙伴不处于备用状态：对方未做任何更改。请先确认由谁提供服务。',
  },
  'sync.togetherProblems': {
    en: 'The saved files have {count, plural, one {one problem} other {# problems}} ({first}): nothing was changed.',
    zh: '保存的文件有 {count, number} 个问题（{first}）：未做任何更改。',
  },
  'sync.togetherNotThere': {
    en: 'The partner did not apply it ({why}). It runs what it ran, and so does this router.',
    zh: '伙伴未能应用（{why}）。伙伴与本路由器均保持原有运行配置。',
  },
  'sync.togetherHalf': {
    en: 'The partner has changed, this router has not ({why}). Nothing is cut: the partner keeps the former line as well. Apply here to finish, or save the former revision and sync it to go back.',
    zh: '伙伴已更改，本路由器尚未更改（{why}）。连接未中断：伙伴仍保留先前的线路。请在此应用以完成，或保存先前的版本并同步以恢复。',
  },
  'sync.agentHere': { en: 'The agent of this router does not do it: {why}', zh: '本路由器的代理未能执行：{why}' },
  'sync.badRoleSource': {
    en: '“{value}” is no source of the role: pulse or vrrp.',
    zh: '“{value}”不是角色来源：请用 pulse 或 vrrp。',
  },
} as const satisfies Area
