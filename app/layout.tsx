import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { WordsProvider } from '@/components/ui/words'
import { getSpeaker } from './_server/language'
import './globals.css'

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await getSpeaker()
  return { title: { template: `%s · ${t('common.product')}`, default: t('common.product') } }
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#161b21' },
  ],
}

/** Every page: the language, and the words that the page for a broken page needs (it runs in the browser, without the catalogue). */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const { language, t } = await getSpeaker()
  const words = {
    failed: t('panels.failed'),
    hint: t('panels.failed.hint'),
    again: t('panels.failed.again'),
    home: t('panels.goControl'),
  }
  return (
    <html lang={language === 'zh' ? 'zh-CN' : 'en'}>
      <body>
        <WordsProvider words={words}>{children}</WordsProvider>
      </body>
    </html>
  )
}
