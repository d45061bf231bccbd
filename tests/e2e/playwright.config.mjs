// Debian's Chromium, no outside address reachable: a page that reaches for one fails loudly.
// Addresses come from tests/run: WINDFALL_E2E_SIMULATED always, WINDFALL_E2E_RECORDED where ../shared/data is there.
import { defineConfig } from '@playwright/test';
import { base } from './site.mjs';

const args = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];
const root = process.getuid() === 0;

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  outputDir: '../../build/e2e',
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: process.env.CI ? 1 : 0, // tests/run counts what passed only then as flaky
  timeout: 300_000, // a loaded machine is slow, not wrong
  expect: { timeout: 60_000 },
  use: {
    baseURL: base,
    locale: 'en-GB',
    timezoneId: 'America/New_York', // the page shows British time wherever its reader is
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: '/usr/bin/chromium', chromiumSandbox: !root, args },
  },
  // What neither width nor touch can change runs once; both themes are looked at by the tests that are about looks.
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 900 } } },
    {
      name: 'phone',
      testIgnore: ['screens.spec.mjs', 'states.spec.mjs'],
      grepInvert: /@once/,
      use: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
    },
  ],
});
