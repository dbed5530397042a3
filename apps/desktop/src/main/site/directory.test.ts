import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { choicesOf, loadDirectory, parseDirectory } from './directory.ts';
import { exampleDirectory, exampleSite } from './example.ts';
import { parseSite } from './load.ts';
import type { LoadedSite } from './load.ts';

function siteOf(text: string): LoadedSite & { ok: true } {
  const loaded = parseSite(text, 'site.yaml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problem));
  return loaded;
}
const withDirectory = `${exampleSite}operators: { directory: operators.yaml }\n`;
const { site } = siteOf(withDirectory);
const problemOf = (from: string, to: string) => {
  expect(exampleDirectory).toContain(from);
  const loaded = parseDirectory(exampleDirectory.replace(from, to), 'operators.yaml', site);
  return loaded.ok ? undefined : loaded.problem;
};

it('reads who may sign in, and tells a screen nothing of their PINs', () => {
  const loaded = parseDirectory(exampleDirectory, 'operators.yaml', site);
  const operators = loaded.ok ? (loaded.operators ?? []) : [];
  expect(operators).toHaveLength(2);
  expect(choicesOf(operators)).toEqual([
    { id: 'kari', name: 'Kari Nordmann', roles: ['medical'] },
    { id: 'ola', name: 'Ola Nordmann', roles: ['medical'] },
  ]);
});

it('says where a role is none of the site, and where an operator stands twice', () => {
  expect(problemOf('    roles: [medical]', '    roles: [medical, pilot]')).toEqual({
    kind: 'site',
    file: 'operators.yaml',
    line: 5,
    column: 22,
    path: 'operators.0.roles.1',
    expected: 'one of: medical',
  });
  expect(problemOf('id: ola', 'id: kari')).toMatchObject({
    line: 7,
    path: 'operators.1.id',
    expected: 'a name that no other has',
  });
});

it('says where a PIN is not hashed, and never what stands there', () => {
  const problem = problemOf('pbkdf2-sha256$200000', '4711 200000');
  expect(problem).toMatchObject({ line: 6, path: 'operators.0.pin', expected: 'pbkdf2-sha256$…' });
  expect(JSON.stringify(problem)).not.toContain('4711');
});

it('looks beside the site file; one that is not there is a mistake of the site file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'site-'));
  const file = join(folder, 'site.yaml');
  const named = join(folder, 'operators.yaml');
  expect(loadDirectory(file, siteOf(withDirectory))).toEqual({
    ok: false,
    problem: {
      kind: 'site',
      file,
      line: 17,
      column: 25,
      path: 'operators.directory',
      expected: `a file that can be read: ${named}`,
    },
  });
  writeFileSync(named, exampleDirectory);
  expect(loadDirectory(file, siteOf(withDirectory))).toMatchObject({
    ok: true,
    operators: [{ id: 'kari' }, { id: 'ola' }],
  });
  writeFileSync(named, ' '.repeat(1024 * 1024 + 1));
  expect(loadDirectory(file, siteOf(withDirectory))).toMatchObject({
    problem: { file: named, expected: 'at most 1 MB' },
  });
});

it('asks nobody where the site names no directory', () => {
  expect(loadDirectory('/nowhere/site.yaml', siteOf(exampleSite))).toEqual({
    ok: true,
    operators: undefined,
  });
});
