/** Licences that any dependency may have, by SPDX identifier. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
]);

/** Packages whose licence is not on the list or is not said, with what was found and why it will do. */
export const exceptions: Readonly<Record<string, string>> = {
  'truncate-utf8-bytes': 'WTFPL, no conditions at all; a part of electron-builder, not of what is shipped',
};

/** One entry of `packages` in package-lock.json. */
export interface LockEntry {
  readonly version?: string;
  readonly license?: unknown;
  readonly link?: boolean;
}

/** True for an SPDX expression (annex D) that the list satisfies: OR needs one side, AND needs both. */
export function isAllowed(expression: string): boolean {
  const text = expression.trim();
  const split = (word: string): string[] => {
    const parts: string[] = [];
    let depth = 0;
    let from = 0;
    for (const match of text.matchAll(new RegExp(`[()]|\\s${word}\\s`, 'gi'))) {
      if (match[0] === '(') depth += 1;
      else if (match[0] === ')') depth -= 1;
      else if (depth === 0) {
        parts.push(text.slice(from, match.index));
        from = match.index + match[0].length;
      }
    }
    return [...parts, text.slice(from)];
  };
  const either = split('OR');
  if (either.length > 1) return either.some(isAllowed);
  const both = split('AND');
  if (both.length > 1) return both.every(isAllowed);
  const inner = /^\((.*)\)$/.exec(text)?.[1];
  return inner === undefined ? allowed.has(text) : isAllowed(inner);
}

/**
 * Looks through every package of the lock, those of other platforms included.
 * @param installed the licence field of a package's own package.json, for entries whose lock has none
 * @returns one line per package whose licence is not on the list
 */
export function licenceComplaints(
  packages: Readonly<Record<string, LockEntry>>,
  installed: (path: string) => unknown,
): string[] {
  const complaints: string[] = [];
  for (const [path, entry] of Object.entries(packages)) {
    if (!path.includes('node_modules/') || entry.link) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (name in exceptions) continue;
    const licence = textOf(entry.license) ?? textOf(installed(path));
    if (licence === undefined) complaints.push(`${name}@${entry.version ?? '?'}: says no licence`);
    else if (!isAllowed(licence)) complaints.push(`${name}@${entry.version ?? '?'}: ${licence}`);
  }
  return complaints;
}

/** Old packages say `{ type, url }`, or a list of these. */
export function textOf(licence: unknown): string | undefined {
  if (typeof licence === 'string') return licence;
  if (Array.isArray(licence)) {
    const texts = licence.map(textOf).filter((text) => text !== undefined);
    return texts.length === 0 ? undefined : texts.join(' OR ');
  }
  if (typeof licence === 'object' && licence !== null && 'type' in licence) return textOf(licence.type);
  return undefined;
}
