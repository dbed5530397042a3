import { LineCounter, parseDocument } from 'yaml';
import { configSchema, type Config } from './config.ts';

/** A configuration that cannot be used: one line per mistake, each with file and line. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

const maximumLength = 64_000;

/**
 * Parses the exchange's YAML file.
 * @param text the file's content
 * @param name the file's name for messages
 * @param overrides values that win over the file (command line, tests); top-level keys
 * @throws ConfigError with `file:line: key: what is expected`
 */
export function readConfig(
  text: string,
  name: string,
  overrides: Readonly<Record<string, unknown>> = {},
): Config {
  if (text.length > maximumLength)
    throw new ConfigError([`${name}: longer than ${maximumLength} characters`]);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const broken = document.errors[0];
  if (broken !== undefined) {
    const { line } = lines.linePos(broken.pos[0]);
    throw new ConfigError([`${name}:${line}: not YAML: ${broken.message.split('\n')[0] ?? ''}`]);
  }
  const value: unknown = document.toJS({ maxAliasCount: 20 }) ?? {};
  const merged = typeof value === 'object' && !Array.isArray(value) ? { ...value, ...overrides } : value;
  const result = configSchema.safeParse(merged);
  if (result.success) return result.data;
  throw new ConfigError(
    result.error.issues.map((issue) => {
      const path = issue.path.filter((step): step is string | number => typeof step !== 'symbol');
      return `${name}:${lineOf(document, lines, path)}: ${path.join('.') || 'file'}: ${issue.message}`;
    }),
  );
}

/** The line of the deepest part of `path` that stands in the file. */
function lineOf(
  document: ReturnType<typeof parseDocument>,
  lines: LineCounter,
  path: readonly (string | number)[],
): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node: unknown = document.getIn(path.slice(0, depth), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range))
      return lines.linePos(Number(node.range[0])).line;
  }
  return 1;
}
