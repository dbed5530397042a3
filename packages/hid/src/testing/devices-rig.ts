import type { DeviceOptions } from '../device.ts';
import { createDevices } from '../devices.ts';
import type { Devices, DevicesDeps, SecondCalls } from '../devices.ts';
import type { DevicesEvent } from '../events.ts';
import { noCalls, usualHeadsetOptions } from '../headset/index.ts';
import type { HeadsetCalls } from '../headset/index.ts';
import { usualPedalOptions } from '../pedal/index.ts';
import { fakeClock } from './clock.ts';
import type { FakeClock } from './clock.ts';
import { fakePort } from './fake.ts';
import type { FakePort } from './fake.ts';

export interface DevicesRig {
  readonly clock: FakeClock;
  readonly port: FakePort;
  readonly devices: Devices;
  readonly events: readonly DevicesEvent[];
  /** What was told since the last call, a line each; not that the list has changed. */
  told(): string[];
  now(calls: Partial<HeadsetCalls>, second?: SecondCalls): void;
  /** Ends all; what is left open. */
  end(): Promise<string[]>;
}

function line(event: Exclude<DevicesEvent, { type: 'listed' }>): string {
  const { type } = event;
  if (type === 'appeared') return [type, event.device.id, event.device.state].join(' ');
  if (type === 'listFailed') return [type, event.code].join(' ');
  const what = {
    removed: () => [],
    pressed: () => ('button' in event ? [event.button] : []),
    released: () => ('button' in event && 'why' in event ? [event.button, event.why] : []),
    heldLong: () => ('button' in event ? [event.button] : []),
    request: () => ('request' in event ? [event.request] : []),
    ignored: () => ('why' in event ? [event.why] : []),
    contended: () => ('why' in event ? [event.why] : []),
    unreadable: () => ('why' in event ? [event.why] : []),
    writeFailed: () => ('code' in event ? [event.code] : []),
    lampTest: () => ('lamp' in event ? [event.lamp, event.state] : []),
    learning: () => ('step' in event ? [JSON.stringify(event.step)] : []),
  }[type]();
  return [type, event.device, ...what].join(' ');
}

export const usualDeviceOptions: DeviceOptions = { headset: usualHeadsetOptions, pedal: usualPedalOptions };

export function devicesRig(options: Partial<DevicesDeps> = {}): DevicesRig {
  const clock = fakeClock();
  const port = fakePort(clock);
  const events: DevicesEvent[] = [];
  const devices = createDevices({
    port,
    clock,
    options: usualDeviceOptions,
    learned: [],
    emit: (event) => events.push(event),
    ...options,
  });
  let calls: HeadsetCalls = { ...noCalls, registered: true };
  let seen = 0;
  return {
    clock,
    port,
    devices,
    events,
    told() {
      const lines = events.slice(seen).flatMap((event) => (event.type === 'listed' ? [] : [line(event)]));
      seen = events.length;
      return lines;
    },
    now(change, second) {
      calls = { ...calls, ...change };
      devices.handleCallState(calls, second);
    },
    async end() {
      await devices.close();
      port.dispose();
      return [...port.leaks(), ...(clock.open() > 0 ? [`${clock.open()} timers`] : [])];
    },
  };
}
