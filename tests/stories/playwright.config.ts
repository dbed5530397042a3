import { defineConfig } from '@playwright/test';

/**
 * Every story of the console in Debian's Chromium: accessibility in all themes, pictures, languages.
 * `npm run test:stories -- --update-snapshots` draws the pictures anew.
 */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results/stories',
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  // A story without a picture fails, and draws none by itself.
  updateSnapshots: 'none',
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  // A watchdog.
  timeout: 60_000,
  expect: {
    // Another patch version of Chromium smooths the edge of a letter differently, and Playwright overlooks that. A colour
    // is another one from ten of 255 on.
    toMatchSnapshot: { threshold: 0.04, maxDiffPixels: 40 },
  },
  reporter: [['list']],
});
