import { expect, it } from 'vitest';
import { noCalls } from '../headset/index.ts';
import { fakeClock } from '../testing/clock.ts';
import { createBusylight } from './busylight.ts';

it('shows the calls, once for each change, and keeps the light alive', () => {
  const clock = fakeClock();
  const written: number[][] = [];
  const light = createBusylight({ clock, write: (report) => written.push([...report.subarray(1, 6)]) });
  const told = (): number[][] => written.splice(0);
  expect(told()).toEqual([[16, 0, 0, 0, 0]]);
  light.handleCallState({ ...noCalls, registered: true });
  light.handleCallState({ ...noCalls, registered: true, muted: true });
  expect(told()).toEqual([[16, 0, 0, 255, 0]]);
  light.handleCallState({ ...noCalls, active: true });
  expect(told()).toEqual([[16, 0, 255, 0, 0]]);
  clock.advance(30_000);
  expect(told().map(([command]) => command)).toEqual([0x8f, 0x8f, 0x8f]);
  expect(light.farewell()).toHaveLength(1);
  light.dispose();
  expect(clock.open()).toBe(0);
});
