import { bin } from '../lib/child.ts';
import type { Need } from './prepare.ts';
import type { ReportKind } from './results.ts';

export interface Part {
  readonly name: string;
  /** One line for the person who waits. */
  readonly about: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly report: ReportKind;
  /** A watchdog; then its process group is ended and it has failed. */
  readonly minutes: number;
  readonly needs: readonly Need[];
}

const reports = 'test-results';
/** Where a part's reporter writes. */
export const reportOf = (name: string): string => `${reports}/${name}.json`;

const vitest = (name: string): Pick<Part, 'command' | 'args' | 'report'> => ({
  command: bin('vitest'),
  args: [
    'run',
    `--project=${name}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportOf(name)}`,
  ],
  report: 'vitest',
});

const playwright = (name: string): Pick<Part, 'command' | 'args' | 'env' | 'report'> => ({
  command: bin('playwright'),
  args: ['test', `--config=tests/${name}/playwright.config.ts`, '--reporter=list,json'],
  // SAMBAND_E2E_BUILT: the part `build` has run already.
  env: { PLAYWRIGHT_JSON_OUTPUT_FILE: reportOf(name), SAMBAND_E2E_BUILT: '1' },
  report: 'playwright',
});

/** All of `npm test`, in order. The minutes are watchdogs. */
export const parts: readonly Part[] = [
  {
    name: 'check',
    about: 'types, lint, format, boundaries, unused code, licences, house rules',
    command: bin('tsx'),
    args: ['scripts/check.ts', '--report', reportOf('check')],
    report: 'check',
    minutes: 20,
    needs: [],
  },
  { name: 'unit', about: 'tests beside the code', ...vitest('unit'), minutes: 20, needs: [] },
  {
    name: 'tools',
    about: "the end-to-end tests' own instruments: callers, ears, sound devices, networks",
    ...vitest('tools'),
    minutes: 15,
    needs: ['debian'],
  },
  {
    name: 'build',
    about: 'the console as it ships',
    command: bin('turbo'),
    args: ['run', 'build', '--output-logs=errors-only'],
    env: { TURBO_TELEMETRY_DISABLED: '1' },
    report: 'none',
    minutes: 3,
    needs: [],
  },
  {
    name: 'storybook',
    about: 'every state of every part of the screen, built as pages',
    command: 'npm',
    args: ['run', 'storybook:build', '--workspace', '@samband/ui'],
    report: 'none',
    minutes: 3,
    needs: [],
  },
  {
    name: 'stories',
    about: 'their accessibility in all themes, their pictures, their languages',
    ...playwright('stories'),
    minutes: 30,
    needs: ['debian'],
  },
  {
    name: 'media',
    about: "the engine's sound in Debian's Chromium and in Electron",
    ...playwright('media'),
    minutes: 30,
    needs: ['debian', 'electron'],
  },
  {
    name: 'interop',
    about: 'the same call scenarios at the embedded exchange and at plain Asterisk, side by side',
    ...playwright('interop'),
    minutes: 30,
    needs: ['debian', 'electron', 'exchange', 'user'],
  },
  {
    name: 'e2e',
    about: 'real Electron, the reference exchange, callers with a voice',
    ...playwright('e2e'),
    minutes: 60,
    needs: ['debian', 'electron', 'exchange', 'user'],
  },
];
