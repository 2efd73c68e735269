import { defineConfig } from '@playwright/test'

// The browser suite: one guest, one console on its router a, one browser. The files share the router, so they run one after the other.
export default defineConfig({
  testDir: 'e2e/console',
  testMatch: '*.spec.ts',
  globalSetup: './e2e/console/world/boot.ts',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 1,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 45_000 },
  use: {
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1440, height: 900 },
    actionTimeout: 30_000,
    navigationTimeout: 45_000,
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      // Without a display and as root; no request of the browser's own leaves the machine.
      args: [
        ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
        ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      ],
    },
  },
})
