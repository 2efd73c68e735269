import { Button } from '../ui/button'

/** What every such form says. `title`: its name, for screen readers; `any`: no state is chosen */
export type FilterWords = { title: string; any: string; show: string; clear: string }

type Props = {
  /** the page of the list, without a query */
  action: string
  text: { name: string; label: string; value: string /** characters */; longest: number }
  choice: {
    name: string
    label: string
    value: string
    options: readonly { value: string; label: string }[]
  }
  words: FilterWords
}

/** Above a list: what its rows must hold and one of their states. A plain form that asks for the page anew, so that the filter is in its address. */
export function ListFilter({ action, text, choice, words }: Props) {
  const [textId, choiceId] = [`filter-${text.name}`, `filter-${choice.name}`]
  return (
    <form
      action={action}
      className="screen-only flex flex-wrap items-center gap-x-4 gap-y-2 text-sm"
      aria-label={words.title}
    >
      <span className="flex flex-wrap items-center gap-2">
        <label htmlFor={textId}>{text.label}</label>{' '}
        <input
          id={textId}
          name={text.name}
          type="search"
          maxLength={text.longest}
          defaultValue={text.value}
          className="w-48"
        />
      </span>{' '}
      <span className="flex items-center gap-2">
        <label htmlFor={choiceId}>{choice.label}</label>{' '}
        <select id={choiceId} name={choice.name} defaultValue={choice.value}>
          <option value="">{words.any}</option>
          {choice.options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </span>{' '}
      <Button>{words.show}</Button> {(text.value || choice.value) && <a href={action}>{words.clear}</a>}
    </form>
  )
}
