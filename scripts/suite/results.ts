import { stripVTControlCharacters } from 'node:util';

/** What one part of the suite came to. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What failed and why, for the summary: the name first, further lines indented. */
  readonly failures: readonly string[];
}

export type ReportKind = 'check' | 'vitest' | 'playwright' | 'none';

const nothing: Tally = { passed: 0, failed: 0, skipped: 0, failures: [] };

export function add(a: Tally, b: Tally): Tally {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  };
}

interface Outcome {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** What its tool said of a failure. */
  readonly why?: string | undefined;
}

/** Of a long message the beginning and the end: where it failed, and what came last. */
const kept = 12;
function told({ name, why = '' }: Outcome): string {
  const lines = stripVTControlCharacters(why)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const some = lines.length > 2 * kept ? [...lines.slice(0, kept), '…', ...lines.slice(-kept)] : lines;
  return [name, ...some.map((line) => `    ${line.slice(0, 300)}`)].join('\n');
}

function ofOutcomes(outcomes: readonly Outcome[]): Tally {
  const count = (outcome: string) => outcomes.filter((item) => item.outcome === outcome).length;
  return {
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    failures: outcomes.filter((item) => item.outcome === 'failed').map(told),
  };
}

interface CheckReport {
  readonly name: string;
  readonly ok: boolean;
}
function ofCheck(report: readonly CheckReport[]): Tally {
  return ofOutcomes(report.map(({ name, ok }) => ({ name, outcome: ok ? 'passed' : 'failed' })));
}

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}
/** A file that could not be loaded, or whose hooks failed, has no failed test: it counts as one. */
function ofVitest(report: VitestReport): Tally {
  return report.testResults
    .map((file) => {
      const outcomes = file.assertionResults.map<Outcome>(({ fullName, status, failureMessages }) => ({
        name: fullName,
        outcome: status === 'passed' || status === 'failed' ? status : 'skipped',
        why: failureMessages?.join('\n'),
      }));
      const silent = file.status === 'failed' && !outcomes.some(({ outcome }) => outcome === 'failed');
      return ofOutcomes(
        silent ? [...outcomes, { name: file.name, outcome: 'failed', why: file.message }] : outcomes,
      );
    })
    .reduce(add, nothing);
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly file: string;
    readonly tests: readonly {
      readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
      readonly projectName?: string;
      readonly results?: readonly { readonly errors?: readonly { readonly message?: string }[] }[];
    }[];
  }[];
}
interface PlaywrightReport extends PlaywrightSuite {
  readonly errors?: readonly { readonly message?: string }[];
}
/** A flaky test failed once; a call that is lost once is lost, so it counts as failed. */
function ofPlaywright(report: PlaywrightReport): Tally {
  const specs = (suite: PlaywrightSuite): Tally[] => [
    ...(suite.specs ?? []).map(({ title, file, tests }) =>
      ofOutcomes(
        tests.map(({ status, projectName = '', results = [] }) => ({
          name: `${projectName === '' ? '' : `[${projectName}] `}${file}: ${title}${status === 'flaky' ? ' (flaky)' : ''}`,
          outcome: status === 'expected' ? 'passed' : status === 'skipped' ? 'skipped' : 'failed',
          why: results.flatMap(({ errors = [] }) => errors.map(({ message = '' }) => message)).join('\n'),
        })),
      ),
    ),
    ...(suite.suites ?? []).flatMap(specs),
  ];
  const errors = (report.errors ?? []).map(({ message }) => ({
    name: message?.split('\n')[0] ?? 'an error outside the tests',
    outcome: 'failed' as const,
  }));
  return [...specs(report), ofOutcomes(errors)].reduce(add, nothing);
}

const readers: Readonly<Record<Exclude<ReportKind, 'none'>, (report: never) => Tally>> = {
  check: ofCheck,
  vitest: ofVitest,
  playwright: ofPlaywright,
};

/**
 * What a part came to, by its report and by how its process ended. A part that crashed, was stopped, wrote no report or
 * ran nothing has failed, whatever its report says.
 * @param report the parsed JSON of its reporter; undefined when there is none
 */
export function tallyOf(
  part: { name: string; report: ReportKind },
  report: unknown,
  end: { ok: boolean; how: string },
): Tally {
  const failed = (why: string): Tally => ({ ...nothing, failed: 1, failures: [`${part.name}: ${why}`] });
  if (part.report === 'none') return end.ok ? { ...nothing, passed: 1 } : failed(end.how);
  if (report === undefined) return failed(`${end.how}, without a report`);
  let tally: Tally;
  try {
    // The readers take what the tools document; anything else throws here and counts as no report.
    tally = readers[part.report](report as never);
  } catch (error) {
    return failed(`a report that cannot be read: ${String(error)}`);
  }
  if (tally.failed > 0) return tally;
  if (!end.ok) return add(tally, failed(end.how));
  return tally.passed === 0 ? add(tally, failed('nothing ran')) : tally;
}
