import { expect, it } from 'vitest';
import { noCalls } from '../headset/index.ts';
import { fakeClock } from '../testing/clock.ts';
import { createBusylight } from './busylight.ts';

it('shows the calls, once for each change, and keeps the light alive', () => {
  const clock = fakeClock();
  const written: number[][] = [];
  const light = createBusylight({
    ...{ clock, handleTest: () => undefined },
    write: (report) => written.push([...report.subarray(1, 6)]),
  });
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

it('goes through its colours when it is tried, and shows a call at once', () => {
  const clock = fakeClock();
  const written: string[] = [];
  const light = createBusylight({
    clock,
    write: (report) => written.push([...report.subarray(3, 6)].join(',')),
    handleTest: (state) => written.push(state),
  });
  const told = (): string[] => written.splice(0);
  const [green, yellow, red, dark] = ['0,255,0', '255,160,0', '255,0,0', '0,0,0'];
  light.handleCallState({ ...noCalls, registered: true });
  told();
  light.test();
  clock.advance(5000);
  const through = ['lit', dark, 'dark', yellow, 'lit', dark, 'dark', red, 'lit', green, 'over'];
  expect(told()).toEqual(through);
  light.test();
  clock.advance(600);
  told();
  light.handleCallState({ ...noCalls, active: true });
  expect(told()).toEqual([red, 'over']);
  expect(() => light.test()).toThrow('hid.busy');
  light.dispose();
  expect([told(), clock.open()]).toEqual([[], 0]);
});
