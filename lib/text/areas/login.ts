import type { Area } from '../index'

/** Log-in, claim, sign-out, and what the console's entry says at the terminal. */
export const login = {
  'login.title': { en: 'Log in', zh: '登录' },
  'login.user': { en: 'User name', zh: '用户名' },
  'login.password': { en: 'Password', zh: '密码' },
  'login.repeat': { en: 'Password again', zh: '再次输入密码' },
  'login.submit': { en: 'Log in', zh: '登录' },
  'login.wait': { en: 'Checking', zh: '正在检查' },
  'login.wrong': { en: 'User name or password is wrong.', zh: '用户名或密码错误。' },
  'login.busy': {
    en: 'Too many attempts at the same time from your address. Wait a few seconds and try again.',
    zh: '来自您地址的同时登录尝试过多。请等待几秒后重试。',
  },
  'login.staleForm': {
    en: 'This page was too old or came from another session. Nothing was changed. What you typed is still here: send it again.',
    zh: '此页面已过期或来自另一个会话，未做任何更改。您输入的内容仍在此处，请重新提交。',
  },
  'login.staleButton': {
    en: 'Nothing was done: this page was too old or came from another session. Press again from here.',
    zh: '没有执行任何操作：页面已过期或来自另一个会话。请在此重新操作。',
  },
  'login.storeButton': {
    en: 'Nothing was done: the files of the configuration cannot be read or written. The console’s own log says more.',
    zh: '没有执行任何操作：无法读写配置文件。控制台自己的日志里有详细信息。',
  },
  'login.sessionBack': {
    en: 'Your session had ended, so nothing was changed. What you typed is back: look it over and send it again.',
    zh: '您的会话此前已结束，因此未做任何更改。您输入的内容已恢复：请检查后再次提交。',
  },
  'login.sessionEnded': {
    en: 'Your session has ended. Nothing was changed. Log in again in another tab or window of this browser, then send this form again: what you typed is still here.',
    zh: '您的会话已结束，未做任何更改。请在此浏览器的另一个标签页或窗口中重新登录，然后再次提交此表单：您输入的内容仍在此处。',
  },
  'login.problems': { en: 'You are not logged in', zh: '未能登录' },
  'login.signedOut': { en: 'You have signed out.', zh: '您已退出登录。' },
  'login.signOut': { en: 'Sign out', zh: '退出登录' },
  'login.signedInAs': { en: 'You are logged in as {user}.', zh: '您以 {user} 的身份登录。' },
  'login.journalIn': { en: '{user} logged in from {from}', zh: '{user} 从 {from} 登录' },
  'login.journalFailed': { en: 'Failed log-in as {user} from {from}', zh: '从 {from} 以 {user} 登录失败' },
  'login.journalOut': { en: '{user} signed out', zh: '{user} 退出登录' },
  'login.journalClaim': { en: '{user} claimed this router from {from}', zh: '{user} 从 {from} 认领了此路由器' },
  'login.journalSave': { en: '{user} saved revision {number}', zh: '{user} 保存了版本 {number}' },
  'login.language': { en: 'Language', zh: '语言' },
  'login.storeError': { en: 'The file {path} cannot be used: {why}', zh: '无法使用文件 {path}：{why}' },
  'login.badName': {
    en: 'A user name has 1 to 32 letters, digits, dots, hyphens, underscores or @ and begins with a letter, digit or underscore.',
    zh: '用户名为 1 到 32 个字母、数字、点、连字符、下划线或 @，并以字母、数字或下划线开头。',
  },
  'login.shortPassword': { en: 'The password needs at least 8 characters.', zh: '密码至少需要 8 个字符。' },
  'login.longPassword': { en: 'The password is longer than 1024 bytes.', zh: '密码超过 1024 字节。' },
  'login.different': { en: 'The two passwords differ.', zh: '两次输入的密码不一致。' },
  'login.claimTitle': { en: 'Claim this router', zh: '认领此路由器' },
  'login.claimIntro': {
    en: 'Nobody has an account on this console yet. Enter the code that the console printed when it started, and choose a user name and a password.',
    zh: '此控制台还没有任何帐户。请输入控制台启动时显示的代码，并选择用户名和密码。',
  },
  'login.claimWhere': {
    en: 'The code stands in the output of “arapaima console” (journalctl -u arapaima-console). “arapaima passwd” on the router makes an account as well.',
    zh: '代码在“arapaima console”的输出中（journalctl -u arapaima-console）。在路由器上运行“arapaima passwd”也可以创建帐户。',
  },
  'login.code': { en: 'Code', zh: '代码' },
  'login.claimSubmit': { en: 'Make the account', zh: '创建帐户' },
  'login.claimProblems': { en: 'The account was not made', zh: '未能创建帐户' },
  'login.wrongCode': { en: 'This is not the code.', zh: '代码不正确。' },
  'login.renewedCode': {
    en: 'This is not the code. After five wrong tries the console has printed a new one.',
    zh: '代码不正确。五次错误之后，控制台已显示新的代码。',
  },
  'login.alreadyClaimed': {
    en: 'Somebody else has claimed this router meanwhile. Log in with that account.',
    zh: '此路由器刚刚已被他人认领。请使用该帐户登录。',
  },
  'login.printClaim': {
    en: 'No account exists yet. Open {url} and enter this code:',
    zh: '还没有任何帐户。请打开 {url} 并输入以下代码：',
  },
  'login.printListening': { en: 'The console listens on {url}', zh: '控制台地址：{url}' },
  'login.portTaken': {
    en: 'Port {port} on {address} is already taken by another program. Stop it, or choose another port with ARAPAIMA_PORT.',
    zh: '{address} 上的端口 {port} 已被其他程序占用。请停止该程序，或用 ARAPAIMA_PORT 选择其他端口。',
  },
  'login.addressNotHere': {
    en: 'The address {address} is not on this machine. Set ARAPAIMA_LISTEN to one that is.',
    zh: '本机没有地址 {address}。请将 ARAPAIMA_LISTEN 设为本机的地址。',
  },
  'login.portForbidden': {
    en: 'This user may not listen on port {port}. Choose one above 1023 with ARAPAIMA_PORT.',
    zh: '当前用户无权监听端口 {port}。请用 ARAPAIMA_PORT 选择 1023 以上的端口。',
  },
  'login.stateNotWritable': {
    en: 'The folder {path} cannot be used: {why}. It must belong to the user that runs the console.',
    zh: '无法使用目录 {path}：{why}。该目录必须属于运行控制台的用户。',
  },
  'login.notBuilt': {
    en: 'The panels are not built in {path}. Run “npm run build” there first.',
    zh: '{path} 中的面板尚未构建。请先在那里运行“npm run build”。',
  },
  'login.refused400': { en: 'This request is not well formed.', zh: '请求格式不正确。' },
  'login.refused403': {
    en: 'This request came from another site. Nothing was changed.',
    zh: '此请求来自其他站点，未做任何更改。',
  },
  'login.refused405': { en: 'This verb is not allowed here.', zh: '此处不允许该请求方法。' },
  'login.refused411': { en: 'A request with a body must say its length.', zh: '带有正文的请求必须声明长度。' },
  'login.refused413': { en: 'The request is too large. Nothing was changed.', zh: '请求过大，未做任何更改。' },
  'login.refused421': {
    en: 'This console does not answer to that host name. Add it to ARAPAIMA_HOSTS if it is yours.',
    zh: '此控制台不响应该主机名。如果是您的主机名，请将其加入 ARAPAIMA_HOSTS。',
  },
  'login.upgraded': {
    en: 'The console was upgraded since this page was opened. Nothing was saved. Go back, reload the page and send it again.',
    zh: '打开此页面后控制台已升级，未保存任何内容。请返回、重新加载页面后再次提交。',
  },
  'login.needIfMatch': {
    en: 'A save needs the header If-Match with the hash of the files that it is based on.',
    zh: '保存需要在请求头 If-Match 中提供所依据文件的哈希值。',
  },
  'login.badBody': { en: 'The request does not hold what this address takes.', zh: '请求内容不符合此地址的要求。' },
  'login.changed': {
    en: 'Somebody saved meanwhile. Nothing was overwritten; both versions are in this answer.',
    zh: '期间有人保存了配置。没有覆盖任何内容，两个版本都在此响应中。',
  },
  'login.problemsInFile': { en: 'Not saved: what you changed has errors.', zh: '未保存：您更改的内容有错误。' },
  'login.noRevision': { en: 'There is no revision {which}.', zh: '没有版本 {which}。' },
  'login.needSession': { en: 'Log in first.', zh: '请先登录。' },
  'login.needToken': {
    en: 'This change needs the header x-arapaima-token with the token of the session.',
    zh: '此更改需要在请求头 x-arapaima-token 中提供会话的令牌。',
  },
} as const satisfies Area
