import { expect, it } from 'vitest';
import { fakeClock } from '../testing/clock.ts';
import { createFight } from './fight.ts';

it('gives up after three times, says so once, and tries again later', () => {
  const clock = fakeClock();
  const fight = createFight(clock);
  expect([1, 2, 3, 4, 5].map(() => fight.strike())).toEqual(['on', 'on', 'on', 'lost', 'over']);
  clock.advance(5000);
  expect(fight.strike()).toBe('on');
});

it('begins anew when told', () => {
  const fight = createFight(fakeClock());
  for (let count = 0; count < 4; count++) fight.strike();
  fight.forget();
  expect(fight.strike()).toBe('on');
});
