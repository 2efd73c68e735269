import { formToken, TOKEN_FIELD } from '@/app/_server/form-token'

/** What every form of a button carries: the session's token, the revision that the page shows, and the page itself. */
export async function HiddenFields({
  revision,
  back,
  more = {},
}: {
  revision: string
  back: string
  more?: Record<string, string>
}) {
  const fields = { [TOKEN_FIELD]: await formToken(), revision, back, ...more }
  return Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)
}
