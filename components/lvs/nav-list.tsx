'use client'

import { usePathname } from 'next/navigation'
import { join } from '@/components/ui/join'

export type NavGroup = { title: string; entries: readonly { href: string; label: string; note?: string }[] }

function isHere(href: string, pathname: string): boolean {
  return href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`)
}

/** The panels; the one that is shown is marked. Plain links: each panel arrives fresh from the server, strip included. */
export function NavList({ groups }: { groups: readonly NavGroup[] }) {
  const pathname = usePathname()
  return groups.map((group) => (
    <div key={group.title} className="mt-4">
      <p className="px-3 pb-1 text-xs font-semibold text-muted">{group.title}</p>
      <ul className="flex flex-col gap-0.5">
        {group.entries.map(({ href, label, note }) => {
          const here = isHere(href, pathname)
          return (
            <li key={href}>
              <a
                href={href}
                aria-current={here ? 'page' : undefined}
                className={join(
                  'flex items-baseline justify-between gap-2 rounded-control px-3 py-1.5 no-underline hover:no-underline',
                  here ? 'bg-accent-soft font-semibold text-accent' : 'text-ink hover:bg-idle-soft',
                )}
              >
                {label}
                {note && <span className="text-xs font-normal text-muted">{note}</span>}
              </a>
            </li>
          )
        })}
      </ul>
    </div>
  ))
}
