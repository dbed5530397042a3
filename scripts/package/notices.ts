import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAllowed, textOf } from '../check/licences.ts';

/** What a package asks those who pass it on to pass on with it. */
export interface Notice {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

export interface Source {
  /** As its own package.json says. */
  readonly licence: 'MIT';
  readonly holder: string;
  /** Where licence and holder were found. */
  readonly found: string;
}

/** Packages that come without the text of their licence. */
export const withoutText: Readonly<Record<string, Source>> = {
  '@nodable/entities': {
    licence: 'MIT',
    holder: 'Amit Gupta',
    found: 'package.json (licence, author) and README; https://github.com/nodable/val-parsers',
  },
  'client-only': {
    licence: 'MIT',
    holder: 'Meta Platforms, Inc. and affiliates',
    found: 'package.json; a part of React: https://github.com/facebook/react/blob/main/LICENSE',
  },
};

const mit = ({ holder, found }: Source): string => `MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.

(The package itself has no licence file. Source: ${found})`;

const isText = (name: string): boolean => /^(licen[cs]e|copying|notice|copyright)([.-].*)?$/i.test(name);

/** Reads what a package says of itself; throws where it cannot be passed on as it is. */
export function readNotice(folder: string, sources: Readonly<Record<string, Source>> = withoutText): Notice {
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
  const name = String(about['name']);
  const version = String(about['version']);
  const licence = textOf(about['license']);
  if (licence === undefined || !isAllowed(licence))
    throw new Error(`${name}@${version}: its licence is ${licence ?? 'not said'}, which is not on the list`);
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && isText(entry.name))
    .map((entry) => entry.name)
    .sort();
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).filter(Boolean);
  if (texts.length > 0) return { name, version, licence, text: texts.join('\n\n') };
  const source = sources[name];
  if (source?.licence !== licence)
    throw new Error(
      `${name}@${version}: ${licence}, but without the text; list its source in scripts/package/notices.ts`,
    );
  return { name, version, licence, text: mit(source) };
}

const rule = '='.repeat(80);

/** The file that is shipped: one entry a package, by name. */
export function noticesText(notices: readonly Notice[]): string {
  const sorted = [...notices].sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
  const entries = sorted.map(
    ({ name, version, licence, text }) =>
      `${rule}\n${name} ${version}\nLicence: ${licence}\n${rule}\n\n${text}\n`,
  );
  return `Samband contains software of others. These are their names, licences and notices.
Electron and Chromium have theirs in LICENSE.electron.txt and LICENSES.chromium.html.

${entries.join('\n')}`;
}

/**
 * The notices of everything that a build says to contain.
 * @param folders as in `bundled.json`, seen from `root`
 */
export function noticesOf(folders: readonly string[], root: string): string {
  if (folders.length === 0) throw new Error('a build that contains no package is none');
  return noticesText(folders.map((folder) => readNotice(join(root, folder))));
}
