import { join } from './join'

export type Tab = { href: string; label: string; current?: boolean; count?: number | string }

/** Pages beside each other: links, so that each has an address and needs no script. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="overflow-x-auto border-b border-line">
      <ul className="flex sm:gap-1">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <a
              href={tab.href}
              aria-current={tab.current ? 'page' : undefined}
              className={join(
                '-mb-px block border-b-2 px-2 py-2 sm:px-3 whitespace-nowrap no-underline hover:no-underline',
                tab.current
                  ? 'border-accent font-semibold text-accent'
                  : 'border-transparent text-muted hover:text-ink',
              )}
            >
              {tab.label} {tab.count !== undefined && <span className="figure ms-1.5 text-muted">{tab.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
