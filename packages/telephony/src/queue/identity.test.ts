import { expect, it } from 'vitest';
import { exampleSiteParsed, fakeLogger, plainReader } from '../testing/index.ts';
import { bounded, isUnattended, readOffer, sinceOf } from './identity.ts';

const facts = (headers: readonly (readonly [string, string])[] = []) => ({
  requestUri: 'sip:pos3@x.invalid',
  callId: 'abc',
  fromTag: 'tag',
  headers: [['To', '<sip:113@test>'], ...headers] as const,
  parts: [],
});

it('names a call by the exchange, else by Call-ID and From-tag', () => {
  const site = exampleSiteParsed();
  expect(readOffer(facts([['X-Call', 'c1']]), site, plainReader, fakeLogger())).toMatchObject({
    call: 'c1',
    alias: 'abc;tag',
  });
  expect(readOffer(facts(), site, plainReader, fakeLogger()).call).toBe('abc;tag');
});

it('a header that makes the reader fail costs what it says, never the call', () => {
  const logger = fakeLogger();
  const throwing = {
    ...plainReader,
    callerOf: () => {
      throw new Error('odd');
    },
  };
  expect(readOffer(facts(), exampleSiteParsed(), throwing, logger)).toMatchObject({
    caller: { assertedBy: 'none' },
    dialled: '113',
  });
  expect(logger.lines).toMatchObject([{ level: 'warn', facts: { what: 'caller' } }]);
});

it('keeps long names apart within the bound', () => {
  const [a, b] = [bounded(`${'x'.repeat(300)}a`), bounded(`${'x'.repeat(300)}b`)];
  expect(a.length).toBeLessThanOrEqual(256);
  expect(a).not.toBe(b);
});

it('believes a stamp of the last day, by this PC’s clock', () => {
  const now = 100_000_000_000;
  expect(sinceOf(now - 60_000, 0, now)).toBe(now - 60_000);
  expect(sinceOf(now - 60_000, 5000, now)).toBe(now - 55_000);
  expect(sinceOf(now + 1, 0, now)).toBe(now);
  expect(sinceOf(now - 25 * 3_600_000, 0, now)).toBe(now);
  expect(sinceOf(undefined, 5000, now)).toBe(now);
});

it('knows the alarm by either header', () => {
  expect(isUnattended(facts([['x-alarm', 'unattended']]))).toBe(true);
  expect(isUnattended(facts([['Alert-Info', '<urn:alert:unattended>']]))).toBe(true);
  expect(isUnattended(facts([['X-Other', 'unattended']]))).toBe(false);
});
