import { expect, it } from 'vitest';
import { createCloseGuard } from './close-guard.ts';

it('refuses once in a call, and again when time has passed', () => {
  let now = 0;
  let calls = 1;
  const guard = createCloseGuard(
    () => calls > 0,
    () => now,
  );
  expect([guard.mayClose(), guard.mayClose()]).toEqual([false, true]);
  now = 60_000;
  expect(guard.mayClose()).toBe(false);
  calls = 0;
  expect(guard.mayClose()).toBe(true);
});
