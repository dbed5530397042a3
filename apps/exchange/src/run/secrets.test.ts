import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { configSchema } from '../config/config.ts';
import { edgeSecrets, positionSecret, readSecrets } from './secrets.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samband-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('makes secrets once, for the owner only, and adds those of new positions', async () => {
  const path = join(folder, 'secrets.json');
  const two = configSchema.parse({ positions: 2 });
  const first = await readSecrets(path, two);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const three = await readSecrets(path, configSchema.parse({ positions: 3 }));
  expect(three.positions[1]).toBe(first.positions[1]);
  expect(Object.keys(three.positions)).toHaveLength(3);
  expect(new Set(Object.values(three.positions)).size).toBe(3);
});

it('gives the edges hashes and never a secret', async () => {
  const config = configSchema.parse({ positions: 2 });
  const secrets = await readSecrets(join(folder, 'secrets.json'), config);
  const forEdges = JSON.stringify([...edgeSecrets(secrets, config).ha1]);
  expect(forEdges).not.toContain(positionSecret(secrets, config, 1).secret);
  expect(forEdges).toContain(positionSecret(secrets, config, 2).ha1);
  expect(() => positionSecret(secrets, config, 3)).toThrow(RangeError);
});

it('does not overwrite a file it cannot read', async () => {
  const path = join(folder, 'secrets.json');
  writeFileSync(path, '{"nonce":1}');
  await expect(readSecrets(path, configSchema.parse({}))).rejects.toThrow();
  expect(readFileSync(path, 'utf8')).toBe('{"nonce":1}');
});
