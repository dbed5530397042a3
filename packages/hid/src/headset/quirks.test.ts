import { expect, it } from 'vitest';
import { headsetQuirks } from './quirks.ts';

it('is the usual for a device nobody has complained of', () => {
  expect(headsetQuirks(0x0b0e, 0x0307)).toEqual({
    ackMs: 700,
    holdClearsOffHook: false,
    rejectBySecondOnHook: false,
  });
});

it('clears Off-Hook on hold for Yealink', () => {
  expect(headsetQuirks(0x6993, 0xb02b).holdClearsOffHook).toBe(true);
});
