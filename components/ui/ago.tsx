type Props = {
  /** epoch ms */
  at: number
  /** `2 s ago`, made where the sentences are */
  text: string
}

/** How long ago, with the exact moment for those who ask for it. */
export function Ago({ at, text }: Props) {
  const exact = new Date(at).toISOString()
  return (
    <time dateTime={exact} title={`${exact.slice(0, 19).replace('T', ' ')} UTC`} className="whitespace-nowrap">
      {text}
    </time>
  )
}
