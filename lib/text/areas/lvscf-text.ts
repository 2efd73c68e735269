import type { Area } from '../index'

/** How an lvs.cf is written, word by word and block by block, and what Piranha would not read of it. */
export const lvscfText = {
  'lvscf.UNKNOWN_KEY': {
    en: '“{got}” is not a key of lvs.cf.{suggested, plural, =0 {} other { Did you mean “{suggestion}”?}}',
    zh: '“{got}”不是 lvs.cf 的关键字。{suggested, plural, =0 {} other {是否想写“{suggestion}”？}}',
  },
  'lvscf.KEY_ELSEWHERE': {
    en: '“{got}” cannot stand here: it belongs {where, select, global {at the top level} virtual {into a virtual block} other {into a server block}}.',
    zh: '“{got}”不能写在这里：它应写在{where, select, global {顶层} virtual { virtual 块中} other { server 块中}}。',
  },
  'lvscf.UNKNOWN_BLOCK': {
    en: '“{got}” is not a block of lvs.cf.{suggested, plural, =0 {} other { Did you mean “{suggestion}”?}} Nothing inside it is read.',
    zh: '“{got}”不是 lvs.cf 的块。{suggested, plural, =0 {} other {是否想写“{suggestion}”？}}其中的内容不会被读取。',
  },
  'lvscf.COMMENT_SIGN': {
    en: 'A comment begins with #, not with “{got}”.',
    zh: '注释以 # 开头，而不是“{got}”。',
  },
  'lvscf.EQUALS_MISSING': {
    en: 'There is no = behind “{key}”. Write: {key} = VALUE',
    zh: '“{key}”后缺少 =。应写作：{key} = 值',
  },
  'lvscf.VALUE_MISSING': {
    en: '“{key}” has no value. Give one, or remove the line.',
    zh: '“{key}”没有值。请填写，或删除这一行。',
  },
  'lvscf.TOO_MANY_WORDS': {
    en: '“{key}” has too many words: {got}. A text with blanks stands in double quotes, a comment on a line of its own.',
    zh: '“{key}”的值单词过多：{got}。含空格的文本要用双引号括起，注释要单独成行。',
  },
  'lvscf.QUOTE_NOT_CLOSED': {
    en: 'The quote in {got} is not closed.',
    zh: '{got} 中的引号没有闭合。',
  },
  'lvscf.LIST_EXPECTED': {
    en: '“{key}” is a list: [ ONE TWO ], with blanks inside the brackets. Found: {got}',
    zh: '“{key}”是列表，应写作 [ 甲 乙 ]，方括号内侧留空格。实际为：{got}',
  },
  'lvscf.CONTROL_CHARACTER': {
    en: 'The value of “{key}” holds a control character. Texts of lvs.cf have one line; write \\n or \\r for line ends in check strings.',
    zh: '“{key}”的值含有控制字符。lvs.cf 的文本只能有一行；检查字符串中的换行请写作 \\n 或 \\r。',
  },

  'lvscf.NAME_MISSING': {
    en: 'The block has no name. Write the name between the word and the brace.',
    zh: '该块没有名称。请在关键字和大括号之间写上名称。',
  },
  'lvscf.NAME_NEEDS_QUOTES': {
    en: 'A name with blanks stands in double quotes. Found: {got}',
    zh: '含空格的名称要用双引号括起。实际为：{got}',
  },
  'lvscf.BRACE_MISSING': {
    en: "The line opens a block but has no '{' at its end: {got}",
    zh: "这一行打开一个块，但行尾没有 '{'：{got}",
  },
  'lvscf.TEXT_AFTER_BRACE': {
    en: 'Nothing may stand behind a brace; every key has a line of its own. Found: {got}',
    zh: '大括号后不能有其他内容；每个关键字单独占一行。实际为：{got}',
  },
  'lvscf.BLOCK_MISPLACED': {
    en: "{opened, plural, =0 {“{block}” cannot stand at the top level, only inside a virtual block.} other {“{block}” cannot stand inside the {inside} block of line {opened}. Is its '}' missing?}}",
    zh: "{opened, plural, =0 {“{block}”不能写在顶层，只能写在 virtual 块中。} other {“{block}”不能写在第 {opened} 行的 {inside} 块中。是否漏了 '}'？}}",
  },
  'lvscf.BRACE_STRAY': {
    en: 'This brace belongs to no block.',
    zh: '这个大括号不属于任何块。',
  },
  'lvscf.BLOCK_OPEN_AT_END': {
    en: "The {block} block that begins here has no '}'. Piranha accepts this silently.",
    zh: "从这里开始的 {block} 块没有 '}'。Piranha 对此不作提示。",
  },
  'lvscf.TEXT_AFTER_CLOSE': {
    en: '“{got}” behind the closing brace is ignored.',
    zh: '右大括号后的“{got}”被忽略。',
  },

  'lvscf.BOM': {
    en: 'The file begins with a UTF-8 byte order mark. Piranha would not read this.',
    zh: '文件以 UTF-8 字节顺序标记开头。Piranha 无法读取。',
  },
  'lvscf.CRLF': {
    en: '{count, plural, one {A line holds} other {# lines hold}} a carriage return. Piranha would not read this as it is meant: it sees one line up to there.',
    zh: '有 {count, plural, other {#}} 行含有回车符。Piranha 无法按原意读取：它只看到回车符之前的内容，并当作一行。',
  },
  'lvscf.GLUED_EQUALS': {
    en: 'Blanks belong around the = in {got}. Piranha would not read this.',
    zh: '{got} 中的 = 两侧应有空格。Piranha 无法读取。',
  },
  'lvscf.GLUED_BRACE': {
    en: "A blank belongs before the '{' in {got}. Piranha would not read this.",
    zh: "{got} 中的 '{' 前应有空格。Piranha 无法读取。",
  },
  'lvscf.BRACE_NEXT_LINE': {
    en: "The '{' belongs to the end of the line above. Piranha would not read this.",
    zh: "'{' 应写在上一行末尾。Piranha 无法读取。",
  },
  'lvscf.TRAILING_COMMENT': {
    en: 'A comment behind a value is skipped. Piranha would not read this: there a comment has a line of its own.',
    zh: '值后面的注释被忽略。Piranha 无法读取：注释必须单独成行。',
  },
  'lvscf.QUOTED_WORD': {
    en: 'A quoted word without blanks, followed by something: {got}. Piranha would not read this; leave the quotes out.',
    zh: '带引号但不含空格的单词后面还有内容：{got}。Piranha 无法读取；请去掉引号。',
  },
  'lvscf.QUOTES_INSIDE': {
    en: 'Quotes inside quotes: {got}. Piranha would not read this.',
    zh: '引号中还有引号：{got}。Piranha 无法读取。',
  },
  'lvscf.BEYOND_PIRANHA': {
    en: 'Piranha would not read this: {what, select, ipv6 {IPv6 addresses} prefix {a mask as prefix length} scheduler {this scheduler or its flags} ops {one-packet scheduling} other {the key “{key}”}} came with Arapaima.',
    zh: 'Piranha 无法读取：{what, select, ipv6 {IPv6 地址} prefix {用前缀长度表示的掩码} scheduler {该调度算法或其标志} ops {单包调度} other {关键字“{key}”}}是 Arapaima 新增的。',
  },
} as const satisfies Area
