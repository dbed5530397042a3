import { expect, it } from 'vitest';
import { createPedalReader } from './reader.ts';

const button = (name: string, report: number, byte: number, mask: number, down = mask) => ({
  name,
  report,
  byte,
  mask,
  down,
});

it('reads what is down, and when all are up', () => {
  const reader = createPedalReader({
    numbered: false,
    buttons: [button('left', 0, 0, 1), button('right', 0, 0, 4)],
  });
  expect(reader.read(Uint8Array.of(5, 0))).toEqual({ down: new Set(['left', 'right']), allUp: false });
  expect(reader.read(Uint8Array.of(4, 0))?.down).toEqual(new Set(['right']));
  expect(reader.read(Uint8Array.of(0, 0))?.allUp).toBe(true);
});

it('reads a switch that is closed while it is up', () => {
  const reader = createPedalReader({ numbered: true, buttons: [button('left', 1, 0, 2, 0)] });
  expect(reader.read(Uint8Array.of(1, 2))?.allUp).toBe(true);
  expect(reader.read(Uint8Array.of(1, 0))?.down).toEqual(new Set(['left']));
});

it('is not all up before each has been seen', () => {
  const reader = createPedalReader({
    numbered: true,
    buttons: [button('left', 1, 0, 1), button('right', 2, 0, 1)],
  });
  expect(reader.read(Uint8Array.of(1, 0))?.allUp).toBe(false);
  expect(reader.read(Uint8Array.of(2, 0))?.allUp).toBe(true);
});

it('knows nothing of other reports and of what a short one lacks', () => {
  const reader = createPedalReader({ numbered: true, buttons: [button('left', 1, 3, 1)] });
  expect(reader.read(Uint8Array.of(9, 1))).toBeUndefined();
  expect(reader.read(new Uint8Array())).toBeUndefined();
  expect(reader.read(Uint8Array.of(1, 0))).toEqual({ down: new Set(), allUp: false });
});
