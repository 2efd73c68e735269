/** The fish with its scales. */
export function Fish({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 20" aria-hidden="true" className={className} fill="none" stroke="currentColor">
      <path
        d="M1.5 10C5 4.2 10.5 2 16 2c4.5 0 7.8 2 10 5l4.5-3v12L26 13c-2.2 3-5.5 5-10 5-5.500 0-11-2.200-14.500-8z"
        strokeWidth="1.8"
        strokeLinejoin="round"
      />
      <path
        d="M11 4.500c2.300 3.300 2.300 7.700 0 11M15.500 6c1.700 2.500 1.700 5.500 0 8M20 6c1.700 2.500 1.700 5.500 0 8"
        strokeWidth="1.500"
        strokeLinecap="round"
      />
      <circle cx="6.800" cy="9" r="1.100" fill="currentColor" stroke="none" />
    </svg>
  )
}
