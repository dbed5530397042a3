import { defineConfig } from 'vitest/config';

/**
 * `unit`: beside the file they test, in Node, without a network. A test of a component names its DOM in the first line:
 * `// @vitest-environment happy-dom`. What the files import is loaded once per worker, which takes less than a third of
 * the time: a test leaves nothing behind in a module or on the page.
 * `tools`: the end-to-end tests' own instruments, against real programs (SIPp, baresip, PulseAudio), one file at a time.
 * What needs the console itself is in `tests/e2e` and `tests/media`, run by Playwright.
 */
const shared = {
  exclude: ['**/node_modules/**', '**/out/**', '**/dist/**'],
  // Nothing of one test is left for the next.
  restoreMocks: true,
  unstubEnvs: true,
  unstubGlobals: true,
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['{packages,apps}/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          setupFiles: ['./scripts/unit/no-network.ts'],
          isolate: false,
          // Watchdogs, not bounds: nothing is asserted about speed.
          testTimeout: 20_000,
          hookTimeout: 20_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'tools',
          include: ['tests/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
