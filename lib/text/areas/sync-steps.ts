import type { Area } from '../index'

/** How far bringing the partner in has come, step by step. */
export const syncSteps = {
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
} as const satisfies Area
