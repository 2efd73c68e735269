import type { Area } from '../index'

/** Rehearsals of a hand-over. Codes come from agent/pulse/rehearsal.ts. */
export const pulseRehearsal = {
  'pulse.rehearsal.begun': { en: 'The rehearsal has begun.', zh: '演练已开始。' },
  'pulse.rehearsal.under-way': { en: 'A rehearsal is under way already.', zh: '演练已在进行中。' },
  'pulse.rehearsal.not-active': {
    en: 'A rehearsal begins on the active router; this one is not.',
    zh: '演练须在活动路由器上开始；本机不是活动路由器。',
  },
  'pulse.rehearsal.unknown': { en: 'There is no such rehearsal any more.', zh: '没有这次演练的记录。' },
  'pulse.rehearsal.seen': {
    en: 'Kept: the third host saw a gap of {ms, number} ms.',
    zh: '已记录：第三方主机观测到 {ms, number} 毫秒的间断。',
  },
  'pulse.rehearsal.no-ipv4': {
    en: 'Not measured: no IPv4 virtual address stands here, and only for those is there ARP. Run arapaima probe on a third host.',
    zh: '未测量：本机没有 IPv4 虚拟地址，只有 IPv4 才有 ARP。请在第三方主机上运行 arapaima probe。',
  },
  'pulse.rehearsal.never-gone': {
    en: 'Not measured: the virtual addresses were not seen to go.',
    zh: '未测量：未观察到虚拟地址撤下。',
  },
  'pulse.rehearsal.no-answer': {
    en: 'Not measured: nobody answered for the address in time.',
    zh: '未测量：在限定时间内没有主机应答该地址。',
  },
  'pulse.rehearsal.not-there': {
    en: 'Not measured: the service was not handed over.',
    zh: '未测量：服务未切换。',
  },
  'pulse.rehearsal.cannot-ask': { en: 'Not measured: {why}', zh: '未测量：{why}' },
  'pulse.rehearsal.is-back': { en: 'This router serves again.', zh: '本机恢复提供服务。' },
  'pulse.rehearsal.not-back': { en: 'The service stays on the partner.', zh: '服务仍在伙伴上。' },
  'pulse.rehearsal.failed': { en: 'The request failed: {why}', zh: '请求失败：{why}' },
  'agent.rehearsal': {
    en: 'Rehearsal: handed over and back{gap, plural, =-1 {} other {, gap {gap, number} ms}}.',
    zh: '演练：已切换并切回{gap, plural, =-1 {} other {，间断 {gap, number} 毫秒}}。',
  },
  'agent.rehearsalFailed': { en: 'Rehearsal: not completed.', zh: '演练：未完成。' },
  'agent.rehearsalBegun': { en: 'A rehearsal of a hand-over began.', zh: '切换演练已开始。' },
  'agent.rehearsalSeen': {
    en: 'A third host saw a gap of {ms, number} ms over a rehearsal.',
    zh: '第三方主机在演练中观测到 {ms, number} 毫秒的间断。',
  },
  'cli.rehearse.step': {
    en: '{step, select, there {Hands over to the partner…} resting {The partner serves; waits until its connections are known here…} other {Asks for the service back…}}',
    zh: '{step, select, there {正在切换到伙伴…} resting {伙伴正在提供服务；等待连接同步到本机…} other {正在请求切回…}}',
  },
  'cli.rehearse.gap': {
    en: 'Nobody answered for {address} for {ms, number} ms (ARP, seen from here).',
    zh: '{address} 在 {ms, number} 毫秒内无人应答（ARP，从本机观测）。',
  },
  'cli.rehearse.gone': {
    en: 'The agent no longer knows of the rehearsal: it was started again meanwhile.',
    zh: '代理已没有这次演练的记录：代理在此期间重新启动。',
  },
  'cli.rehearse.noneSeen': { en: 'There is no rehearsal to put the number beside.', zh: '没有可记录该数值的演练。' },
  'cli.rehearse.badMs': {
    en: '--seen takes milliseconds, 0 to 600000, not “{value}”.',
    zh: '--seen 应为 0 到 600000 毫秒，而不是“{value}”。',
  },
  'cli.rehearse.oneOption': { en: 'Give --rehearse or --seen, not both.', zh: '--rehearse 和 --seen 不能同时使用。' },
} as const satisfies Area
