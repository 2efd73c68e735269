import type { Metadata } from 'next'
import { getSpeaker } from './_server/language'
import Note from './(panels)/not-found'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getSpeaker()
  return { title: t('panels.notFound') }
}

/** An address that no page has. */
export default function NotFound() {
  return (
    <main id="main" className="py-10">
      <Note />
    </main>
  )
}
