import type { ReactNode } from 'react'

/** The one box of these pages; its title is the page's heading. */
export function AuthCard({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="rounded-box border border-line bg-surface">
      <h1 className="border-b border-line px-4 py-2.5 text-[0.9375rem] font-semibold">{title}</h1>
      <div className="flex flex-col gap-3 px-4 py-3">{children}</div>
    </section>
  )
}
