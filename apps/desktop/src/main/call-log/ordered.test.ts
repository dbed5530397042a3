import type { CallLogEntry } from '@samband/telephony/contract';
import { expect, it } from 'vitest';
import { createOrdered } from './ordered.ts';

const entry = (call: string, at: number, dialled = ''): CallLogEntry => ({
  call,
  at,
  dialled,
  direction: 'incoming',
  caller: { withheld: false, assertedBy: 'none' },
  outcome: 'open',
  role: '',
});
const calls = (list: readonly CallLogEntry[]): string => list.map(({ call }) => call).join('');

it('gives the newest first, in whatever order they come', () => {
  const ordered = createOrdered(100);
  for (const [call, at] of [
    ['c', 3],
    ['a', 1],
    ['e', 5],
    ['b', 2],
    ['d', 3],
  ] as const)
    ordered.put(entry(call, at));
  expect(calls(ordered.newestFirst())).toBe('edcba');
});

it('puts an entry in the place of the one before, also where it began at another time', () => {
  const ordered = createOrdered(100);
  for (const [call, at] of [
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ] as const)
    ordered.put(entry(call, at));
  ordered.put(entry('b', 2, 'changed'));
  expect(ordered.get('b')?.dialled).toBe('changed');
  ordered.put(entry('a', 9));
  expect(calls(ordered.newestFirst())).toBe('acb');
  expect(ordered.size()).toBe(3);
});

it('forgets the oldest: of too many, and of too long ago', () => {
  const ordered = createOrdered(3);
  for (let n = 1; n <= 6; n += 1) ordered.put(entry(String(n), n));
  expect(calls(ordered.newestFirst())).toBe('654');
  ordered.forget(6);
  expect(calls(ordered.newestFirst())).toBe('6');
  expect(ordered.get('5')).toBeUndefined();
});
