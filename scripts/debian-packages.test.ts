import { expect, it } from 'vitest';
import { allDebianPackages, missingPackages } from './debian-packages.ts';

it('finds what is missing, removed packages included', () => {
  const dpkg = 'sox install ok installed\nxvfb deinstall ok config-files\nunzip hold ok installed\n';
  expect(missingPackages(['sox', 'xvfb', 'unzip', 'chromium'], dpkg)).toEqual(['xvfb', 'chromium']);
  expect(missingPackages(['sox'], '')).toEqual(['sox']);
});

it('names each package once', () => {
  expect(new Set(allDebianPackages).size).toBe(allDebianPackages.length);
});
