import type { Area } from '../index'

export const lab = {
  'lab.cannot': { en: 'The lab cannot run here:', zh: '实验环境无法在此机器上运行：' },
  'lab.boot': {
    en: 'Booting the lab: two routers, five real servers and a client on a kernel of their own …',
    zh: '正在启动实验环境：两台路由器、五台真实服务器和一个客户端，运行在独立的内核上……',
  },
  'lab.starting': {
    en: 'The network is up ({seconds} s). Starting agent and console on router a …',
    zh: '网络已就绪（{seconds} 秒）。正在路由器 a 上启动代理和控制台……',
  },
  'lab.portTaken': {
    en: 'Port {port} of this machine is in use. Another one: npm run lab -- --port 3637',
    zh: '本机端口 {port} 已被占用。可换一个端口：npm run lab -- --port 3637',
  },
  'lab.ready': { en: 'The console of router a: {url}', zh: '路由器 a 的控制台：{url}' },
  'lab.claim': { en: 'Claim code for the first log-in: {code}', zh: '首次登录的认领码：{code}' },
  'lab.try': {
    en: 'Try this: open it, claim it, add a virtual server web (address {vip}, device eth0:1, port 80, TCP) with the real servers {first} and {second} (port 80), switch all three on, then Review and apply. After that, in another terminal:',
    zh: '可以这样试：打开控制台并认领，添加虚拟服务器 web（地址 {vip}，设备 eth0:1，端口 80，TCP），加入真实服务器 {first} 和 {second}（端口 80），将三者启用，然后“审查并应用”。之后在另一个终端中运行：',
  },
  'lab.end': { en: 'Ctrl-C ends the lab; nothing of it stays.', zh: '按 Ctrl-C 结束实验环境，不会留下任何东西。' },
  'lab.consoleEnded': {
    en: 'Agent and console on router a have ended:',
    zh: '路由器 a 上的代理和控制台已退出：',
  },
  'lab.guestEnded': { en: 'The guest has ended:', zh: '虚拟内核已退出：' },
  'lab.noneRunning': {
    en: 'No lab is running. Start one in another terminal: npm run lab',
    zh: '没有正在运行的实验环境。请在另一个终端中启动：npm run lab',
  },
  'lab.noSuchHost': {
    en: 'The lab has no host {host}. Its hosts: {hosts}; the kernel they share: guest.',
    zh: '实验环境中没有主机 {host}。可用主机：{hosts}；它们共用的内核：guest。',
  },
} as const satisfies Area
