import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseEvent } from './event.ts';
import { arbitraryStream, event } from './testing/arbitrary.ts';

it('reads every event it writes, over JSON as well', () => {
  fc.assert(
    fc.property(arbitraryStream(), (events) => {
      const read = events.map((item) => parseEvent(structuredClone(item)));
      expect(read).toEqual(events);
      // -0 is the one number that JSON cannot carry: compared as JSON reads it.
      const overJson = JSON.parse(JSON.stringify(events)) as unknown[];
      expect(overJson.map(parseEvent)).toEqual(overJson);
    }),
  );
});

it.each([
  ['seq 0', { ...event(0), type: 'becameReady' }],
  ['a fractional seq', { ...event(1.5), type: 'becameReady' }],
  ['an unknown type', { ...event(1), type: 'call.exploded' }],
  ['a payload that lacks a field', { ...event(1), type: 'edge.lost', edge: 'A' }],
  ['a reason out of bounds', { ...event(1), type: 'edge.lost', edge: 'A', reason: 'x'.repeat(257) }],
])('refuses %s', (_what, input) => {
  expect(() => parseEvent(input)).toThrow();
});

it('refuses anything else without breaking', () => {
  fc.assert(
    fc.property(fc.anything(), (input) => {
      expect(() => parseEvent(input)).toThrow(expect.objectContaining({ name: 'ZodError' }));
    }),
  );
});

it('reads a log from before waits went by the monotonic clock', () => {
  const waiting = {
    caller: { withheld: false, assertedBy: 'none' },
    dialled: '113',
    category: 'emergency',
    priority: 0,
    since: 1,
    locations: [],
    unattended: false,
  };
  expect(parseEvent({ ...event(1), type: 'call.waiting', call: 'c1', ...waiting })).toMatchObject({
    since: 1,
    sinceMono: 0,
  });
});
