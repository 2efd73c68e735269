'use client'

import { usePathname } from 'next/navigation'

const NAMES = [
  { code: 'en', lang: 'en', name: 'English' },
  { code: 'zh', lang: 'zh-CN', name: '简体中文' },
] as const

/** Each language in its own words; a link that comes back to this page. */
export function LanguageSwitch({ label, current }: { label: string; current: string }) {
  const next = encodeURIComponent(usePathname())
  return (
    <nav aria-label={label}>
      <ul className="flex gap-3">
        {NAMES.map(({ code, lang, name }) => (
          <li key={code}>
            {code === current ? (
              <span lang={lang} aria-current="true" className="font-semibold">
                {name}
              </span>
            ) : (
              <a href={`/language?to=${code}&next=${next}`} lang={lang} hrefLang={lang}>
                {name}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}
