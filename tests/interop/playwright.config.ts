import { defineConfig } from '@playwright/test';
import type { TargetOptions } from '../e2e/fixtures.ts';

/** Scenarios of tests/e2e that any exchange must stand, unchanged. What one lacks it declares, and is skipped by that. */
const scenarios = /e2e\/(bleed|call|declared|proven|queue|race|unanswered)\.spec\.ts$/;

/** Each exchange has ports of its own, so they are tried side by side. */
export default defineConfig<object, TargetOptions>({
  testDir: '..',
  projects: [
    { name: 'plain', testMatch: [scenarios], workers: 1, use: { targetName: 'plain' } },
    { name: 'embedded', testMatch: [scenarios], workers: 1, use: { targetName: 'embedded' } },
  ],
  workers: 2,
  fullyParallel: false,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 240_000,
  expect: { timeout: 60_000 },
  globalTimeout: 28 * 60_000,
  outputDir: '../../test-results/interop',
  reporter: [['list'], ['json', { outputFile: '../../test-results/interop.json' }]],
  use: { actionTimeout: 60_000, trace: 'off' },
});
