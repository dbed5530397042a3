import { describe, expect, it } from 'vitest';
import { tallyOf } from './results.ts';

const good = { ok: true, how: 'ended with 0' };
const bad = { ok: false, how: 'ended with 1' };
const vitestPart = { name: 'unit', report: 'vitest' } as const;
const vitest = (...statuses: string[]) => ({
  testResults: [
    {
      name: 'a.test.ts',
      status: statuses.includes('failed') ? 'failed' : 'passed',
      assertionResults: statuses.map((status) => ({ fullName: `a ${status}`, status })),
    },
  ],
});

describe('a vitest report', () => {
  it('counts tests', () => {
    expect(tallyOf(vitestPart, vitest('passed', 'passed', 'pending'), good)).toEqual({
      passed: 2,
      failed: 0,
      skipped: 1,
      failures: [],
    });
    expect(tallyOf(vitestPart, vitest('passed', 'failed'), bad)).toMatchObject({ passed: 1, failed: 1 });
  });

  it('counts a file that could not be loaded', () => {
    const broken = { testResults: [{ name: 'b.test.ts', status: 'failed', assertionResults: [] }] };
    expect(tallyOf(vitestPart, broken, bad)).toMatchObject({ failed: 1, failures: ['b.test.ts'] });
  });
});

describe('a Playwright report', () => {
  const part = { name: 'e2e', report: 'playwright' } as const;
  const spec = (status: string) => ({ title: status, file: 'a.spec.ts', tests: [{ status }] });

  it('counts tests of nested suites; flaky is failed', () => {
    const report = {
      suites: [
        {
          specs: [spec('expected')],
          suites: [{ specs: [spec('flaky'), spec('unexpected'), spec('skipped')] }],
        },
      ],
    };
    expect(tallyOf(part, report, bad)).toEqual({
      passed: 1,
      failed: 2,
      skipped: 1,
      failures: ['a.spec.ts: flaky (flaky)', 'a.spec.ts: unexpected'],
    });
  });

  it('tells where and why, shortened and without colours', () => {
    const message = [
      '\u001B[31mno sound\u001B[39m',
      '',
      ...Array.from({ length: 40 }, (_, at) => `event ${at}`),
    ];
    const results = [{ errors: [{ message: message.join('\n') }] }];
    const failed = {
      ...spec('unexpected'),
      tests: [{ status: 'unexpected', projectName: 'plain', results }],
    };
    const [told = ''] = tallyOf(part, { suites: [{ specs: [failed] }] }, bad).failures;
    const lines = told.split('\n');
    expect(lines.slice(0, 3)).toEqual(['[plain] a.spec.ts: unexpected', '    no sound', '    event 0']);
    expect(lines.at(-1)).toBe('    event 39');
    expect(lines).toHaveLength(26);
  });

  it('counts an error outside the tests', () => {
    const report = { suites: [], errors: [{ message: 'global setup failed\nat x' }] };
    expect(tallyOf(part, report, bad)).toMatchObject({ failed: 1, failures: ['global setup failed'] });
  });
});

describe('a part', () => {
  it('that crashed has failed, whatever its report says', () => {
    expect(tallyOf(vitestPart, vitest('passed'), { ok: false, how: 'stopped after 300 s' })).toMatchObject({
      passed: 1,
      failed: 1,
      failures: ['unit: stopped after 300 s'],
    });
  });

  it.each([
    ['wrote no report', undefined],
    ['wrote a report of another kind', { hello: 1 }],
    ['ran nothing', { testResults: [] }],
    ['skipped all', vitest('pending')],
  ])('that %s has failed', (_what, report) => {
    expect(tallyOf(vitestPart, report, good)).toMatchObject({ failed: 1 });
  });

  it('without a report counts by its exit code', () => {
    const part = { name: 'build', report: 'none' } as const;
    expect(tallyOf(part, undefined, good)).toMatchObject({ passed: 1, failed: 0 });
    expect(tallyOf(part, undefined, bad)).toMatchObject({
      passed: 0,
      failed: 1,
      failures: ['build: ended with 1'],
    });
  });

  it('of checks counts one per check', () => {
    const report = [
      { name: 'types', ok: true },
      { name: 'lint', ok: false },
    ];
    expect(tallyOf({ name: 'check', report: 'check' }, report, bad)).toMatchObject({
      passed: 1,
      failed: 1,
      failures: ['lint'],
    });
  });
});
