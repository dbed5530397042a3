import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readState, rememberCertificate } from './state.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samband-state-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('remembers each edge’s certificate and forgives a damaged file', async () => {
  const path = join(folder, 'state.json');
  expect(readState(path).certificates).toEqual({ a: 'current', b: 'current' });
  await rememberCertificate(path, 'b', 'next');
  expect(readState(path).certificates).toEqual({ a: 'current', b: 'next' });
  writeFileSync(path, '{');
  expect(readState(path).certificates).toEqual({ a: 'current', b: 'current' });
});
