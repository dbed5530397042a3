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

const hour = 3_600_000;
const mono = 50_000_000;
const wall = 100_000_000_000;
/** The stamp is a minute old; the clocks were measured when the PC's was `ahead`. */
const minute = (set: { pc?: number; exchange?: number; ahead?: number }) => {
  const { pc = 0, exchange = 0, ahead = 0 } = set;
  const time = { skewMs: ahead, originMs: wall - mono - ahead };
  return mono - sinceOf(wall - ahead - 60_000 + exchange, time, { wall: wall + pc, mono });
};

it('believes a stamp of the last day, by the clocks as they were measured', () => {
  const time = { skewMs: 0, originMs: wall - mono };
  const now = { wall, mono };
  expect(minute({})).toBe(60_000);
  expect(minute({ ahead: 5000 })).toBe(60_000);
  expect(minute({ ahead: -hour })).toBe(60_000);
  expect(sinceOf(wall + 1, time, now)).toBe(mono);
  expect(sinceOf(wall - 25 * hour, time, now)).toBe(mono);
  expect(sinceOf(undefined, time, now)).toBe(mono);
});

it('a stamp means the same when this PC’s clock was set since, or that of both', () => {
  for (const by of [-24 * hour, -hour, -300_000, 300_000, hour, 24 * hour]) {
    expect(minute({ pc: by })).toBe(60_000);
    expect(minute({ pc: by, exchange: by })).toBe(60_000);
  }
});

it('knows the alarm by either header', () => {
  expect(isUnattended(facts([['x-alarm', 'unattended']]))).toBe(true);
  expect(isUnattended(facts([['Alert-Info', '<urn:alert:unattended>']]))).toBe(true);
  expect(isUnattended(facts([['X-Other', 'unattended']]))).toBe(false);
});
