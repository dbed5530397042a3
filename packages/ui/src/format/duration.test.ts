import { expect, it } from 'vitest';
import { callDuration, clockDuration, wordDuration } from './duration.ts';

it('writes running times', () => {
  expect(clockDuration(-5)).toBe('0:00');
  expect(clockDuration(12_900)).toBe('0:12');
  expect(clockDuration(845_000)).toBe('14:05');
  expect(clockDuration(3_753_000)).toBe('1:02:33');
  expect(callDuration(102_000)).toBe('01:42');
  expect(callDuration(3_753_000)).toBe('1:02:33');
});

it('writes times in words', () => {
  expect(wordDuration(400)).toBe('0\u00a0s');
  expect(wordDuration(12_000)).toBe('12\u00a0s');
  expect(wordDuration(120_000)).toBe('2\u00a0min');
  expect(wordDuration(125_000)).toBe('2\u00a0min 5\u00a0s');
  expect(wordDuration(11_400_000)).toBe('3\u00a0h 10\u00a0min');
});
