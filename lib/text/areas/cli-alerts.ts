import type { Area } from '../index'

/** What the verb `alerts` says; the rest it shares with the panel. */
export const cliAlerts = {
  'cli.verb.alerts': {
    en: 'who is told when a server goes down: how the channels do, settings, a test',
    zh: '服务器故障时通知谁：通道状态、设置、测试',
  },
  'cli.more.alerts': {
    en: 'Without a word: how each channel does; exit status 1 when the last try of one failed. show: the settings, as lines that set takes. set: changes them at once; a channel that gets its first setting is switched on, NAME.enabled=0 switches it off and keeps it. remove CHANNEL: forgets a channel with its secret. test CHANNEL: sends one alert now; exit status 1 when it reached nobody. Channels: webhook, mail, program. A secret is never an argument: webhook.secret=- and mail.password=- read it from the terminal, or one from each line of standard input.',
    zh: '不带参数：各通道的状态；有通道最近一次尝试失败时退出状态为 1。show：以 set 可用的形式显示设置。set：立即更改；首次设置的通道会启用，NAME.enabled=0 关闭但保留设置。remove CHANNEL：清除通道及其密钥。test CHANNEL：立即发送一条测试；未送达时退出状态为 1。通道：webhook、mail、program。密钥不能作为参数：webhook.secret=- 和 mail.password=- 从终端读取，或从标准输入逐行读取。',
  },
  'cli.alerts.usage': {
    en: 'One of these is needed: alerts, alerts show, alerts set PATH=VALUE..., alerts remove CHANNEL, alerts test CHANNEL.',
    zh: '用法：alerts、alerts show、alerts set PATH=VALUE...、alerts remove CHANNEL、alerts test CHANNEL。',
  },
  'cli.alerts.noChannel': {
    en: 'There is no channel “{word}”: {known}.',
    zh: '没有通道“{word}”：{known}。',
  },
  'cli.alerts.noPath': { en: 'Alerts have no setting “{path}”.', zh: '告警通知没有设置“{path}”。' },
  'cli.alerts.noValue': { en: 'A value is needed: {path}=VALUE.', zh: '需要值：{path}=VALUE。' },
  'cli.alerts.secret': {
    en: 'A secret is never an argument, which every user of the machine can read: give {path}=- and the secret on standard input.',
    zh: '密钥不能作为参数，本机所有用户都能看到参数：请使用 {path}=-，并从标准输入给出密钥。',
  },
  'cli.alerts.emptySecret': { en: 'Nothing was given for {path}.', zh: '没有给出 {path}。' },
  'cli.alerts.ask': { en: '{path}: ', zh: '{path}：' },
  'cli.alerts.silent': { en: '{name}: {state}', zh: '{name}：{state}' },
  'cli.alerts.channel': {
    en: '{name}: {sent, number} sent, {waiting, number} waiting, {lost, number} lost, last sent {last}.',
    zh: '{name}：已发送 {sent, number}，等待 {waiting, number}，丢失 {lost, number}，最近发送 {last}。',
  },
  'cli.alerts.failure': {
    en: 'Last failure {at}, {tries, plural, one {# try} other {# tries}}: {why}',
    zh: '最近失败 {at}，已尝试 {tries, number} 次：{why}',
  },
} as const satisfies Area
