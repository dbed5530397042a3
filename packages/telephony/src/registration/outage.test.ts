import { expect, it } from 'vitest';
import { createOutage } from './outage.ts';

it('lasts from the loss of the last edge to the first that is back', () => {
  const outage = createOutage();
  expect(outage.handleLost(true, 1)).toBe(false);
  expect(outage.handleLost(false, 2)).toBe(true);
  expect(outage.handleLost(false, 3)).toBe(false);
  expect(outage.handleUp(9)).toBe(7);
  expect(outage.handleUp(10)).toBeUndefined();
});
