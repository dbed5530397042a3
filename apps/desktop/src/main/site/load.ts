import { siteSchema } from '@samband/telephony/contract';
import type { Site, StartProblem } from '@samband/telephony/contract';
import type { Place } from './place.ts';
import { siteIssues } from './rules.ts';
import { parseYaml, readText } from './yaml.ts';

/** A site file, read. `data` is what the pages get and parse again. */
export type LoadedSite =
  | {
      readonly ok: true;
      readonly site: Site;
      readonly data: unknown;
      place(path: readonly PropertyKey[]): Place | undefined;
    }
  | { readonly ok: false; readonly problem: StartProblem; readonly exercise: boolean };

/** Whether the file means to be an exercise, even where the rest of it is wrong: a switch depends on it at start. */
function meansExercise(data: unknown): boolean {
  const site = (data as { site?: { exercise?: unknown } } | null | undefined)?.site;
  return site?.exercise === true;
}

/** Parses a site file's text. */
export function parseSite(text: string, file: string): LoadedSite {
  const parsed = parseYaml<Site>(text, file, { schema: siteSchema, issues: siteIssues });
  return parsed.ok
    ? { ok: true, site: parsed.value, data: parsed.data, place: parsed.place }
    : { ok: false, problem: parsed.problem, exercise: meansExercise(parsed.data) };
}

/** Reads and parses a site file. Synchronous: Chromium's switches depend on it before the app is ready. */
export function loadSite(file: string | undefined): LoadedSite {
  if (file === undefined) return { ok: false, exercise: false, problem: { kind: 'siteMissing', file: '' } };
  const text = readText(file);
  if (typeof text === 'string') return parseSite(text, file);
  return { ok: false, exercise: false, problem: text ?? { kind: 'siteMissing', file } };
}
