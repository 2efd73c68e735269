import type { Area } from '../index'

/** REVIEW AND APPLY, and what an apply came to. */
export const panelsReview = {
  'panels.review.lead': {
    en: 'Saved: {saved}. Running: {running}. Planned on the kernel as it was at {at}.',
    zh: '已保存：{saved}。运行中：{running}。按 {at} 的内核状态制定计划。',
  },
  'panels.review.nothing': { en: 'nothing', zh: '无' },
  'panels.review.byHand': { en: 'changed by hand', zh: '手工改动' },
  'panels.review.steps': { en: 'What will happen', zh: '将要发生的操作' },
  'panels.review.count': {
    en: '{steps, plural, one {# step} other {# steps}} · {cuts, plural, =0 {no connection is cut} one {# connection is cut} other {# connections are cut}}',
    zh: '{steps} 步 · {cuts, plural, =0 {不会切断连接} other {将切断 # 个连接}}',
  },
  'panels.review.cuts': {
    en: 'This ends {cuts, plural, one {# established connection} other {# established connections}}',
    zh: '此操作将中断 {cuts} 个已建立的连接',
  },
  'panels.review.cuts.hint': {
    en: 'Counted just now. The steps marked “cuts connections” do it; their clients have to connect again.',
    zh: '按刚才的计数。标有“切断连接”的步骤会造成中断；相应客户端必须重新连接。',
  },
  'panels.review.none': { en: 'Nothing to do', zh: '无需操作' },
  'panels.review.none.hint': {
    en: 'The kernel already holds what is saved. {foreign, plural, =0 {} other {Entries that are not managed here stay as they are.}}',
    zh: '内核已与保存的配置一致。{foreign, plural, =0 {} other {非本处管理的条目保持不变。}}',
  },
  'panels.review.same': {
    en: 'No step changes the kernel, but what is saved is not recorded as running yet. Applying does that.',
    zh: '没有需要改动内核的步骤，但已保存的配置尚未记录为运行中。应用即可记录。',
  },
  'panels.effect.none': { en: 'nobody notices', zh: '无人察觉' },
  'panels.effect.new-connections': { en: 'new connections', zh: '影响新连接' },
  'panels.effect.cuts': { en: 'cuts connections', zh: '切断连接' },
  'panels.plan.more': {
    en: 'And {count, plural, one {# step} other {# steps}} more. “arapaima plan” on the router prints all of them.',
    zh: '还有 {count} 步。在路由器上执行“arapaima plan”可列出全部。',
  },
  'panels.review.warnings': { en: 'To know before', zh: '须知' },
  'panels.review.errors': {
    en: '{count, plural, one {One error keeps} other {# errors keep}} this from being applied',
    zh: '存在 {count} 个错误，无法应用',
  },
  'panels.review.fileWarnings': { en: 'Warnings about the files', zh: '文件警告' },
  'panels.review.at': { en: '{file}, line {line}', zh: '{file} 第 {line} 行' },
  'panels.review.toField': { en: 'To the field', zh: '转到该字段' },
  'panels.review.diffCount': {
    en: '{added, plural, =0 {} one {# line added} other {# lines added}}{both, select, yes {, } other {}}{removed, plural, =0 {} one {# line removed} other {# lines removed}}',
    zh: '新增 {added} 行{both, select, yes {，} other {，}}删除 {removed} 行',
  },
  'panels.review.files': { en: 'The files', zh: '配置文件' },
  'panels.review.drift': {
    en: 'The steps above put back what is saved.',
    zh: '上面的步骤会恢复为已保存的值。',
  },
  'panels.review.noPlan': {
    en: 'There is no plan while the saved files have an error. What is running stays as it is.',
    zh: '已保存的文件有错误时不制定计划。正在运行的配置保持不变。',
  },
  'panels.review.unchanged': { en: 'The files are the same; nothing was edited since.', zh: '文件相同，没有编辑过。' },
  'panels.review.tooDifferent': {
    en: 'The two texts differ too much to be compared line by line here.',
    zh: '两个文本差异过大，无法在此逐行比较。',
  },
  'panels.review.noRunning': {
    en: 'r{number} runs, but its files are not in the history of this router: there is nothing to compare with.',
    zh: 'r{number} 正在运行，但其文件不在本路由器的历史记录中：无法比较。',
  },
  'panels.diff.caption': { en: '{file}: running against saved', zh: '{file}：运行中与已保存的对比' },
  'panels.diff.added': { en: 'added', zh: '新增' },
  'panels.diff.removed': { en: 'removed', zh: '删除' },
  'panels.diff.before': { en: 'Line in the running file', zh: '运行中文件的行号' },
  'panels.diff.after': { en: 'Line in the saved file', zh: '已保存文件的行号' },
  'panels.diff.sign': { en: 'Change', zh: '变化' },
  'panels.diff.line': { en: 'Text', zh: '内容' },
  'panels.diff.folded': {
    en: '{count, plural, one {# unchanged line} other {# unchanged lines}}',
    zh: '{count} 行未变',
  },
  'panels.review.apply.form': { en: 'Apply', zh: '应用' },
  'panels.review.note': { en: 'Note', zh: '备注' },
  'panels.review.note.hint': { en: 'Why? Kept in the journal. May be blank.', zh: '原因？保存在日志中，可留空。' },
  'panels.review.apply': {
    en: '{steps, plural, =0 {Record as running} one {Apply # step} other {Apply # steps}}',
    zh: '{steps, plural, =0 {记录为运行中} other {应用 # 步}}',
  },
  'panels.review.applyCuts': {
    en: '{steps, plural, one {Apply # step} other {Apply # steps}} and cut {cuts, plural, one {# connection} other {# connections}}',
    zh: '应用 {steps} 步并切断 {cuts} 个连接',
  },
  'panels.review.applying': { en: 'Applying…', zh: '正在应用…' },
  'panels.review.changed': { en: 'The plan has changed meanwhile', zh: '计划在此期间已改变' },
  'panels.review.changed.hint': {
    en: 'Nothing was applied. Files or kernel are no longer what you saw; this is the plan now. Look again, then apply.',
    zh: '没有应用任何内容。文件或内核已与您看到的不同；下面是现在的计划。请重新查看后再应用。',
  },
  'panels.review.notApplied': { en: 'Nothing was applied', zh: '没有应用任何内容' },

  // The result of an apply
  'panels.crumbs': { en: 'Where you are', zh: '当前位置' },
  'panels.result.title': { en: 'What it came to', zh: '执行结果' },
  'panels.result.ok': {
    en: '{revision} is running: {applied, plural, =0 {no step was needed} one {# step applied} other {# steps applied}}, and the kernel read back equals the plan.',
    zh: '{revision} 正在运行：{applied, plural, =0 {无需任何步骤} other {已应用 # 步}}，读回的内核与计划一致。',
  },
  'panels.result.failed': {
    en: 'Stopped after {applied} of {of} steps',
    zh: '在 {of} 步中的第 {applied} 步之后停止',
  },
  'panels.result.failedStep': { en: 'This step failed', zh: '失败的步骤' },
  'panels.result.toolSays': { en: 'The tool’s own words', zh: '工具的原文' },
  'panels.result.left': { en: 'Not done', zh: '未执行' },
  'panels.result.remaining': { en: 'What the kernel still differs in', zh: '内核仍不一致之处' },
  'panels.result.differs': {
    en: 'All {applied} steps were carried out, but the kernel read back differs from the plan',
    zh: '{applied} 步均已执行，但读回的内核与计划不一致',
  },
  'panels.result.took': { en: 'Took {ms} ms, at {at}, by {user}.', zh: '用时 {ms} 毫秒，时间 {at}，操作者 {user}。' },
  'panels.result.next': { en: 'Review what remains', zh: '审阅剩余部分' },
  'panels.result.gone': { en: 'This result is no longer kept', zh: '此结果已不再保留' },
  'panels.result.gone.hint': {
    en: 'The console was started anew since, or many applies came after it. “arapaima log” on the router shows the journal.',
    zh: '控制台此后已重新启动，或之后又有多次应用。在路由器上执行“arapaima log”可查看日志。',
  },

  // Why a button cannot be pressed
  'panels.cannot.errors': {
    en: 'Not while the saved files have {count, plural, one {an error} other {# errors}}.',
    zh: '已保存的文件还有 {count} 个错误，暂时不能应用。',
  },
  'panels.cannot.nothing': { en: 'There is nothing to apply.', zh: '没有需要应用的内容。' },
  'panels.cannot.busy': {
    en: 'The agent is at work: step {step} of {of}.',
    zh: '代理正在工作：第 {step} 步，共 {of} 步。',
  },
  'panels.cannot.equal': { en: 'There is nothing to repair.', zh: '没有需要修复的内容。' },
} as const satisfies Area
