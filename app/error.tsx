'use client'

import { useWords } from '@/components/ui/words'

/**
 * In the place of a page that could not be made. The digest finds the cause in the console's log. It comes with every page, so it is
 * plain.
 */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const words = useWords()
  return (
    <main id="main" className="mx-auto flex max-w-prose flex-col items-start gap-3 px-4 py-10">
      <h1 className="text-xl font-semibold">{words.failed}</h1>
      <p>{words.hint}</p>
      {error.digest && <code>{error.digest}</code>}
      <p>
        <button type="button" onClick={reset} className="cursor-pointer text-accent underline">
          {words.again}
        </button>{' '}
        · <a href="/">{words.home}</a>
      </p>
    </main>
  )
}
