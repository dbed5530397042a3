import { expect, it } from 'vitest';
import { createLocalUsages } from './usages.ts';

function locals(): { local: ReturnType<typeof createLocalUsages>; complaints: string[] } {
  const complaints: string[] = [];
  return { local: createLocalUsages((code) => complaints.push(code)), complaints };
}

it('keeps both readings of a page that changes after the usage', () => {
  const { local } = locals();
  local.usage(7, 1, 0x0b);
  local.usage(0x0008_0017, 4, 0x0b);
  expect(local.take(0x09).usages).toEqual([
    { now: 0x0b_0007, late: 0x09_0007 },
    { now: 0x08_0017, late: 0x08_0017 },
  ]);
});

it('is empty after each main item', () => {
  const { local } = locals();
  local.usage(7, 1, 0x0b);
  local.take(0x0b);
  expect(local.take(0x0b)).toEqual({ usages: [], range: undefined });
});

it('takes a range alone as a range, and among usages one by one', () => {
  const { local } = locals();
  local.maximum(3, 1, 9);
  local.minimum(1, 1, 9);
  expect(local.take(9).range).toEqual({
    from: { now: 0x09_0001, late: 0x09_0001 },
    to: { now: 0x09_0003, late: 0x09_0003 },
  });
  local.usage(0x20, 1, 9);
  local.minimum(1, 1, 9);
  local.maximum(3, 1, 9);
  expect(local.take(9).usages.map(({ now }) => now & 0xffff)).toEqual([0x20, 1, 2, 3]);
});

it('complains of a range that runs backwards and goes on', () => {
  const { local, complaints } = locals();
  local.minimum(9, 1, 9);
  local.maximum(1, 1, 9);
  local.usage(5, 1, 9);
  expect(local.take(9).usages).toHaveLength(1);
  expect(complaints).toEqual(['badRange']);
});

it('takes the first of alternatives', () => {
  const { local } = locals();
  expect(local.delimiter(true)).toBe(true);
  local.usage(1, 1, 9);
  local.usage(2, 1, 9);
  expect(local.delimiter(true)).toBe(false);
  expect(local.delimiter(false)).toBe(true);
  local.usage(3, 1, 9);
  expect(local.take(9).usages.map(({ now }) => now & 0xffff)).toEqual([1, 3]);
});

it('bounds what one item can mean', () => {
  const { local, complaints } = locals();
  for (let count = 0; count < 1100; count++) {
    local.minimum(0, 1, 9);
    local.maximum(0xffff, 2, 9);
  }
  expect(local.take(9).usages.length).toBeLessThanOrEqual(1024);
  expect(complaints).toContain('tooManyUsages');
});
