import { expect, it } from 'vitest';
import { fakeClock } from '../testing/index.ts';
import { createResting } from './resting.ts';

function setUp() {
  const clock = fakeClock();
  let over = 0;
  const resting = createResting(clock, () => (over += 1));
  return { clock, resting, over: () => over };
}

it('rests longer than the browser keeps a stream, from the last time on', () => {
  const { clock, resting, over } = setUp();
  resting.begin('h1');
  clock.advance(8000);
  resting.begin('h1');
  resting.begin('s1');
  clock.advance(10_000);
  expect([[...resting.ids()], over()]).toEqual([['h1', 's1'], 0]);
  clock.advance(10_000);
  expect([[...resting.ids()], over(), clock.open()]).toEqual([[], 2, 0]);
});

it('never rests the system’s default, and leaves nothing behind', () => {
  const { clock, resting } = setUp();
  resting.begin('');
  expect(clock.open()).toBe(0);
  resting.begin('h1');
  resting.dispose();
  expect([[...resting.ids()], clock.open()]).toEqual([[], 0]);
});
