import { recordings } from '@samband/hid/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { collectionsLimits, fromDescriptors, isDescribedByPage } from './devices.ts';

const passes = (collections: unknown): boolean =>
  fromDescriptors.safeParse({ kind: 'described', n: 1, collections }).success;

function nested(depth: number): unknown[] {
  let value: unknown[] = [];
  for (let level = 1; level < depth; level++) value = [value];
  return value;
}

it('lets every recorded device through', () => {
  const known = recordings.filter(({ bytes }) => bytes);
  expect(known.filter((one) => !passes(one.map().collections))).toEqual([]);
  expect(passes(undefined)).toBe(true);
});

it('bounds depth, number and texts', () => {
  const { depth, values, text } = collectionsLimits;
  expect([passes(nested(depth)), passes(nested(depth + 1)), passes(nested(20_000))]).toEqual([
    true,
    false,
    false,
  ]);
  const numbers = Array.from({ length: values - 1 }, () => 0);
  expect([passes(numbers), passes([...numbers, 0])]).toEqual([true, false]);
  expect(passes(Array.from({ length: 400 }, () => Array.from({ length: 400 }, () => 0)))).toBe(false);
  expect([passes(['x'.repeat(text)]), passes(['x'.repeat(text + 1)])]).toEqual([true, false]);
  expect(passes([{ ['x'.repeat(text + 1)]: 0 }])).toBe(false);
});

it('ends at a circle, at a hole and at what is no plain object', () => {
  const circle: unknown[] = [];
  circle.push(circle, circle);
  const hole: unknown[] = [];
  hole.length = 4_000_000_000;
  const others = [circle, hole, [new Map()], [new Uint8Array(4)], [new Date(0)], [() => 0], 'text', {}, null];
  expect(others.map(passes)).toEqual(others.map(() => false));
});

it('never throws', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      passes(value);
      passes([value]);
    }),
  );
});

it('knows where node-hid has no descriptor', () => {
  expect(['win32', 'darwin', 'linux', 'freebsd'].map(isDescribedByPage)).toEqual([true, true, false, false]);
});
