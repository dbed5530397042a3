import { expect, it } from 'vitest';
import { fakeClock } from '../testing/index.ts';
import { confirmWithinMs, createConfirmation } from './presses.ts';

const hangUp = { action: 'call.hangUp', device: 'Jabra', confirm: true };

it('carries out at once what needs no second press', () => {
  expect(createConfirmation(fakeClock())({ action: 'call.mute', device: 'Jabra' })).toBe(true);
});

it('waits for a second press of the same within its time', () => {
  const clock = fakeClock();
  const isNow = createConfirmation(clock);
  expect([isNow(hangUp), isNow({ ...hangUp, action: 'call.hold' }), isNow(hangUp)]).toEqual([
    false,
    false,
    false,
  ]);
  clock.advance(confirmWithinMs);
  expect([isNow(hangUp), isNow(hangUp), isNow(hangUp)]).toEqual([false, true, false]);
});
