import { expect, it } from 'vitest';
import { doubtOf } from './guard.ts';

const sure = { sinceChangeMs: 1000, sinceWriteMs: 700, lineChanged: false };

it('is sure when all three conditions hold', () => {
  expect(doubtOf(sure, 700)).toBeUndefined();
});

it.each([
  ['tooEarly', { sinceChangeMs: 999 }],
  ['ownWrite', { sinceWriteMs: 699 }],
  ['lineChanged', { lineChanged: true }],
] as const)('doubts when it is %s', (doubt, facts) => {
  expect(doubtOf({ ...sure, ...facts }, 700)).toBe(doubt);
});
