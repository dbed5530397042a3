import { dirname, resolve } from 'node:path';
import { directorySchema } from '@samband/telephony/contract';
import type { Operator, OperatorChoice, Site } from '@samband/telephony/contract';
import type { z } from 'zod';
import type { LoadedSite } from './load.ts';
import { parseYaml, readText } from './yaml.ts';
import type { FileProblem } from './yaml.ts';

/** Who may sign in; `undefined`: this site does not ask who is at the position. */
export type LoadedDirectory =
  | { readonly ok: true; readonly operators: readonly Operator[] | undefined }
  | { readonly ok: false; readonly problem: FileProblem };

/** What the shape alone cannot say: everybody is named once, and takes roles that the site has. */
function directoryIssues(operators: readonly Operator[], { roles }: Site): z.core.$ZodIssue[] {
  const known = new Set(roles.map(({ id }) => id));
  const seen = new Set<string>();
  return operators.flatMap(({ id, roles: taken }, index): z.core.$ZodIssue[] => {
    const at = ['operators', index];
    const twice = seen.has(id);
    seen.add(id);
    const wrong = taken.flatMap((role, nth) => (known.has(role) ? [] : [nth]));
    const expected = `one of: ${[...known].join(', ')}`;
    return [
      ...(twice ? [{ path: [...at, 'id'], message: 'a name that no other has' }] : []),
      ...wrong.map((nth) => ({ path: [...at, 'roles', nth], message: expected })),
    ].map((issue) => ({ ...issue, code: 'custom', input: undefined }));
  });
}

/** Where the site's directory is: beside the site file unless the name says otherwise. */
export function directoryFile(siteFile: string, { operators }: Site): string | undefined {
  return operators && resolve(dirname(siteFile), operators.directory);
}

/** Parses the directory of a site. */
export function parseDirectory(text: string, file: string, site: Site): LoadedDirectory {
  const parsed = parseYaml(text, file, {
    schema: directorySchema,
    issues: ({ operators }) => directoryIssues(operators, site),
  });
  return parsed.ok ? { ok: true, operators: parsed.value.operators } : { ok: false, problem: parsed.problem };
}

/** Reads the directory that the site names. */
export function loadDirectory(siteFile: string, loaded: LoadedSite & { ok: true }): LoadedDirectory {
  const file = directoryFile(siteFile, loaded.site);
  if (file === undefined) return { ok: true, operators: undefined };
  const text = readText(file);
  if (typeof text === 'string') return parseDirectory(text, file, loaded.site);
  if (text !== undefined) return { ok: false, problem: text };
  // It is the site file that is wrong: it names what is not there.
  const path = ['operators', 'directory'];
  const expected = `a file that can be read: ${file}`;
  const place = loaded.place(path);
  return { ok: false, problem: { kind: 'site', file: siteFile, ...place, path: path.join('.'), expected } };
}

/** What a screen is told of them: never the PIN's hash. */
export function choicesOf(operators: readonly Operator[]): OperatorChoice[] {
  return operators.map(({ id, name, roles }) => ({ id, name, roles }));
}
