import type { Area } from '../index'

/** `arapaima probe`: how long nobody answered, seen from a third host. */
export const cliProbe = {
  'cli.verb.probe': {
    en: 'ask an address many times a second, and print when nobody answered',
    zh: '每秒多次访问某个地址，并输出无应答的时段',
  },
  'cli.more.probe': {
    en: `From any machine but the routers (one that holds the table would answer itself). Port 80 if none is given.
Needs no agent here. Exit code 1 when there was a gap, or no answer at all.
  --for SECONDS   how long (1 to 3600; 10)
  --every MS      time between two questions (10 to 10000; 50)`,
    zh: `请在路由器以外的任一主机上运行（持有转发表的主机会自行应答）。未指定端口时为 80。
本机无需代理。出现间断或完全无应答时退出码为 1。
  --for SECONDS   持续时间（1 到 3600 秒；默认 10）
  --every MS      两次访问的间隔（10 到 10000 毫秒；默认 50）`,
  },
  'cli.probe.noTarget': {
    en: 'Say whom to ask: arapaima probe ADDRESS[:PORT]',
    zh: '请指明要访问的地址：arapaima probe ADDRESS[:PORT]',
  },
  'cli.probe.badTarget': {
    en: '“{text}” is no address: 192.0.2.100, 192.0.2.100:443 or [2001:db8::1]:443',
    zh: '“{text}”不是地址：应为 192.0.2.100、192.0.2.100:443 或 [2001:db8::1]:443',
  },
  'cli.probe.range': {
    en: '{option} takes a whole number from {min, number, ::group-off} to {max, number, ::group-off}, not “{text}”.',
    zh: '{option} 应为 {min, number, ::group-off} 到 {max, number, ::group-off} 的整数，而不是“{text}”。',
  },
  'cli.probe.sum': {
    en: '{target}: {answered, number, ::group-off} of {asked, number, ::group-off} answered in {seconds, number} s{refused, plural, =0 {} other {, # refused}}.',
    zh: '{target}：{seconds, number} 秒内 {asked, number, ::group-off} 次访问，{answered, number, ::group-off} 次应答{refused, plural, =0 {} other {，# 次被拒绝}}。',
  },
  'cli.probe.gap': {
    en: '{open, select, 1 {no answer since {at} UTC, for {ms, number, ::group-off} ms, to the end} other {no answer from {at} UTC on for {ms, number, ::group-off} ms}}',
    zh: '{open, select, 1 {自 {at} UTC 起无应答，持续 {ms, number, ::group-off} 毫秒，直至结束} other {自 {at} UTC 起 {ms, number, ::group-off} 毫秒无应答}}',
  },
  'cli.probe.none': {
    en: 'No gap longer than {limit, number, ::group-off} ms.',
    zh: '没有超过 {limit, number, ::group-off} 毫秒的间断。',
  },
  'cli.probe.late': {
    en: 'This machine itself stood still for up to {ms, number, ::group-off} ms: a gap of that length may be its own.',
    zh: '本机自身最多停顿了 {ms, number, ::group-off} 毫秒：该长度的间断可能由本机造成。',
  },
} as const satisfies Area
