import { expect, it } from 'vitest';
import { parseArguments, profileFolder } from './arguments.ts';

it('reads both forms and leaves Chromium its own', () => {
  const argv = [
    '--inspect=0',
    '--site',
    'a.yaml',
    '--position=12',
    '--no-first-run',
    '--profile',
    '/p',
    '--role',
    'nurse',
  ];
  expect(parseArguments(argv, '/work')).toEqual({
    site: '/work/a.yaml',
    position: 12,
    profile: '/p',
    role: 'nurse',
    bad: [],
  });
});

it.each([['0'], ['501'], ['-1'], ['1e2'], ['three'], ['']])('does not take %j for a position', (text) => {
  expect(parseArguments([`--position=${text}`], '/')).toEqual({ bad: ['position'] });
});

it('does not swallow the next argument when a value is missing', () => {
  expect(parseArguments(['--site', '--position', '3'], '/')).toEqual({ position: 3, bad: ['site'] });
});

it('tells consoles on one PC apart by position', () => {
  expect(profileFolder({ bad: [] }, '/data')).toBe('/data/Samband/console');
  expect(profileFolder({ position: 2, bad: [] }, '/data')).toBe('/data/Samband/position-2');
  expect(profileFolder({ position: 2, profile: '/p', bad: [] }, '/data')).toBe('/p');
});
