import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { exampleDirectory, exampleSite } from './example.ts';
import { loadSite } from './load.ts';
import { openSource } from './source.ts';

const withDirectory = `${exampleSite}operators: { directory: operators.yaml }\n`;

function setUp(site: string, directory?: string) {
  const folder = mkdtempSync(join(tmpdir(), 'source-'));
  const file = join(folder, 'site.yaml');
  const operators = join(folder, 'operators.yaml');
  writeFileSync(file, site);
  if (directory !== undefined) writeFileSync(operators, directory);
  const watched = new Map<string, () => void>();
  const handleRead = vi.fn();
  const source = openSource({
    file,
    loaded: loadSite(file),
    handleRead,
    watch(name, listener) {
      watched.set(name, listener);
      return { dispose: () => void watched.delete(name) };
    },
  });
  const write = (name: string, text: string): void => {
    writeFileSync(name, text);
    watched.get(name)?.();
  };
  return { source, file, operators, watched, handleRead, write };
}

it('watches nothing when all is right', () => {
  const { source, watched } = setUp(withDirectory, exampleDirectory);
  expect(source.problem()).toBeUndefined();
  expect(source.operators()).toHaveLength(2);
  expect(watched.size).toBe(0);
});

it('is as it was for a site without operators', () => {
  const { source, watched } = setUp(exampleSite);
  expect(source.problem()).toBeUndefined();
  expect(source.operators()).toBeUndefined();
  expect(watched.size).toBe(0);
});

it('reads again until site and directory are right, then no more', () => {
  const { source, file, operators, watched, handleRead, write } = setUp('nonsense: 1\n');
  expect([...watched.keys()]).toEqual([file]);
  write(file, withDirectory);
  expect(source.problem()).toMatchObject({ path: 'operators.directory' });
  expect([...watched.keys()]).toEqual([file, operators]);
  write(operators, exampleDirectory.replace('medical', 'pilot'));
  expect(source.problem()).toMatchObject({ file: operators, line: 5 });
  write(operators, exampleDirectory);
  expect(source.problem()).toBeUndefined();
  expect(source.operators()?.map(({ id }) => id)).toEqual(['kari', 'ola']);
  expect(handleRead).toHaveBeenCalledTimes(3);
  expect(watched.size).toBe(0);
});

it('lets go of what it watches', () => {
  const { source, watched } = setUp('nonsense: 1\n');
  source.dispose();
  expect(watched.size).toBe(0);
});

it('has nothing to watch where no site file is named', () => {
  const watch = vi.fn();
  const source = openSource({ file: undefined, loaded: loadSite(undefined), watch, handleRead: vi.fn() });
  expect(source.problem()).toEqual({ kind: 'siteMissing', file: '' });
  expect(watch).not.toHaveBeenCalled();
});
