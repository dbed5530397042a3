import { defineConfig } from '@playwright/test';

/**
 * End to end: real Electron, real exchange, real callers. One worker: the scenarios share the exchange and its queue.
 * The time-outs are watchdogs; nothing is asserted about speed.
 */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 240_000,
  expect: { timeout: 60_000 },
  globalTimeout: 58 * 60_000,
  globalSetup: './setup.ts',
  globalTeardown: './teardown.ts',
  outputDir: '../../test-results/e2e',
  reporter: [['list'], ['json', { outputFile: '../../test-results/e2e.json' }]],
  use: { actionTimeout: 60_000, trace: 'off' },
});
