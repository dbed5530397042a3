import { expect, it } from 'vitest';
import { builderArguments, parseWishes } from './arguments.ts';

const host = { platform: 'linux', arch: 'x64' } as const;
const official = { executablePath: '/e/dist/electron', version: '45.4.1', test: false };
const test = { executablePath: '/t/electron', version: '33.2.1', test: true };
const around = { shipped: '45.4.1', host };

it('makes the unpacked folder unless told otherwise', () => {
  expect(parseWishes([])).toEqual({ platform: 'linux', targets: ['dir'], asBuilt: false });
  expect(parseWishes(['--win'])).toMatchObject({ platform: 'win', targets: ['nsis'] });
  expect(parseWishes(['--linux', 'deb', 'AppImage', '--arm64', '--to', '/x', '--as-built'])).toEqual({
    platform: 'linux',
    targets: ['deb', 'AppImage'],
    arch: 'arm64',
    asBuilt: true,
    to: '/x',
  });
});

it.each([
  [['deb'], 'not understood: deb'],
  [['--win', 'deb'], 'not understood: deb'],
  [['--linux', '--publish'], 'not understood: --publish'],
  [['--linux', '--mac'], 'one platform at a time'],
  [['--to'], 'which folder'],
])('says what it does not understand: %j', (args, words) => {
  expect(() => parseWishes(args)).toThrow(words);
});

it('uses the Electron that is here, by its folder and version', () => {
  const args = builderArguments(parseWishes(['--linux', 'deb']), official, around);
  expect(args).toEqual(
    expect.arrayContaining([
      '--linux',
      'deb',
      '--x64',
      '-c.electronVersion=45.4.1',
      '-c.electronDist=/e/dist/',
    ]),
  );
  const mac = { ...official, executablePath: '/e/dist/Electron.app/Contents/MacOS/Electron' };
  const onMac = { shipped: '45.4.1', host: { platform: 'darwin', arch: 'arm64' } as const };
  expect(builderArguments(parseWishes(['--mac']), mac, onMac)).toContain('-c.electronDist=/e/dist/');
});

it('leaves the Electron of another platform to electron-builder', () => {
  const args = builderArguments(parseWishes(['--win']), official, around);
  expect(args).toContain('-c.electronVersion=45.4.1');
  expect(args.join(' ')).not.toContain('electronDist');
});

it('makes nothing of the test runtime but a folder for tests', () => {
  expect(builderArguments(parseWishes(['--to', '/x']), test, around)).toEqual(
    expect.arrayContaining(['-c.electronVersion=33.2.1', '-c.electronDist=/t/', '-c.directories.output=/x']),
  );
  for (const args of [['--linux', 'deb'], ['--linux', 'dir', 'AppImage'], ['--win'], ['--linux', '--arm64']])
    expect(() => builderArguments(parseWishes(args), test, around)).toThrow('only the test runtime');
});
