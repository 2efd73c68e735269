import { Button } from '../ui/button'

type Props = {
  /** the page of the list, without a query */
  action: string
  /** name of the form, for screen readers */
  title: string
  text: { name: string; label: string; value: string /** characters */; longest: number }
  choice: {
    name: string
    label: string
    value: string
    any: string
    options: readonly { value: string; label: string }[]
  }
  show: string
  clear: string
}

/** Above a list: what its rows must hold and one of their states. A plain form that asks for the page anew, so that the filter is in its address. */
export function ListFilter({ action, title, text, choice, show, clear }: Props) {
  const [textId, choiceId] = [`filter-${text.name}`, `filter-${choice.name}`]
  return (
    <form
      action={action}
      className="screen-only flex flex-wrap items-center gap-x-4 gap-y-2 text-sm"
      aria-label={title}
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
          <option value="">{choice.any}</option>
          {choice.options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </span>{' '}
      <Button>{show}</Button> {(text.value || choice.value) && <a href={action}>{clear}</a>}
    </form>
  )
}
