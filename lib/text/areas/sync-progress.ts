import type { Area } from '../index'

/** A sync while it runs and how it ended, and what is asked on the way. */
export const syncProgress = {
  'sync.step.connect': { en: 'asking {address} …', zh: '正在询问 {address} …' },
  'sync.step.file': {
    en: '{file}: {bytes, number} bytes{same, plural, =0 {} other {, equal there already}}',
    zh: '{file}：{bytes, number} 字节{same, plural, =0 {} other {，对方已相同}}',
  },
  'sync.step.push': { en: 'sending to {address} …', zh: '正在发送到 {address} …' },
  'sync.step.readBack': { en: 'reading back from {address} …', zh: '正在从 {address} 回读 …' },
  'sync.file.same': { en: '{file}: equal there already', zh: '{file}：对方已相同' },
  'sync.file.written': { en: '{file}: written', zh: '{file}：已写入' },
  'sync.filesDone': {
    en: 'The files on {address} are equal ({hash}), read back.',
    zh: '{address} 上的文件一致（{hash}），已回读。',
  },
  'sync.filesNothing': {
    en: 'The files on {address} were equal already ({hash}). Nothing was written.',
    zh: '{address} 上的文件早已一致（{hash}）。未写入任何内容。',
  },
  'sync.commandRan': {
    en: '“{command}” on {address} ended with status {status, number, ::group-off}:',
    zh: '“{command}”在 {address} 上以状态 {status, number, ::group-off} 结束：',
  },
  'sync.confirmFirst': {
    en: '{address} is the ACTIVE router: the files are saved there, not applied. Its plan:',
    zh: '{address} 是活动（active）路由器：文件已保存在那里，尚未应用。其计划为：',
  },
  'sync.askConfirm': { en: 'Apply this on the active router? [y/N]', zh: '在活动路由器上执行以上操作？[y/N]' },
  'sync.notConfirmed': {
    en: 'it is the active router and nobody confirmed its plan (sync again, or --yes)',
    zh: '它是活动路由器，且无人确认其计划（请重新同步，或使用 --yes）',
  },
  'sync.notApplied': {
    en: 'Saved on the partner, but not applied there: {why}',
    zh: '已保存在伙伴上，但未在那里应用：{why}',
  },
  'sync.done': {
    en: 'In sync: {address} holds r{number, number, ::group-off} ({hash}), there r{there, number, ::group-off}; read back and equal.',
    zh: '已同步：{address} 上为 r{number, number, ::group-off}（{hash}），在那里编号 r{there, number, ::group-off}；已回读并确认一致。',
  },
  'sync.nothing': {
    en: 'In sync already: {address} holds r{number, number, ::group-off} ({hash}). Nothing was written.',
    zh: '早已同步：{address} 上为 r{number, number, ::group-off}（{hash}）。未写入任何内容。',
  },
  'sync.applied': {
    en: 'Applied there: {count, plural, =0 {the kernel needed no change} one {# operation} other {# operations}}.',
    zh: '已在那里应用：{count, plural, =0 {内核无需更改} other {# 项操作}}。',
  },
  'sync.equal': { en: 'Both hold {hash}.', zh: '两者均为 {hash}。' },
  'sync.hashes': { en: 'here {mine} | there {theirs}', zh: '本机 {mine} | 对方 {theirs}' },
  'sync.onlyText': {
    en: '{file}: no field differs, only comments, order or blanks',
    zh: '{file}：字段均相同，仅注释、顺序或空白不同',
  },
  'sync.taken': {
    en: 'The partner’s files are those of this router now: r{number, number, ::group-off} ({hash}). Nothing was applied.',
    zh: '已采用伙伴的文件：r{number, number, ::group-off}（{hash}）。尚未应用。',
  },
  'sync.keyFirst': { en: 'On the partner, as root:', zh: '在伙伴上以 root 运行：' },
  'sync.askTrust': {
    en: '{address} shows the host key {fingerprint}. Is it the partner’s (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub there)? [y/N]',
    zh: '{address} 出示主机密钥 {fingerprint}。它是伙伴的吗（在那里运行 ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub）？[y/N]',
  },
  'sync.trusted': { en: '{address} is known by {fingerprint} now.', zh: '{address} 现以 {fingerprint} 识别。' },
  'sync.forgotten': {
    en: '{count, plural, =0 {No key of {address} was known.} one {The key of {address} is forgotten.} other {# keys of {address} are forgotten.}}',
    zh: '{count, plural, =0 {没有已知的 {address} 密钥。} other {已忘记 {address} 的 # 个密钥。}}',
  },
} as const satisfies Area
