import type { Area } from '../index'

/** Why the agent did not do what was asked: one sentence for each code of lib/api/errors.ts, and those of an agent that is away. */
export const api = {
  'api.agentAway': {
    en: 'The router agent does not answer ({why}). Is it running?',
    zh: '路由器代理没有响应（{why}）。它是否在运行？',
  },
  'api.agentSlow': {
    en: 'The router agent did not answer in time. What it was asked to do may have been done.',
    zh: '路由器代理未及时响应，所请求的操作可能已经执行。',
  },
  'api.agentForbidden': {
    en: 'The socket of the router agent may not be opened by this user ({why}). The console’s user has to be in the group arapaima.',
    zh: '当前用户无权打开路由器代理的套接字（{why}）。控制台的用户必须属于 arapaima 组。',
  },
  'api.agentTooMuch': {
    en: 'The answer of the router agent is larger than any that it should give; it was not read.',
    zh: '路由器代理的回答过大，未读取。',
  },
  'api.agentAnswer': {
    en: 'The router agent gave an answer that this version does not understand (status {status, number, ::group-off}).',
    zh: '路由器代理的回答无法识别（状态 {status, number, ::group-off}）。',
  },
  'api.badJson': { en: 'The request is not JSON.', zh: '请求不是 JSON。' },
  'api.badShape': { en: 'The request has a form that no request has ({why}).', zh: '请求的结构不被接受（{why}）。' },
  'api.invalid': { en: 'The request is not valid at “{path}”: {why}', zh: '请求在“{path}”处无效：{why}' },
  'api.notFound': { en: 'There is nothing at {path}.', zh: '{path} 不存在。' },
  'api.method': { en: '{path} does not take this method.', zh: '{path} 不支持此方法。' },
  'api.tooSlow': { en: 'The request took too long to arrive.', zh: '请求到达超时。' },
  'api.changed': {
    en: 'Something changed meanwhile, so the plan that was shown is no longer the plan. Nothing was done; look at the new one.',
    zh: '期间情况已变化，所显示的计划不再有效。未做任何更改；请查看新的计划。',
  },
  'api.tooLarge': { en: 'The request is larger than {max, number} bytes.', zh: '请求超过 {max, number} 字节。' },
  'api.mediaType': { en: 'The request has to be application/json.', zh: '请求必须为 application/json。' },
  'api.problems': {
    en: 'The saved files have {count, plural, one {# error} other {# errors}}. The running revision stays.',
    zh: '已保存的文件有 {count} 个错误。运行中的修订版保持不变。',
  },
  'api.guard': {
    en: 'The plan holds something that must not run: {entry} ({value}). Nothing was done.',
    zh: '计划中包含不允许执行的内容：{entry}（{value}）。未做任何更改。',
  },
  'api.rival': {
    en: '{name} runs on this router (process {pid, number, ::group-off}) and manages the same kernel. The agent only looks until it has ended.',
    zh: '此路由器上正在运行 {name}（进程 {pid, number, ::group-off}），它管理同一内核。在其结束之前，代理只观察、不更改。',
  },
  'api.nothingRunning': {
    en: 'Nothing was applied here yet, so there is nothing to repair.',
    zh: '此处尚未应用任何内容，因此没有可修复的内容。',
  },
  'api.noSuchEntry': { en: 'There is no such entry any more: {key}', zh: '该条目已不存在：{key}' },
  'api.unreadable': { en: '{path} cannot be read: {why}', zh: '无法读取 {path}：{why}' },
  'api.unwritable': {
    en: 'Nothing was done, because it could not be recorded: {why}',
    zh: '无法记录，因此未做任何更改：{why}',
  },
  'api.kernel': { en: 'The kernel cannot be read: {why}', zh: '无法读取内核状态：{why}' },
  'api.busy': { en: 'Too many requests wait already. Try again in a moment.', zh: '等待的请求过多，请稍后再试。' },
  'api.stopping': { en: 'The agent is ending.', zh: '代理正在结束。' },
  'api.internal': { en: 'A fault in the agent. Its log says more.', zh: '代理内部故障，详见其日志。' },
} as const satisfies Area
