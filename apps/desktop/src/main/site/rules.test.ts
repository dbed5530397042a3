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
