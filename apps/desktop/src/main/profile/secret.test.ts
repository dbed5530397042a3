import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Site } from '@samband/telephony/contract';
import { expect, it, vi } from 'vitest';
import { credentialsOf, openSecret, takeSecret } from './secret.ts';

const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const place = () => join(mkdtempSync(join(tmpdir(), 'secret-')), 'secret-1');
const keys = {
  encrypt: (text: string) => Buffer.from(text).reverse(),
  decrypt: (sealed: Uint8Array) => Buffer.from(sealed).reverse().toString(),
};

it('takes the secret out of the environment', () => {
  const environment = { SAMBAND_SIP_SECRET: 'geheim', PATH: '/bin' };
  expect(takeSecret(environment)).toBe('geheim');
  expect(environment).toEqual({ PATH: '/bin' });
  expect(takeSecret({ SAMBAND_SIP_SECRET: '' })).toBeUndefined();
});

it('keeps a typed secret sealed where there is a key store', () => {
  const path = place();
  const first = openSecret({ path, environment: undefined, keys, log });
  expect([first.from, first.get()]).toEqual(['missing', undefined]);
  first.provide('geheim');
  expect(first.from).toBe('stored');
  expect(readFileSync(path, 'utf8')).not.toContain('geheim');
  const second = openSecret({ path, environment: undefined, keys, log });
  expect([second.from, second.get()]).toEqual(['stored', 'geheim']);
});

it('keeps it in memory only where there is none', () => {
  const path = place();
  const first = openSecret({ path, environment: undefined, keys: undefined, log });
  first.provide('geheim');
  expect([first.from, first.get()]).toEqual(['session', 'geheim']);
  expect(() => readFileSync(path)).toThrow();
});

it('derives HA1 for the position (RFC 2617 §3.2.2.2)', () => {
  const site = { exchange: { domain: 'nordvik.example' }, positions: { aor: 'sip:pos{n}@{domain}' } };
  expect(credentialsOf(site as unknown as Site, 3, 'geheim')).toEqual({
    username: 'pos3',
    realm: 'nordvik.example',
    ha1: '6ad9978c6cefb1cf5a0560a9565978aa',
  });
});
