import type { Area } from '../index'
import { formsGlobal } from './forms-global'
import { formsPresets } from './forms-presets'
import { formsRedundancy } from './forms-redundancy'
import { formsServers } from './forms-servers'
import { formsVirtual } from './forms-virtual'

/** The forms of the configuration panels: labels in the words of the manual. */
export const forms = {
  ...formsGlobal,
  ...formsRedundancy,
  ...formsPresets,
  ...formsVirtual,
  ...formsServers,

  // Every form
  'forms.accept': { en: 'Accept', zh: '接受' },
  'forms.saving': { en: 'Saving…', zh: '正在保存…' },
  'forms.cancel': { en: 'Cancel', zh: '取消' },
  'forms.add': { en: 'Add', zh: '添加' },
  'forms.delete': { en: 'Delete', zh: '删除' },
  'forms.edit': { en: 'Edit', zh: '编辑' },
  'forms.toggle': { en: '(De)activate', zh: '激活／取消激活' },
  'forms.activate': { en: 'Activate', zh: '激活' },
  'forms.deactivate': { en: 'Deactivate', zh: '取消激活' },
  'forms.active': { en: 'active', zh: '已激活' },
  'forms.inactive': { en: 'inactive', zh: '未激活' },
  'forms.effect': {
    en: 'Accept saves to lvs.cf. Nothing changes for clients until you apply.',
    zh: '“接受”只保存到 lvs.cf。应用之前，客户端不受任何影响。',
  },
  'forms.problems': {
    en: '{count, plural, one {Nothing was saved: there is a problem.} other {Nothing was saved: there are problems.}}',
    zh: '{count, plural, other {未保存：存在问题。}}',
  },
  'forms.saved': {
    en: 'Saved as r{revision}. Nothing changes for clients until you apply.',
    zh: '已保存为 r{revision}。应用之前，客户端不受任何影响。',
  },
  'forms.unchanged': {
    en: 'Nothing was changed, so nothing was saved.',
    zh: '没有任何改动，因此没有保存。',
  },
  'forms.toReview': { en: 'Review and apply', zh: '审阅并应用' },
  'forms.fileProblems': {
    en: 'Elsewhere in lvs.cf: {errors, plural, =0 {no error} one {# error} other {# errors}}, {warnings, plural, =0 {no warning} one {# warning} other {# warnings}}',
    zh: 'lvs.cf 的其他位置：{errors} 个错误，{warnings} 个警告',
  },
  'forms.allProblems': {
    en: 'In lvs.cf: {errors, plural, =0 {no error} one {# error} other {# errors}}, {warnings, plural, =0 {no warning} one {# warning} other {# warnings}}',
    zh: 'lvs.cf 中：{errors} 个错误，{warnings} 个警告',
  },
  'forms.fileProblemsLead': {
    en: 'This form can be saved all the same. An apply is refused while an error stands in the file.',
    zh: '本表单仍可保存。但文件中只要还有错误，就不能应用。',
  },
  'forms.more': {
    en: '{count, plural, one {and one more} other {and # more}}',
    zh: '{count, plural, other {另有 # 个}}',
  },
  'forms.line': { en: 'line {line}', zh: '第 {line} 行' },
  'forms.elsewhere': { en: 'With this change, {path}: {says}', zh: '改动之后，{path}：{says}' },
  'forms.fromFile': { en: '(as it stands in the file)', zh: '（文件中的写法）' },
  'forms.mayBeBlank': { en: 'may be blank', zh: '可留空' },
  'forms.beyondPiranha': { en: 'beyond Piranha', zh: 'Piranha 不支持' },
  'forms.beyondPiranhaGroup': {
    en: 'Beyond Piranha (it would refuse the file)',
    zh: 'Piranha 不支持（会拒绝读取该文件）',
  },
  'forms.seconds': { en: 'seconds', zh: '秒' },
  'forms.unused': { en: '(Unused)', zh: '（未使用）' },
  'forms.prefixGroup': { en: 'Prefix length for IPv6 (beyond Piranha)', zh: 'IPv6 前缀长度（Piranha 不支持）' },
  'forms.tableNote': {
    en: 'Select a row on the left before you press Edit, Delete or (De)activate. A name leads straight to its form.',
    zh: '请先用左侧单选按钮选中一行，再按“编辑”“删除”或“激活／取消激活”。点击名称可直接打开表单。',
  },
  'forms.pick': { en: 'Choice', zh: '选择' },
  'forms.select': { en: 'Select {name}', zh: '选择 {name}' },
  'forms.crumbs': { en: 'Where you are', zh: '当前位置' },

  // Problems that a form finds by itself; those of the file come from lvscf.*
  'forms.ADDRESS_NEEDED': {
    en: 'A device without an address means nothing. Enter the address, or leave both blank.',
    zh: '只有设备而没有地址没有意义。请填写地址，或者两项都留空。',
  },
  'forms.DEVICE_NEEDED': {
    en: 'An address needs the device that it comes up on, for example eth0:1.',
    zh: '地址需要指定启用它的设备，例如 eth0:1。',
  },
  'forms.BLANK_INSIDE': {
    en: 'A blank cannot stand inside this value.',
    zh: '此值中间不能有空格。',
  },
  'forms.TOO_LONG': {
    en: 'This is {length, number} characters long; more than {longest, number} are not read.',
    zh: '长度为 {length, number} 个字符，超过 {longest, number} 个字符的内容不予读取。',
  },
  'forms.CONTROL_CHARACTER': {
    en: 'There is a control character (0x{hex}) at position {at}. A line of lvs.cf cannot hold it; write \\n, \\r or \\t instead.',
    zh: '第 {at} 个字符是控制字符（0x{hex}），lvs.cf 的一行中不能出现。请改写为 \\n、\\r 或 \\t。',
  },
  'forms.NAME_NEEDED': { en: 'A name is needed; it is yours to choose.', zh: '必须填写名称；名称可自行决定。' },
  'forms.NAME_TAKEN': {
    en: 'Another one is called {name} already. Choose a name that is free.',
    zh: '已有同名的 {name}，请换一个名称。',
  },
  'forms.CHOOSE_ROW': { en: 'Select a row first.', zh: '请先选中一行。' },
  'forms.GONE_ROW': {
    en: 'That entry is no longer in the file: somebody has deleted or renamed it meanwhile. Nothing was saved.',
    zh: '文件中已没有该条目：有人在此期间将它删除或改名了。没有保存任何内容。',
  },
  'forms.CHANGED_MEANWHILE': {
    en: 'The configuration was changed while this page was open, so nothing was done. This is how it is now; press again if you still want to.',
    zh: '在您打开此页面期间配置已被更改，因此没有执行任何操作。当前内容如下；如仍需要，请再按一次。',
  },
  'forms.NOT_DONE': {
    en: 'Nothing was done: this page was out of date. Try again from here.',
    zh: '没有执行任何操作：页面已过期。请在此重试。',
  },
  'forms.NOT_WRITTEN': {
    en: 'The file could not be written, so nothing was saved. The console’s own log says more.',
    zh: '无法写入文件，因此没有保存。控制台自己的日志里有详细信息。',
  },
  'forms.REFUSED': {
    en: 'Nothing was saved: with this change the file would have an error that it does not have now.',
    zh: '没有保存：此改动会使文件出现现在没有的错误。',
  },
  'forms.GONE': {
    en: '{name} is no longer in the file: somebody has deleted or renamed it meanwhile. Nothing was saved.',
    zh: '文件中已没有 {name}：有人在此期间将它删除或改名了。没有保存任何内容。',
  },
  'forms.CANNOT_SAVE': {
    en: 'The file could not be written: {why}. Nothing was saved; what you typed is still here.',
    zh: '无法写入文件：{why}。没有保存任何内容；您输入的内容仍然保留。',
  },

  // Somebody saved meanwhile
  'forms.clash': {
    en: 'The configuration was changed while this form was open',
    zh: '在您打开此表单期间，配置已被更改',
  },
  'forms.clashBy': {
    en: '{author} saved r{revision} at {time}. Nothing of yours was saved yet, and nothing is lost.',
    zh: '{author} 于 {time} 保存了 r{revision}。您的改动尚未保存，但没有丢失。',
  },
  'forms.clashByHand': {
    en: 'The files were edited by hand. Nothing of yours was saved yet, and nothing is lost.',
    zh: '文件被手工编辑过。您的改动尚未保存，但没有丢失。',
  },
  'forms.clashNext': {
    en: 'Look at the form and press Accept again: it then saves on top of what is in the file now.',
    zh: '请核对表单后再次按“接受”：将在文件现有内容之上保存。',
  },
  'forms.clashConflicts': {
    en: 'Changed by both; yours is kept in the form:',
    zh: '双方都改了以下字段；表单中保留您的值：',
  },
  'forms.clashTaken': {
    en: 'Changed by the other; the form now shows the new value:',
    zh: '对方改了以下字段；表单现已显示新值：',
  },
  'forms.clashNothingHere': { en: 'No field of this form was touched.', zh: '本表单的字段均未受影响。' },
  'forms.clashField': { en: 'Field', zh: '字段' },
  'forms.clashWas': { en: 'When you opened it', zh: '您打开时' },
  'forms.clashNow': { en: 'In the file now', zh: '文件现值' },
  'forms.clashMine': { en: 'Yours', zh: '您的值' },
  'forms.clashBlank': { en: '(blank)', zh: '（空）' },
  'forms.diff.caption': { en: 'All that changed in lvs.cf', zh: 'lvs.cf 中的全部改动' },
  'forms.diff.added': { en: 'added', zh: '新增' },
  'forms.diff.removed': { en: 'removed', zh: '删除' },
  'forms.diff.before': { en: 'Line when you opened it', zh: '您打开时的行号' },
  'forms.diff.after': { en: 'Line now', zh: '现在的行号' },
  'forms.diff.sign': { en: 'Change', zh: '变化' },
  'forms.diff.line': { en: 'Text', zh: '内容' },
  'forms.diff.folded': { en: '# unchanged lines', zh: '# 行未变' },
} as const satisfies Area
