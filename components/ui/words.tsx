'use client'

import { createContext, type ReactNode, useContext } from 'react'

const Words = createContext<Readonly<Record<string, string>>>({})

/** Sentences for client components that no props reach. */
export function WordsProvider({ words, children }: { words: Readonly<Record<string, string>>; children: ReactNode }) {
  return <Words value={words}>{children}</Words>
}

export function useWords(): Readonly<Record<string, string>> {
  return useContext(Words)
}
