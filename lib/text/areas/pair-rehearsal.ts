import type { Area } from '../index'

/** Rehearsals on REDUNDANCY. What came of one is in pulse-rehearsal.ts. */
export const pairRehearsal = {
  'pair.rehearsal': { en: 'Rehearsal', zh: '演练' },
  'pair.rehearsal.lead': {
    en: 'Hands over, measures how long nobody answered, and takes back. A third host that runs “arapaima probe” meanwhile sees what clients see: its number can be put beside.',
    zh: '切换到伙伴，测量无应答的时长，再切回。期间在第三方主机上运行“arapaima probe”可看到客户端的实际情况，其数值可记录在旁。',
  },
  'pair.rehearsal.none': { en: 'None yet.', zh: '尚无演练。' },
  'pair.rehearsal.there': {
    en: 'Under way since {at}: hands over to the partner.',
    zh: '自 {at} 起进行中：正在切换到伙伴。',
  },
  'pair.rehearsal.resting': {
    en: 'Under way since {at}: the partner serves; waits until its connections are known here.',
    zh: '自 {at} 起进行中：伙伴正在提供服务；等待连接同步到本机。',
  },
  'pair.rehearsal.back': {
    en: 'Under way since {at}: asks for the service back.',
    zh: '自 {at} 起进行中：正在请求切回。',
  },
  'pair.rehearsal.at': { en: 'When', zh: '时间' },
  'pair.rehearsal.by': { en: 'Who', zh: '操作者' },
  'pair.rehearsal.gap': { en: 'Nobody answered', zh: '无应答' },
  'pair.rehearsal.seen': { en: 'A third host saw', zh: '第三方主机观测' },
  'pair.rehearsal.outcome': { en: 'There and back', zh: '切换与切回' },
  'pair.rehearsal.ms': { en: '{ms} ms', zh: '{ms} 毫秒' },
  'pair.rehearsal.good': { en: 'there and back', zh: '已切换并切回' },
  'pair.rehearsal.notThere': { en: 'Not handed over: {why}', zh: '未切换：{why}' },
  'pair.rehearsal.notBack': { en: 'Handed over, not back: {why}', zh: '已切换，未切回：{why}' },
  'pair.rehearsal.seenForm': { en: 'What a third host saw of the newest', zh: '第三方主机对最近一次演练的观测' },
  'pair.rehearsal.seenLabel': {
    en: 'Gap that a third host saw over the newest, ms',
    zh: '第三方主机观测到的最近一次间断（毫秒）',
  },
  'pair.rehearsal.keep': { en: 'Keep', zh: '记录' },
  'pair.rehearsal.badMs': {
    en: 'A whole number of milliseconds from 0 to 600000.',
    zh: '请输入 0 到 600000 之间的整数毫秒。',
  },
} as const satisfies Area
