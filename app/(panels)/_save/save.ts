import { revalidatePath } from 'next/cache'
import { type Caller, type Outcome, problem, userAction } from '@/app/_server/action'
import { saveFiles } from '@/app/_server/save'
import type { ClashField, FormProblem, SaveAction } from '@/components/form/state'
import { diffText } from '@/components/ui/diff-lines'
import { edit } from '@/lib/lvscf'
import type { Problem } from '@/lib/lvscf/model'
import type { Saved } from '@/lib/store'
import { systemWorld } from '@/lib/store/world'
import type { TextKey } from '@/lib/text'
import type { FieldProblem, Values } from './bindings'
import { type Meanwhile, merge, shown } from './changes'
import { configFile, textOf } from './file'
import { intend, NAME_FIELD } from './intend'
import { type ConfigFile, fieldsOf, labelKey, type Panel, rawIn } from './panel'
import { fieldOfPath, problemSays } from './view'
import { withSaved } from './with-query'

/** Hidden field with the slugs of the block's address, as JSON. */
export const AT_FIELD = 'at'
/** Hidden field with the part of a list to lead back to. */
const LIST_FIELD = 'list'

type Submitted = { values: Values; seen: Values; at: string[]; revision: string; list: string }

/** The save of a panel: one form, one revision, only the keys that differ. */
export function panelAction(panel: Panel): SaveAction {
  return userAction<Submitted>(
    (form, caller) => ({ ok: true, value: submitted(panel, form, caller) }),
    (value, caller) => save(panel, value, caller),
  )
}

function submitted(panel: Panel, form: FormData, caller: Caller): Submitted {
  const values: Record<string, string> = {}
  for (const field of fieldsOf(panel)) {
    const last = form.getAll(field).at(-1)
    if (typeof last === 'string') values[field] = last
  }
  // NO SEND PROGRAM, BLANK SEND, BLANK EXPECT: the button empties its field and saves the form.
  const blank = caller.field('blank')
  if (blank && fieldsOf(panel).includes(blank)) values[blank] = ''
  const at = jsonOf(caller.field(AT_FIELD))
  return {
    values,
    seen: stringsOf(jsonOf(caller.field('seen'))),
    at: Array.isArray(at) ? at.filter((one) => typeof one === 'string') : [],
    revision: caller.field('revision'),
    list: caller.field(LIST_FIELD),
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function stringsOf(value: unknown): Values {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).filter((one): one is [string, string] => typeof one[1] === 'string'))
}

async function save(panel: Panel, sent: Submitted, caller: Caller): Promise<Outcome> {
  const saved = await caller.store.read()
  const file = configFile(textOf(saved.files), systemWorld())
  if (sent.revision !== saved.hash) return clash(panel, sent, saved, caller)
  const target = panel.target(file, sent.at)
  if (!target) return { problems: [gone(sent, caller)] }
  const wish = intend(target, panel.bindings, rawIn(file, target), sent.values)
  const edited = edit(file.text, wish.edits, systemWorld())
  const errors = edited.problems.filter((one) => one.severity === 'error')
  const problems = [
    ...wish.problems.map((one) => ownProblem(panel, one, caller)),
    ...fileProblems(panel, [wish.path, target.path], errors, sent.values, caller),
  ]
  if (problems.length > 0) return { problems: inFormOrder(panel, problems) }
  if (wish.edits.length === 0) return { to: withSaved(panel.done(file, sent.at, wish.path, sent.list), null) }
  const answer = await saveFiles(caller, {
    files: { 'lvs.cf': Buffer.from(edited.text, 'latin1') },
    ifMatch: saved.hash,
    note: panel.note(wish.path),
  })
  if (answer.ok) {
    // The strip is drawn anew with the page: it says what is saved.
    revalidatePath('/', 'layout')
    const now = configFile(textOf((await caller.store.read()).files), systemWorld())
    const to = panel.done(now, sent.at, wish.path, sent.list)
    return { to: withSaved(to, answer.changed ? (answer.revision?.number ?? null) : null) }
  }
  if (answer.code === 'CHANGED') return clash(panel, sent, answer.now, caller)
  if (answer.code === 'PROBLEMS')
    return { problems: fileProblems(panel, [wish.path, target.path], answer.problems, sent.values, caller) }
  return { problems: [problem(null, caller.t('forms.CANNOT_SAVE', { why: `${answer.path}: ${answer.why}` }))] }
}

/** From the top of the form to its end; what belongs to no field comes first. */
function inFormOrder(panel: Panel, problems: readonly FormProblem[]): FormProblem[] {
  const order = fieldsOf(panel)
  const rank = (one: FormProblem) => (one.field === null ? -1 : order.indexOf(one.field))
  return problems.toSorted((a, b) => rank(a) - rank(b))
}

function gone(sent: Submitted, caller: Caller): FormProblem {
  return problem(null, caller.t('forms.GONE', { name: sent.at.join(' › ') }))
}

function ownProblem(panel: Panel, one: FieldProblem, caller: Caller): FormProblem {
  return problem(one.field, caller.t(`forms.${one.code}` as TextKey, one.params), caller.t(labelKey(panel, one.field)))
}

/**
 * Findings of the file after the edit: at their field, or named by their path where the form has none for them.
 * @param paths of the block, after and before a new name
 */
function fileProblems(
  panel: Panel,
  paths: readonly [string, string],
  found: readonly Problem[],
  typed: Values,
  caller: Caller,
): FormProblem[] {
  const problems = found.map((one) => {
    const field = fieldOfPath(panel, paths[0], one) ?? fieldOfPath(panel, paths[1], one)
    if (field === null)
      return problem(null, caller.t('forms.elsewhere', { path: one.path, says: problemSays(one, caller) }))
    // Of a key that two fields make (address and device) only the word in this field is meant.
    const word = typed[field]?.trim() ?? ''
    const got = word && one.got?.split(' ').includes(word) ? word : one.got
    return problem(field, problemSays({ ...one, got }, caller), caller.t(labelKey(panel, field)))
  })
  return problems.filter(
    (one, index) => problems.findIndex((p) => p.field === one.field && p.says === one.says) === index,
  )
}

/** Somebody saved meanwhile: what was typed stays, what was left alone takes today's value, both are shown. */
async function clash(panel: Panel, sent: Submitted, now: Saved, caller: Caller): Promise<Outcome> {
  const file = configFile(textOf(now.files), systemWorld())
  const target = panel.target(file, sent.at)
  const current = target ? nowValues(panel, file, target) : { ...sent.values }
  const merged = merge(sent.seen, current, sent.values)
  const seenThen = sent.revision ? await caller.store.revision(sent.revision) : null
  const fields = (list: readonly Meanwhile[]): ClashField[] =>
    list.map((one) => ({ ...one, label: caller.t(labelKey(panel, one.field)) }))
  return {
    problems: target ? [] : [gone(sent, caller)],
    values: merged.values,
    revision: now.hash,
    seen: JSON.stringify(current),
    clash: {
      says: whoSaved(now, caller),
      conflicts: fields(merged.conflicts),
      taken: fields(merged.taken),
      diff: seenThen ? diffText(textOf(seenThen.files), textOf(now.files)).parts : null,
    },
  }
}

function nowValues(panel: Panel, file: ConfigFile, target: NonNullable<ReturnType<Panel['target']>>): Values {
  const values = shown(panel.bindings, rawIn(file, target))
  return target.naming ? { ...values, [NAME_FIELD]: target.naming.current } : values
}

function whoSaved(now: Saved, caller: Caller): string {
  if (!now.revision || now.handEdited) return caller.t('forms.clashByHand')
  const time = new Intl.DateTimeFormat(caller.language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'UTC',
  }).format(now.revision.at)
  return caller.t('forms.clashBy', {
    author: now.revision.author,
    revision: String(now.revision.number),
    time: `${time} UTC`,
  })
}
