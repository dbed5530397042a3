import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inspect } from './check/house.ts';
import type { SourceFile } from './check/house.ts';
import { licenceComplaints } from './check/licences.ts';
import type { LockEntry } from './check/licences.ts';
import { bin, endChildrenWithUs, root, runChild } from './lib/child.ts';

interface Outcome {
  readonly ok: boolean;
  readonly output: string;
  readonly notes?: readonly string[];
}
interface Check {
  readonly name: string;
  /** What to do about it when it fails. */
  readonly help: string;
  readonly run: () => Promise<Outcome> | Outcome;
}

const tool =
  (name: string, ...args: string[]) =>
  () =>
    runChild({
      command: bin(name),
      args,
      env: {
        TURBO_TELEMETRY_DISABLED: '1',
        DO_NOT_TRACK: '1',
        NO_UPDATE_NOTIFIER: '1',
        npm_config_loglevel: 'silent',
      },
      timeoutMs: 900_000,
      output: 'keep',
    });

const made = new Set(['node_modules', '.git', '.turbo', '.cache', 'out', 'dist', 'coverage', 'test-results']);

/** Sources by walking the tree, not by asking git: the checkout may belong to another user, or be none. */
function sourceFiles(folder = ''): SourceFile[] {
  return readdirSync(root + folder, { withFileTypes: true }).flatMap((entry) => {
    const path = folder + entry.name;
    if (entry.isDirectory()) return made.has(entry.name) ? [] : sourceFiles(`${path}/`);
    if (!entry.isFile() || !/\.(ts|tsx|cjs|mjs|js|css|sh|py)$/.test(entry.name)) return [];
    return [{ path, text: readFileSync(root + path, 'utf8') }];
  });
}

function house(): Outcome {
  const { complaints, notes } = inspect(sourceFiles());
  return { ok: complaints.length === 0, output: complaints.join('\n'), notes };
}

function licences(): Outcome {
  const lock = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')) as {
    packages: Record<string, LockEntry>;
  };
  const installed = (path: string): unknown => {
    const file = `${root}${path}/package.json`;
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as LockEntry).license : undefined;
  };
  const complaints = licenceComplaints(lock.packages, installed);
  return { ok: complaints.length === 0, output: complaints.join('\n') };
}

const checks: readonly Check[] = [
  {
    name: 'types',
    help: 'tsc of every workspace with its own tsconfig',
    run: tool(
      'turbo',
      'run',
      'typecheck',
      '--continue',
      '--concurrency=2',
      '--output-logs=errors-only',
      '--log-prefix=none',
    ),
  },
  { name: 'lint', help: 'rules in .oxlintrc.json; `npx oxlint --fix` mends some', run: tool('oxlint') },
  {
    name: 'format',
    help: '`npx prettier --write .` mends it',
    run: tool('prettier', '--check', '--log-level=warn', '.'),
  },
  {
    name: 'boundaries',
    help: 'who may import whom: the table in .dependency-cruiser.cjs and in DEVELOPERS.md',
    run: tool('depcruise', 'packages', 'apps', 'tests', 'scripts', '--output-type', 'err-long'),
  },
  {
    name: 'unused',
    help: 'files, exports and dependencies that nothing uses: remove them, or list an entry in knip.json',
    run: tool('knip', '--no-progress', '--treat-config-hints-as-errors'),
  },
  {
    name: 'licences',
    help: 'the allow-list in scripts/check/licences.ts',
    run: licences,
  },
  { name: 'house', help: 'size of files and reasons for exceptions: scripts/check/house.ts', run: house },
];

/** A check that throws has failed; the others still run. */
async function outcomeOf(run: Check['run']): Promise<Outcome> {
  try {
    return await run();
  } catch (error) {
    return { ok: false, output: String(error instanceof Error ? error.stack : error) };
  }
}

/** Runs it and says how it went. True: nothing to complain of. */
async function runOne({ name, help, run }: Check): Promise<boolean> {
  const begun = performance.now();
  const { ok, output, notes = [] } = await outcomeOf(run);
  console.log(`${ok ? 'ok    ' : 'FAILED'}  ${name} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
  for (const note of notes) console.log(`        ${note}`);
  if (!ok) console.log(`${output.trimEnd()}\n        ${name}: ${help}\n`);
  return ok;
}

/** Most of them use one core, so two run at a time. `npm run check [-- NAME…] [--report FILE]` */
async function main(args: string[]): Promise<number> {
  endChildrenWithUs();
  const at = args.indexOf('--report');
  const report = at === -1 ? undefined : args.splice(at, 2)[1];
  const unknown = args.filter((name) => !checks.some((check) => check.name === name));
  if (unknown.length > 0) {
    console.error(
      `No check is called ${unknown.join(', ')}. There are: ${checks.map(({ name }) => name).join(', ')}`,
    );
    return 2;
  }
  const chosen = args.length === 0 ? checks : checks.filter(({ name }) => args.includes(name));
  const results: { name: string; ok: boolean }[] = [];
  const waiting = chosen.values();
  const lane = async (): Promise<void> => {
    for (const check of waiting) results.push({ name: check.name, ok: await runOne(check) });
  };
  await Promise.all([lane(), lane()]);
  if (report !== undefined) {
    mkdirSync(dirname(report), { recursive: true });
    writeFileSync(report, JSON.stringify(results));
  }
  return results.every(({ ok }) => ok) ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
