import { readFileSync, statSync } from 'node:fs';
import { siteSchema } from '@samband/telephony/contract';
import type { Site, StartProblem } from '@samband/telephony/contract';
import { LineCounter, parseDocument } from 'yaml';
import { expectedOf, placeOf } from './place.ts';
import { edgeIssues } from './rules.ts';

/** A site file, read. `data` is what the pages get and parse again. */
export type LoadedSite =
  | { readonly ok: true; readonly site: Site; readonly data: unknown }
  | { readonly ok: false; readonly problem: StartProblem; readonly exercise: boolean };

const maxBytes = 1024 * 1024;

/** Whether the file means to be an exercise, even where the rest of it is wrong: a switch depends on it at start. */
function meansExercise(data: unknown): boolean {
  const site = (data as { site?: { exercise?: unknown } } | null | undefined)?.site;
  return site?.exercise === true;
}

/** Parses a site file's text. Of several mistakes the first in the file is told. */
export function parseSite(text: string, file: string): LoadedSite {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [error] = document.errors;
  if (error) {
    const at = error.linePos?.[0];
    const where = at ? { line: at.line, column: at.col } : {};
    const expected = error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? 'YAML';
    return { ok: false, exercise: false, problem: { kind: 'site', file, ...where, path: '', expected } };
  }
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 100 });
  } catch {
    return { ok: false, exercise: false, problem: { kind: 'site', file, path: '', expected: 'YAML' } };
  }
  const parsed = siteSchema.safeParse(data);
  const issues = parsed.success ? edgeIssues(parsed.data) : parsed.error.issues;
  if (parsed.success && issues.length === 0) return { ok: true, site: parsed.data, data };
  const found = issues
    .map((issue) => ({ issue, place: placeOf(document, lines, issue) }))
    .sort(
      (a, b) =>
        (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0),
    );
  const first = found[0];
  const path = first?.issue.path.map(String).join('.') ?? '';
  const expected = first ? expectedOf(first.issue) : '';
  return {
    ok: false,
    exercise: meansExercise(data),
    problem: { kind: 'site', file, ...first?.place, path, expected },
  };
}

/** Reads and parses a site file. Synchronous: Chromium's switches depend on it before the app is ready. */
export function loadSite(file: string | undefined): LoadedSite {
  if (file === undefined) return { ok: false, exercise: false, problem: { kind: 'siteMissing', file: '' } };
  let text: string;
  try {
    if (statSync(file).size > maxBytes)
      return {
        ok: false,
        exercise: false,
        problem: { kind: 'site', file, path: '', expected: 'at most 1 MB' },
      };
    text = readFileSync(file, 'utf8');
  } catch {
    return { ok: false, exercise: false, problem: { kind: 'siteMissing', file } };
  }
  return parseSite(text, file);
}
