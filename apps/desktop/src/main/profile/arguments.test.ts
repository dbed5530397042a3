import { expect, it } from 'vitest';
import { isByHand, parseArguments, profileFolder } from './arguments.ts';

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
    autostart: false,
    bad: [],
  });
});

it.each([['0'], ['501'], ['-1'], ['1e2'], ['three'], ['']])('does not take %j for a position', (text) => {
  expect(parseArguments([`--position=${text}`], '/')).toEqual({
    autostart: false,
    bad: ['position'],
  });
});

it('does not swallow the next argument when a value is missing', () => {
  expect(parseArguments(['--site', '--position', '3'], '/')).toEqual({
    position: 3,
    autostart: false,
    bad: ['site'],
  });
});

it('knows a start by the operating system, and that it wants nothing brought to the front', () => {
  expect(parseArguments(['--autostart', '--position', '3'], '/')).toMatchObject({
    autostart: true,
    position: 3,
  });
  expect(isByHand({ autostart: true })).toBe(false);
  for (const told of [{ autostart: false }, {}, null, undefined, 'autostart'])
    expect(isByHand(told)).toBe(true);
});

it('reads what an exercise is started with', () => {
  const argv = ['--practice', '--seed=41', '--speed', '10'];
  expect(parseArguments(argv, '/')).toEqual({
    practice: true,
    seed: 41,
    speed: 10,
    autostart: false,
    bad: [],
  });
  expect(parseArguments(['--join=192.0.2.1:5443'], '/')).toMatchObject({ join: '192.0.2.1:5443' });
  for (const wrong of ['--join=192.0.2.1', '--seed=x', '--speed=0', '--join=a b:1'])
    expect(parseArguments([wrong], '/').bad).toHaveLength(1);
});

it('tells consoles on one PC apart by position', () => {
  expect(profileFolder({ autostart: false, bad: [] }, '/data')).toBe('/data/Samband/console');
  expect(profileFolder({ position: 2, autostart: false, bad: [] }, '/data')).toBe('/data/Samband/position-2');
  expect(profileFolder({ position: 2, profile: '/p', autostart: false, bad: [] }, '/data')).toBe('/p');
});
