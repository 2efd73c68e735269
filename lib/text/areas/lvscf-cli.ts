import type { Area } from '../index'

/** Messages and help of the command’s verbs on lvs.cf: check, get, set, add, remove, rename. */
export const lvscfCli = {
  'lvscf.cli.words': {
    en: 'wrong number of words; see arapaima {verb} --help',
    zh: '参数个数不对；请看 arapaima {verb} --help',
  },
  'lvscf.cli.option': {
    en: '{why}; see arapaima {verb} --help',
    zh: '{why}；请看 arapaima {verb} --help',
  },
  'lvscf.cli.valuesNeedStrict': {
    en: '--values goes with --strict only',
    zh: '--values 只能与 --strict 一起使用',
  },
  'lvscf.cli.assignment': {
    en: '“{word}” is not PATH=VALUE; a part of a path with a dot, blank or = stands in double quotes',
    zh: '“{word}”不是 路径=值 的形式；路径中含点、空格或 = 的部分要用双引号括起',
  },
  'lvscf.cli.notFromInput': {
    en: '{verb} needs a file; standard input can only be read',
    zh: '{verb} 需要文件；标准输入只能读取',
  },
  'lvscf.cli.unreadable': { en: 'cannot read {path}: {why}', zh: '无法读取 {path}：{why}' },
  'lvscf.cli.unwritable': { en: 'cannot write {path}: {why}', zh: '无法写入 {path}：{why}' },
  'lvscf.cli.changed': {
    en: '{path} was changed by somebody else meanwhile; nothing was written',
    zh: '{path} 期间已被他人修改；未写入任何内容',
  },
  'lvscf.cli.unset': { en: '{path} is not set', zh: '{path} 未设置' },
  'lvscf.cli.help.check': {
    en: `usage: arapaima check [--json] [FILE]
       arapaima check --strict [--values] [--json] [FILE]

Says everything that is wrong or odd about an lvs.cf, one line each:
  FILE:LINE:COL: error|warning CODE: sentence
FILE is the saved lvs.cf when it is left out, - is standard input. Warnings alone exit 0, errors 1.

  --strict   would Piranha 0.8.6 read it? OK, or ERR LINE MESSAGE
  --values   with --strict: what that parser holds after reading`,
    zh: `用法：arapaima check [--json] [FILE]
      arapaima check --strict [--values] [--json] [FILE]

列出 lvs.cf 中所有错误和可疑之处，每条一行：
  FILE:LINE:COL: error|warning CODE: 说明
省略 FILE 时检查已保存的 lvs.cf，- 表示标准输入。只有警告时退出状态为 0，有错误时为 1。

  --strict   Piranha 0.8.6 能否读取：OK，或 ERR LINE MESSAGE
  --values   与 --strict 一起使用：该解析器读取后持有的值`,
  },
  'lvscf.cli.help.get': {
    en: `usage: arapaima get [PATH] [-f FILE] [--default] [--json]

Prints a value, or of a block the lines that “arapaima set” takes. An unset key exits 1.
PATH: keepalive, virtual.web.port, virtual.web.server.one, virtual."a.b"[2]

  -f, --file FILE   another file than the saved lvs.cf; - is standard input
  --default         of an unset key, what the daemons take`,
    zh: `用法：arapaima get [PATH] [-f FILE] [--default] [--json]

输出一个值；对于块，输出可供 arapaima set 使用的各行。关键字未设置时退出状态为 1。
PATH：keepalive、virtual.web.port、virtual.web.server.one、virtual."a.b"[2]

  -f, --file FILE   使用其他文件而不是已保存的 lvs.cf；- 表示标准输入
  --default         关键字未设置时输出守护进程采用的默认值`,
  },
  'lvscf.cli.help.set': {
    en: `usage: arapaima set PATH=VALUE... [-f FILE] [--note TEXT] [--json]

Sets keys, all or none. VALUE is unquoted and begins after the first =; an address is "ADDR DEV".
Every other byte of the file stays. “arapaima remove PATH” unsets a key.

  -f, --file FILE   another file than the saved lvs.cf: changed atomically, without history
  --note TEXT       note of the revision`,
    zh: `用法：arapaima set PATH=VALUE... [-f FILE] [--note TEXT] [--json]

设置关键字，全部成功或全部不做。VALUE 不加引号，从第一个 = 之后开始；地址写作 "地址 设备"。
文件的其他字节保持不变。arapaima remove PATH 取消一个关键字。

  -f, --file FILE   使用其他文件而不是已保存的 lvs.cf：原子替换，不留历史
  --note TEXT       修订的备注`,
  },
  'lvscf.cli.help.add': {
    en: `usage: arapaima add PATH... [-f FILE] [--note TEXT] [--json]

Adds empty blocks: virtual.NAME, virtual.NAME.server.NAME

  -f, --file FILE   another file than the saved lvs.cf: changed atomically, without history
  --note TEXT       note of the revision`,
    zh: `用法：arapaima add PATH... [-f FILE] [--note TEXT] [--json]

添加空的块：virtual.名称、virtual.名称.server.名称

  -f, --file FILE   使用其他文件而不是已保存的 lvs.cf：原子替换，不留历史
  --note TEXT       修订的备注`,
  },
  'lvscf.cli.help.remove': {
    en: `usage: arapaima remove PATH... [-f FILE] [--note TEXT] [--json]

Removes blocks with all that is in them, or unsets keys.

  -f, --file FILE   another file than the saved lvs.cf: changed atomically, without history
  --note TEXT       note of the revision`,
    zh: `用法：arapaima remove PATH... [-f FILE] [--note TEXT] [--json]

删除块及其全部内容，或取消关键字。

  -f, --file FILE   使用其他文件而不是已保存的 lvs.cf：原子替换，不留历史
  --note TEXT       修订的备注`,
  },
  'lvscf.cli.help.rename': {
    en: `usage: arapaima rename PATH NAME [-f FILE] [--note TEXT] [--json]

Gives a block another name: arapaima rename virtual.web shop

  -f, --file FILE   another file than the saved lvs.cf: changed atomically, without history
  --note TEXT       note of the revision`,
    zh: `用法：arapaima rename PATH NAME [-f FILE] [--note TEXT] [--json]

给块改名：arapaima rename virtual.web shop

  -f, --file FILE   使用其他文件而不是已保存的 lvs.cf：原子替换，不留历史
  --note TEXT       修订的备注`,
  },
} as const satisfies Area
