import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Configuration } from 'electron-builder';
import { expect, it } from 'vitest';
import configuration from './builder.config.ts';

const room = join(import.meta.dirname, '..');
// electron-builder checks a configuration where it packages, and does not export how.
const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const { validateConfiguration } = builder('app-builder-lib/out/util/config/config') as {
  validateConfiguration(configuration: Configuration, log: { isEnabled: boolean }): Promise<void>;
};
const valid = (given: Configuration): Promise<void> => validateConfiguration(given, { isEnabled: false });

it('is what electron-builder understands', async () => {
  await expect(valid(configuration)).resolves.toBeUndefined();
  await expect(valid({ ...configuration, unknown: true } as Configuration)).rejects.toThrow('unknown');
});

it('opens nothing that production keeps closed', () => {
  expect(configuration.asar).toBe(true);
  expect(configuration.electronFuses).toMatchObject({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    onlyLoadAppFromAsar: true,
    enableEmbeddedAsarIntegrityValidation: true,
    grantFileProtocolExtraPrivileges: false,
  });
  expect(configuration.nsis).toMatchObject({ perMachine: true, allowToChangeInstallationDirectory: false });
  expect(configuration.deb?.depends).toEqual(expect.arrayContaining(['libusb-1.0-0', 'libudev1']));
});

it('names files that are there', () => {
  const { linux, win, mac, deb } = configuration;
  const inPackaging = [linux?.icon, win?.icon, mac?.icon].map((path) => `packaging/${String(path)}`);
  const [unit = ''] = (deb?.fpm ?? []).map((mapping) => mapping.split('=')[0]);
  for (const path of [...inPackaging, unit, String(mac?.entitlements), 'packaging/autostart'])
    expect(existsSync(join(room, path)), path).toBe(true);
  for (const size of [16, 32, 48, 64, 128, 256, 512])
    expect(existsSync(join(room, `packaging/icon/linux/${size}x${size}.png`)), `${size}`).toBe(true);
});
