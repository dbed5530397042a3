import { expect, it } from 'vitest';
import { createEdges } from './edges.ts';

const bits = [
  { name: 'hook', report: 2, bit: 0 },
  { name: 'reject', report: 2, bit: 11 },
  { name: 'mute', report: 3, bit: 1 },
] as const;
const edges = () => createEdges(bits, true);

it('takes the first report of each id as it finds it', () => {
  const read = edges();
  expect(read.read(Uint8Array.of(2, 1, 0))).toEqual({ report: 2, isBaseline: true, changes: [] });
  expect(read.value('hook')).toBe(1);
  expect(read.read(Uint8Array.of(3, 2))?.changes).toEqual([]);
  expect(read.read(Uint8Array.of(2, 0, 8))?.changes).toEqual([
    { name: 'hook', value: 0 },
    { name: 'reject', value: 1 },
  ]);
});

it('tells a change once', () => {
  const read = edges();
  read.read(Uint8Array.of(3, 0));
  expect(read.read(Uint8Array.of(3, 2))?.changes).toEqual([{ name: 'mute', value: 1 }]);
  expect(read.read(Uint8Array.of(3, 2))?.changes).toEqual([]);
});

it('knows nothing of other reports, and nothing of what a short one lacks', () => {
  const read = edges();
  expect(read.read(Uint8Array.of(4, 255))).toBeUndefined();
  expect(read.read(new Uint8Array())).toBeUndefined();
  read.read(Uint8Array.of(2, 0, 8));
  expect(read.read(Uint8Array.of(2, 1))?.changes).toEqual([{ name: 'hook', value: 1 }]);
  expect(read.value('reject')).toBe(1);
});

it('can take a silent device for one at rest', () => {
  const read = edges();
  read.read(Uint8Array.of(3, 2));
  read.assume();
  expect(read.value('mute')).toBe(1);
  expect(read.read(Uint8Array.of(2, 1, 0))?.changes).toEqual([{ name: 'hook', value: 1 }]);
  read.reset();
  expect(read.read(Uint8Array.of(2, 1, 0))?.isBaseline).toBe(true);
});
