import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { exampleSite } from './example.ts';
import { loadSite, parseSite } from './load.ts';

const problemOf = (text: string) => {
  const loaded = parseSite(text, 'site.yaml');
  return loaded.ok ? undefined : loaded.problem;
};
const changed = (from: string, to: string) => {
  expect(exampleSite).toContain(from);
  return problemOf(exampleSite.replace(from, to));
};

it('reads a good site', () => {
  const loaded = parseSite(exampleSite, 'site.yaml');
  expect(loaded.ok && loaded.site.queues[0]?.limit).toBe(10_000);
});

it('says where a value is wrong and what is expected', () => {
  expect(changed('kind: amk', 'kind: sykehus')).toEqual({
    kind: 'site',
    file: 'site.yaml',
    line: 2,
    column: 34,
    path: 'site.kind',
    expected: 'amk | legevakt | akuttmottak',
  });
  expect(changed('limit: 10 s', 'limit: ten')).toMatchObject({ line: 14, path: 'queues.0.limit' });
  expect(changed('count: 12', 'count: many')).toMatchObject({ line: 10, expected: 'number' });
});

it('says where something is missing: at what holds it', () => {
  expect(changed('  domain: nordvik.example\n', '')).toMatchObject({
    line: 4,
    path: 'exchange.domain',
    expected: 'string',
  });
});

it('points at a key that is not known', () => {
  expect(changed('schema: 1\n', 'schema: 1\ncolour: red\n')).toMatchObject({
    line: 2,
    column: 1,
    expected: 'no key "colour" here',
  });
});

it('points at a reference to nothing', () => {
  expect(changed('queues: ["113"]', 'queues: ["114"]')).toMatchObject({
    line: 16,
    path: 'roles.0.queues.0',
    expected: 'one of: 113',
  });
});

it('tells the first mistake of several', () => {
  expect(
    problemOf(exampleSite.replace('count: 12', 'count: x').replace('letter: R', 'letter: RR')),
  ).toMatchObject({
    line: 10,
  });
});

it('says where the YAML breaks', () => {
  expect(changed('site: { name', 'site: { { name')).toMatchObject({ kind: 'site', line: 3 });
  expect(problemOf('')).toMatchObject({ kind: 'site', expected: 'object' });
  expect(problemOf('\tfoo: 1')).toMatchObject({ kind: 'site', line: 1 });
});

it('wants pins on wss and plain ws only near by', () => {
  expect(
    changed('      certificates: ["sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="]\n', ''),
  ).toMatchObject({
    line: 7,
    path: 'exchange.edges.1.certificates',
  });
  const real = exampleSite.replace('exercise: true', 'exercise: false');
  expect(problemOf(real)).toBeUndefined();
  expect(problemOf(real.replace('127.0.0.1', '10.1.1.1'))).toMatchObject({
    line: 6,
    path: 'exchange.edges.0.url',
  });
});

it('opens without a file, and says so', () => {
  expect(loadSite(undefined)).toMatchObject({ problem: { kind: 'siteMissing', file: '' } });
  expect(loadSite('/nowhere/site.yaml')).toMatchObject({
    problem: { kind: 'siteMissing', file: '/nowhere/site.yaml' },
  });
  const file = join(mkdtempSync(join(tmpdir(), 'site-')), 'site.yaml');
  writeFileSync(file, exampleSite);
  expect(loadSite(file).ok).toBe(true);
  writeFileSync(file, ' '.repeat(1024 * 1024 + 1));
  expect(loadSite(file)).toMatchObject({ problem: { kind: 'site', expected: 'at most 1 MB' } });
});

it('survives an alias bomb', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
    .split('')
    .map(
      (name, at) =>
        `${name}: &${name} [${Array(9)
          .fill(`*${'abcdefgh'[at] ?? ''}`)
          .join(',')}]`,
    )
    .join('\n')}`;
  expect(problemOf(bomb)).toMatchObject({ kind: 'site' });
});

it('knows an exercise even where the rest is wrong', () => {
  expect(parseSite(exampleSite.replace('count: 12', 'count: x'), 'f')).toMatchObject({ exercise: true });
});
