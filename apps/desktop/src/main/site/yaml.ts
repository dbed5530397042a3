import { readFileSync, statSync } from 'node:fs';
import type { StartProblem } from '@samband/telephony/contract';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { expectedOf, placeOf } from './place.ts';
import type { Place } from './place.ts';

export type FileProblem = Extract<StartProblem, { kind: 'site' }>;

/** A file that a person wrote, read: its content, or where it is wrong and what is expected there. */
export type Parsed<T> =
  | {
      readonly ok: true;
      readonly value: T;
      readonly data: unknown;
      /** Where something of it stands in the text. */
      place(path: readonly PropertyKey[]): Place | undefined;
    }
  | { readonly ok: false; readonly problem: FileProblem; readonly data: unknown };

export interface Format<T> {
  readonly schema: z.ZodType<T>;
  /** What the shape alone cannot say. */
  issues(value: T): readonly z.core.$ZodIssue[];
}

const maxBytes = 1024 * 1024;

/** Parses a file's text. Of several mistakes the first in the file is told. */
export function parseYaml<T>(text: string, file: string, { schema, issues }: Format<T>): Parsed<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [error] = document.errors;
  if (error) {
    const at = error.linePos?.[0];
    const where = at ? { line: at.line, column: at.col } : {};
    const expected = error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? 'YAML';
    return { ok: false, data: undefined, problem: { kind: 'site', file, ...where, path: '', expected } };
  }
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 100 });
  } catch {
    return { ok: false, data, problem: { kind: 'site', file, path: '', expected: 'YAML' } };
  }
  const parsed = schema.safeParse(data);
  const found = parsed.success ? issues(parsed.data) : parsed.error.issues;
  if (parsed.success && found.length === 0) {
    const place = (path: readonly PropertyKey[]): Place | undefined =>
      placeOf(document, lines, { code: 'custom', path: [...path], message: '', input: undefined });
    return { ok: true, value: parsed.data, data, place };
  }
  const [first] = found
    .map((issue) => ({ issue, place: placeOf(document, lines, issue) }))
    .sort(
      (a, b) =>
        (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0),
    );
  const path = first?.issue.path.map(String).join('.') ?? '';
  const expected = first ? expectedOf(first.issue) : '';
  return { ok: false, data, problem: { kind: 'site', file, ...first?.place, path, expected } };
}

/** The text of such a file; undefined: there is none that can be read. */
export function readText(file: string): string | FileProblem | undefined {
  try {
    if (statSync(file).size > maxBytes) return { kind: 'site', file, path: '', expected: 'at most 1 MB' };
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
