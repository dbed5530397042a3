import { defineConfig } from '@playwright/test';
import type { MediaOptions } from './fixtures.ts';

// The engine's media in the major version of Chromium that ships, and in the Electron that tests run on.
export default defineConfig<object, MediaOptions>({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../out/media-results',
  // Each worker has its own browser and its own sound devices: the two runtimes run side by side.
  workers: 2,
  timeout: 240_000,
  reporter: [['list']],
  projects: [
    { name: 'chromium', use: { runtime: 'chromium' } },
    ...(process.env['SAMBAND_ELECTRON'] ? [{ name: 'electron', use: { runtime: 'electron' as const } }] : []),
  ],
});
