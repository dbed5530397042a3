import { defineConfig } from '@playwright/test';

/** The hardening of the app alone: real Electron, no exchange. `npx playwright test -c tests/e2e/hardening/playwright.config.ts` */
export default defineConfig({
  testDir: '.',
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 60_000 },
  outputDir: '../../../test-results/hardening',
  reporter: [['list']],
});
