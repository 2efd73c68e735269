import type { Speaker } from '@/app/_server/language'
import type { FieldSaying } from '@/components/form/field'
import { hasText, type Params } from '@/lib/text'
import { labelKey, type Panel } from './panel'
import type { PanelView } from './view'

export type FieldProps = { name: string; label: string; value: string; problems: FieldSaying[]; help?: string }

/** What a Field of this panel needs: label and help from lib/text (`forms.PANEL.FIELD` and `….help`), value and problems from the file. */
export function fieldProps(panel: Panel, view: PanelView, { t }: Speaker) {
  return (name: string, help: { key?: string; params?: Params } = {}): FieldProps => {
    const label = labelKey(panel, name)
    const helpKey = help.key ?? `${label}.help`
    return {
      name,
      label: t(label),
      value: view.values[name] ?? '',
      problems: view.problems[name] ?? [],
      help: hasText(helpKey) ? t(helpKey, help.params) : undefined,
    }
  }
}
