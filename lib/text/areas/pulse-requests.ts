import type { Area } from '../index'

/** What people ask of the pair, and what comes of it: start, stop, restart, hand-over, the heartbeat's key. */
export const pulseRequests = {
  'pulse.start.primary-unset': {
    en: 'lvs.cf names no primary and no backup is enabled: this router serves alone. Set primary on GLOBAL SETTINGS before a backup joins.',
    zh: 'lvs.cf 未指明主路由器（primary），也未启用备用：本机独自提供服务。加入备用路由器之前，请在 GLOBAL SETTINGS（全局设置）中设置 primary。',
  },
  'pulse.why.line-followed': {
    en: 'The partner follows on port {port, number, ::group-off}: the former line of the heartbeat is given up.',
    zh: '伙伴已切换到端口 {port, number, ::group-off}：不再使用先前的心跳线路。',
  },
  'pulse.cannot.nothing-running': {
    en: 'No configuration is running here yet: apply one first.',
    zh: '此处尚未运行任何配置：请先应用配置。',
  },
  'pulse.cannot.fixed-role': {
    en: 'The role of this router is fixed by the option --role of its agent: start the agent without it.',
    zh: '本路由器的角色由代理的 --role 选项固定：请不带该选项启动代理。',
  },
  'pulse.cannot.no-keeper': {
    en: 'Nobody would start this agent again: run it with “arapaima up” or under systemd.',
    zh: '没有程序会再次启动此代理：请用“arapaima up”或在 systemd 下运行。',
  },
  'pulse.restarting': {
    en: 'The agent starts again; addresses and table stay as they are.',
    zh: '代理正在重新启动；地址和转发表保持不变。',
  },
  'pulse.key.done-make': { en: 'The key is made.', zh: '密钥已生成。' },
  'pulse.key.done-set': { en: 'The key is set.', zh: '密钥已设置。' },
  'pulse.key.done-rotate': {
    en: 'A new key is made; the old one stays valid until the partner holds the new one.',
    zh: '已生成新密钥；在伙伴持有新密钥之前旧密钥仍然有效。',
  },
  'pulse.key.done-unlatch': {
    en: 'Heartbeats without a signature are taken again, until the partner proves that it holds the key.',
    zh: '重新接受未签名的心跳，直到伙伴证明其持有密钥。',
  },
  'pulse.key.no-request': {
    en: 'Nothing was asked for: “arapaima key” as root writes the request.',
    zh: '没有任何请求：请以 root 身份运行“arapaima key”。',
  },
  'pulse.key.failed': { en: 'The key could not be changed: {why}', zh: '无法更改密钥：{why}' },
  'agent.role': { en: 'Role: {entries} – {done, number} operations.', zh: '角色：{entries}——{done, number} 项操作。' },
  'agent.roleFailed': {
    en: 'The kernel does not have what this router’s role asks for: {why}',
    zh: '内核未达到本路由器角色的要求：{why}',
  },
  'agent.roleRefused': { en: 'A change of role was refused.', zh: '角色变更被拒绝。' },
  'agent.pair.start': { en: 'Pulse started.', zh: 'Pulse 已启动。' },
  'agent.pair.startRefused': { en: 'Pulse not started.', zh: 'Pulse 未启动。' },
  'agent.pair.stop': { en: 'Pulse stopped.', zh: 'Pulse 已停止。' },
  'agent.pair.stopRefused': { en: 'Pulse not stopped.', zh: 'Pulse 未停止。' },
  'agent.pair.handover': { en: 'Hand-over done.', zh: '切换完成。' },
  'agent.pair.handoverRefused': { en: 'Hand-over not done.', zh: '切换未完成。' },
  'agent.pair.take': { en: 'Taken over from the partner by request.', zh: '已按请求从伙伴接管。' },
  'agent.pair.takeRefused': { en: 'Not taken over from the partner.', zh: '未能从伙伴接管。' },
  'agent.pair.restart': { en: 'The agent is started again by request.', zh: '代理按请求重新启动。' },
  'agent.pair.restartRefused': { en: 'The agent was not started again.', zh: '代理未重新启动。' },
  'agent.pair.key': { en: 'The heartbeat’s key was changed.', zh: '心跳密钥已更改。' },
  'agent.pair.keyRefused': { en: 'The heartbeat’s key was not changed.', zh: '心跳密钥未更改。' },
  'cli.verb.start': { en: 'pulse takes part again after a stop', zh: '停止之后重新启动 pulse' },
  'cli.verb.stop': { en: 'pulse stops: hands over where the partner is ready', zh: '停止 pulse：伙伴就绪时先切换' },
  'cli.verb.restart': { en: 'start the agent again; the kernel goes on serving', zh: '重新启动代理；内核继续提供服务' },
  'cli.verb.handover': {
    en: 'give the service to the partner, or on a standby take it',
    zh: '将服务切换给伙伴；在备用路由器上则接管',
  },
  'cli.verb.key': {
    en: 'the heartbeat’s key: show, make, set, rotate, unlatch',
    zh: '心跳密钥：显示、生成、设置、轮换、解除锁定',
  },
  'cli.more.start': {
    en: 'Heartbeats and checks begin again, as at a start of the agent.',
    zh: '重新开始心跳和检查，如同代理启动时。',
  },
  'cli.more.stop': {
    en: `An active router hands over first; with nobody there its addresses stay. The stop is remembered over a restart.
  --withdraw   give the virtual addresses up even if nobody takes them`,
    zh: `活动路由器先进行切换；没有伙伴时地址保留。停止状态在重启后仍然有效。
  --withdraw   即使无人接管也撤下虚拟地址`,
  },
  'cli.more.restart': {
    en: 'Withdraws nothing: zero operations when nothing changed. For upgrades.',
    zh: '不撤下任何内容：没有变化时不执行任何操作。用于升级。',
  },
  'cli.more.handover': {
    en: `Waits until the partner serves, or says why not.
  --rehearse   there, measure how long nobody answered, and back
  --seen MS    puts the gap that “arapaima probe” saw on a third host beside the last rehearsal`,
    zh: `等待伙伴开始提供服务，或说明原因。
  --rehearse   切换到伙伴，测量无应答时长，再切回
  --seen MS    将第三方主机上“arapaima probe”观测到的间断记录到最近一次演练`,
  },
  'cli.more.key': {
    en: `As root. Without an option: shows the key, to be set by hand on the partner.
  --make       the first key
  --set        reads the partner’s key from standard input
  --rotate     a new key; the old one stays valid until the partner holds the new one
  --unlatch    take heartbeats without a signature again, until the partner proves the key
  --status     how many keys there are and whether the partner has proven one; not the key`,
    zh: `需要 root 身份。不带选项时显示密钥，需手动在伙伴上设置。
  --make       生成第一个密钥
  --set        从标准输入读取伙伴的密钥
  --rotate     生成新密钥；伙伴持有新密钥之前旧密钥仍然有效
  --unlatch    重新接受未签名的心跳，直到伙伴证明持有密钥
  --status     密钥数量以及伙伴是否已证明持有；不显示密钥`,
  },
  'cli.key.none': {
    en: 'There is no key: “arapaima key --make” makes one.',
    zh: '没有密钥：“arapaima key --make”可生成。',
  },
  'cli.key.older': {
    en: 'older key, valid until the partner holds the newer one:',
    zh: '旧密钥，在伙伴持有新密钥之前有效：',
  },
  'cli.key.status': {
    en: '{count, plural, =0 {no key} one {one key} other {two keys: it is being changed}}; {latched, select, 1 {the partner has proven it} other {heartbeats without a signature are taken}}',
    zh: '{count, plural, =0 {没有密钥} one {一个密钥} other {两个密钥：正在轮换}}；{latched, select, 1 {伙伴已证明持有} other {接受未签名的心跳}}',
  },
  'cli.key.oneOption': {
    en: 'Give one of --make, --set, --rotate, --unlatch, --status.',
    zh: '请只给出 --make、--set、--rotate、--unlatch、--status 之一。',
  },
  'cli.key.notRoot': {
    en: 'The key stands in {path}, which only root can read.',
    zh: '密钥位于 {path}，只有 root 可以读取。',
  },
} as const satisfies Area
