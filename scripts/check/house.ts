export interface SourceFile {
  /** From the root, with slashes. */
  readonly path: string;
  readonly text: string;
}

export interface HouseReport {
  /** Break the check. */
  readonly complaints: readonly string[];
  /** Places to look; printed, never breaking. */
  readonly notes: readonly string[];
}

const maxLines = 500;
const isTest = (path: string): boolean =>
  /\.(test|spec|stories)\.tsx?$|\/(testing|fixtures|\.storybook)\/|^tests\//.test(path);
const needsNoTest = (path: string): boolean =>
  isTest(path) || /(^|\/)(index|types|main)\.tsx?$|\.d\.ts$|\.config\.ts$|\/ports\/|\/preview\//.test(path);

/** The clocks of each program: whatever else needs the time is given one (ADR 0012). */
const clocks: ReadonlySet<string> = new Set([
  'packages/telephony/src/engine/system.ts',
  'packages/ui/src/time/ticker.ts',
  'apps/desktop/src/shared/clock.ts',
  // A worklet shares no monotonic clock with its page.
  'packages/telephony/src/media/first-audio.worklet.js',
  'packages/telephony/src/media/remote.ts',
  // Certificates are valid by the wall clock.
  'apps/exchange/src/run/certificates.ts',
]);
const isProduct = (path: string): boolean =>
  /^(packages|apps)\/.*\.[cm]?[jt]sx?$/.test(path) && !isTest(path) && !path.includes('/smoke/');
const readsClock = /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bperformance\.timeOrigin\b/;

function linesOf(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}

function complaintsOf({ path, text }: SourceFile): string[] {
  const lines = linesOf(text);
  const found: string[] = [];
  if (lines.length > maxLines) found.push(`${path}: ${lines.length} lines; ${maxLines} at most`);
  for (const [index, line] of lines.entries()) {
    const at = `${path}:${index + 1}`;
    if (/(oxlint|eslint)-disable(?!.*\s--\s\S)/.test(line) && /(\/\/|\/\*)\s*(ox|es)lint-disable/.test(line))
      found.push(`${at}: a lint rule is switched off without a reason ("-- why")`);
    if (/\b(it|test|describe)\.only\(/.test(line)) found.push(`${at}: runs alone`);
    if (isProduct(path) && !clocks.has(path) && readsClock.test(line))
      found.push(`${at}: reads the wall clock; it is given a clock, and measures by its monotonic one`);
  }
  return found;
}

/** The rules of the house that no other tool knows. */
export function inspect(files: readonly SourceFile[]): HouseReport {
  const paths = new Set(files.map((file) => file.path));
  const alone = files
    .map((file) => file.path)
    .filter((path) => /\.tsx?$/.test(path) && !needsNoTest(path))
    .filter((path) => !['ts', 'tsx'].some((end) => paths.has(path.replace(/\.tsx?$/, `.test.${end}`))));
  const later = files.flatMap(({ path, text }) =>
    linesOf(text).flatMap((line, index) =>
      /\b(TO-?DO|FIX-?ME)\b/.test(line) ? [`${path}:${index + 1}`] : [],
    ),
  );
  return {
    complaints: files.flatMap(complaintsOf),
    notes: [
      ...(alone.length > 0 ? [`no test beside: ${alone.join(', ')}`] : []),
      ...(later.length > 0 ? [`left for later: ${later.join(', ')}`] : []),
    ],
  };
}
