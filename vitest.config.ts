import { defineConfig } from 'vitest/config';

/**
 * Unit tests: beside the file they test, in Node. A test of a component names its DOM in the first line:
 * `// @vitest-environment happy-dom`. What needs an exchange, a browser or sound devices is in `tests/e2e` and `tests/media`.
 */
export default defineConfig({
  test: {
    include: [
      'packages/**/*.test.{ts,tsx}',
      'apps/**/*.test.{ts,tsx}',
      'scripts/**/*.test.ts',
      'tests/support/**/*.test.ts',
      'tests/bench/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/out/**', '**/dist/**'],
    setupFiles: ['./scripts/unit/no-network.ts'],
    // Nothing of one test is left for the next.
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    // A watchdog, not a bound: nothing is asserted about speed.
    testTimeout: 20_000,
    hookTimeout: 20_000,
    passWithNoTests: false,
  },
});
