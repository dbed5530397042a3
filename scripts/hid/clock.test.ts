import { expect, it } from 'vitest';
import { systemClock } from './clock.ts';

it('runs what is due, until it is disposed of', async () => {
  const before = systemClock.mono();
  await new Promise<void>((resolve) => systemClock.after(1, resolve));
  let count = 0;
  await new Promise<void>((resolve) => {
    const every = systemClock.every(1, () => {
      count += 1;
      if (count === 2) every.dispose();
      if (count === 2) resolve();
    });
  });
  systemClock.after(1, () => expect.unreachable()).dispose();
  expect(count).toBe(2);
  expect(systemClock.mono()).toBeGreaterThanOrEqual(before);
});
