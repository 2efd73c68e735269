import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = fileURLToPath(new URL('.', import.meta.url))

// The pure and the agent tier; the browser and lab tiers have runners of their own under e2e/.
export default defineConfig({
  resolve: { alias: [{ find: /^@\//, replacement: here }] },
  test: {
    include: [
      'lib/**/*.test.ts',
      'agent/**/*.test.ts',
      'components/**/*.test.{ts,tsx}',
      'app/**/*.test.ts',
      '.ci/**/*.test.ts',
    ],
    testTimeout: 20_000,
    passWithNoTests: false,
  },
})
