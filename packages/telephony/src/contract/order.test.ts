import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byUrgency, inLine } from './order.ts';
import { waitingCallSchema } from './snapshot.ts';
import type { WaitingCall } from './snapshot.ts';
import { arbitraryOf } from './testing/arbitrary.ts';

const row = (call: string, change: Partial<WaitingCall> = {}): WaitingCall => ({
  call,
  caller: { withheld: false, assertedBy: 'none' },
  dialled: '113',
  category: 'emergency',
  priority: 0,
  since: 1000,
  sinceMono: 1000,
  locations: [],
  unattended: false,
  hidden: false,
  withdrawn: false,
  ...change,
});
const names = (rows: WaitingCall[]) => rows.map((item) => item.call);

it('takes the most urgent first, then the longest wait, then the identity', () => {
  const rows = [
    row('public-old', { priority: 4, sinceMono: 1 }),
    row('late', { sinceMono: 2000, since: 1 }),
    row('b'),
    row('a'),
    row('early', { sinceMono: 500, since: 3000 }),
  ];
  expect(names(inLine(rows))).toEqual(['early', 'a', 'b', 'late', 'public-old']);
});

it('leaves out what is hidden or withdrawn, and does not disturb the list it was given', () => {
  const rows = Object.freeze([
    row('z'),
    row('hidden', { hidden: true }),
    row('gone', { withdrawn: true }),
    row('a'),
  ]);
  expect(names(inLine(rows))).toEqual(['a', 'z']);
  expect(names([...rows])).toEqual(['z', 'hidden', 'gone', 'a']);
});

it('is a total order: every screen sorts any shuffle of distinct calls alike', () => {
  const rows = fc.uniqueArray(arbitraryOf(waitingCallSchema) as fc.Arbitrary<WaitingCall>, {
    selector: (item) => item.call,
  });
  fc.assert(
    fc.property(rows, (some) => {
      const sorted = some.toSorted(byUrgency);
      expect(some.toReversed().toSorted(byUrgency)).toEqual(sorted);
      for (const [index, item] of sorted.entries())
        expect(byUrgency(sorted[index - 1] ?? item, item)).toBeLessThanOrEqual(0);
    }),
  );
});
