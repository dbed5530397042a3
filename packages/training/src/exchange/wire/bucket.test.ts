import { fakeClock } from '@samband/telephony/testing';
import { expect, it } from 'vitest';
import { createBucket } from './bucket.ts';

it('lets a burst through, and then so many for each second', () => {
  const clock = fakeClock();
  const bucket = createBucket(clock, { perSecond: 10, burst: 3 });
  const taken = (): number => Array.from({ length: 20 }, () => bucket.take()).filter(Boolean).length;
  expect(taken()).toBe(3);
  clock.advance(250);
  expect(taken()).toBe(2);
  clock.advance(3_600_000);
  expect(taken()).toBe(3);
});
