import fc from 'fast-check';
import { expect } from 'vitest';
import { lampsOf } from '../headset/lamps.ts';
import type { HeadsetLamp } from '../layout/index.ts';
import type { HeadsetRig } from './headset-rig.ts';
import { recordings } from './recordings.ts';

/** Headsets with a lamp for Off-Hook, by vendor and product. */
export const offHookHeadsets = recordings
  .filter(({ expected }) => expected?.out?.['offHook'] !== undefined)
  .map(({ vid = '', pid = '' }) => ({ vid, pid }));

/** How a device may behave. */
export const anyManners = fc.record({
  answersAfterMs: fc.option(fc.integer({ min: 1, max: 690 }), { nil: undefined }),
  forgetsAfterMs: fc.option(fc.constant(2000), { nil: undefined }),
  echoesMute: fc.boolean(),
  armIsUp: fc.boolean(),
  tellsLineBusy: fc.boolean(),
  repeats: fc.boolean(),
});

/** Every lamp tells the calls. `vid`: Yealink clears Off-Hook while a call is held. */
export function expectLampsOfCalls(rig: HeadsetRig, vid: string): void {
  const wanted = lampsOf(rig.calls(), { holdClearsOffHook: vid === '6993', audibleRinger: false });
  for (const lamp of Object.keys(rig.layout.lamps) as HeadsetLamp[])
    expect(rig.device.isLit(lamp), lamp).toBe(wanted[lamp]);
}

/** Nothing more is written, however long one waits, and nothing is left behind. Ends the headset. */
export function expectSettled(rig: HeadsetRig): void {
  const settled = rig.written.length;
  rig.clock.advance(60_000);
  expect(rig.written.length).toBe(settled);
  rig.dispose();
  expect(rig.clock.open()).toBe(0);
}
