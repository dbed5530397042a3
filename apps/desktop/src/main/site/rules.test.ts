import { expect, it } from 'vitest';
import type { Site } from '@samband/telephony/contract';
import { exampleSite } from './example.ts';
import { parseSite } from './load.ts';
import { roleOf, startProblem } from './rules.ts';

function siteOf(text: string): Site {
  const loaded = parseSite(text, 'site.yaml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problem));
  return loaded.site;
}
const site = siteOf(exampleSite);
const real = siteOf(exampleSite.replace('exercise: true', 'exercise: false'));
const choice = { site, file: 'site.yaml', position: 1, role: undefined, testRuntime: false };

it('lets a test runtime open exercises and loopback only', () => {
  expect(startProblem({ ...choice, testRuntime: true })).toBeUndefined();
  expect(startProblem({ ...choice, site: real, testRuntime: true })).toEqual({ kind: 'runtime' });
  expect(startProblem({ ...choice, site: real })).toBeUndefined();
});

it('wants a position that the site has', () => {
  expect(startProblem({ ...choice, position: undefined })).toEqual({ kind: 'position', count: 12 });
  expect(startProblem({ ...choice, position: 13 })).toEqual({ kind: 'position', count: 12 });
});

it('wants a role that the site has, and takes the first when none is named', () => {
  expect(roleOf(choice)).toBe('medical');
  expect(startProblem({ ...choice, role: 'pilot' })).toMatchObject({ kind: 'site', expected: 'medical' });
});

it.each([
  ['exercise: true', 'nordvik.test', true],
  ['exercise: true', 'lab.nordvik.example', true],
  ['exercise: true', 'sip.amk-nordvik.no', false],
  ['exercise: true', 'test.no', false],
  ['exercise: false', 'sip.amk-nordvik.no', true],
  ['exercise: false', 'nordvik.test', true],
  ['exercise: false', 'nordvik.practice.test', false],
  ['exercise: false', 'Nordvik.PRACTICE.test', false],
])('a site with %s and the domain %s: %s', (exercise, domain, ok) => {
  const text = exampleSite
    .replace('exercise: true', exercise)
    .replace('domain: nordvik.example', `domain: ${domain}`);
  expect(parseSite(text, 'site.yaml')).toMatchObject(
    ok ? { ok } : { ok, problem: { kind: 'site', path: 'exchange.domain', line: 4 } },
  );
});
