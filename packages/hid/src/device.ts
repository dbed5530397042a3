import { createBusylight } from './busylight/index.ts';
import { HidError } from './error.ts';
import type { DevicesEvent } from './events.ts';
import { createHeadset, headsetQuirks } from './headset/index.ts';
import type { HeadsetCalls, HeadsetEvent, HeadsetOptions } from './headset/index.ts';
import type { Identity } from './identify.ts';
import type { HeadsetLamp, HeadsetLayout, PedalLayout } from './layout/index.ts';
import { createPedal } from './pedal/index.ts';
import type { PedalOptions } from './pedal/index.ts';
import type { Clock, Disposable, HidHandle, ListedDevice } from './ports.ts';
import { createWriteQueue } from './reports/index.ts';

/** How long the last writes may take when a device is left, ms. */
const farewellMs = 500;

export interface DeviceOptions {
  readonly headset: HeadsetOptions;
  readonly pedal: PedalOptions;
}

export interface DeviceDeps {
  readonly id: string;
  readonly listed: ListedDevice;
  readonly identity: Identity;
  /** Open; this device's from now on. */
  readonly handle: HidHandle;
  readonly clock: Clock;
  readonly options: DeviceOptions;
  readonly calls: HeadsetCalls;
  emit(event: DevicesEvent): void;
  /** Nothing more will come of it. It has let go of what was down. */
  handleLost(error: HidError): void;
}

/** One device that is open: what it is by data, what it does by the services that its kind has. */
export interface Device {
  handleCallState(calls: HeadsetCalls): void;
  /** Blinks one of its lamps, told by `lampTest`s. Throws `hid.gone` where it has none of that name; `hid.busy` in a call. */
  testLamp(lamp: string): void;
  endTest(): void;
  /** The computer goes to sleep: what is down is let go, and no lamp is tried. */
  handleSuspend(): void;
  /** Lamps off, written, closed. Never rejects. */
  close(): Promise<void>;
}

/** What a kind of device does. */
interface Service extends Disposable {
  handleReport(bytes: Uint8Array): void;
  handleCallState(calls: HeadsetCalls): void;
  testLamp(lamp: string): void;
  endTest(): void;
  handleLost(): void;
  farewell(): readonly Uint8Array[];
}

type Write = (report: Uint8Array) => void;

const nothing = (): void => undefined;

/** A headset's event with the device's name and the button's full one. */
function named(event: HeadsetEvent, device: string): DevicesEvent {
  if (event.type === 'pressed') return { type: event.type, device, button: `headset.${event.button}` };
  if (event.type === 'released')
    return { type: event.type, device, button: `headset.${event.button}`, why: 'released' };
  if (event.type === 'request') return { ...event, device, button: `headset.${event.button}` };
  return { ...event, device };
}

const isLampOf = (layout: HeadsetLayout, name: string): name is HeadsetLamp =>
  Object.hasOwn(layout.lamps, name);

function noLamp(): never {
  throw new HidError('hid.gone');
}

function headsetService(layout: HeadsetLayout, deps: DeviceDeps, write: Write): Service {
  const { id, listed, options, clock, emit } = deps;
  const headset = createHeadset({
    layout,
    quirks: headsetQuirks(listed.vendorId, listed.productId),
    options: options.headset,
    clock,
    write,
    emit: (event) => emit(named(event, id)),
  });
  return {
    ...headset,
    testLamp(lamp) {
      if (!isLampOf(layout, lamp)) throw new HidError('hid.gone');
      headset.testLamp(lamp);
    },
    // Calls outlive a headset: nothing is let go but a test.
    handleLost: headset.endTest,
  };
}

function pedalService(layout: PedalLayout, { id, options, clock, emit }: DeviceDeps): Service {
  const pedal = createPedal({
    layout,
    options: options.pedal,
    clock,
    emit: (event) => emit({ ...event, device: id, button: `pedal.${event.button}` }),
  });
  return { ...pedal, handleCallState: nothing, testLamp: noLamp, endTest: nothing, farewell: () => [] };
}

function lightService({ id, clock, emit }: DeviceDeps, write: Write): Service {
  const light = createBusylight({
    clock,
    write,
    handleTest: (state) => emit({ type: 'lampTest', device: id, lamp: 'colour', state }),
  });
  return {
    ...light,
    handleReport: nothing,
    testLamp(lamp) {
      if (lamp !== 'colour') throw new HidError('hid.gone');
      light.test();
    },
    handleLost: light.endTest,
  };
}

function serviceOf(deps: DeviceDeps, write: Write): Service {
  const { identity } = deps;
  if (identity.kind === 'headset') return headsetService(identity.layout, deps, write);
  return identity.kind === 'pedal' ? pedalService(identity.layout, deps) : lightService(deps, write);
}

export function createDevice(deps: DeviceDeps): Device {
  const { id, handle, clock, emit } = deps;
  let isOver = false;
  const queue = createWriteQueue({
    clock,
    write: (report) => handle.write(report),
    handleFailed(error) {
      // One that is gone is told as removed.
      if (!isOver && error.code !== 'hid.gone') emit({ type: 'writeFailed', device: id, code: error.code });
    },
  });
  const service = serviceOf(deps, (report) => queue.push(report));
  const listening = [
    handle.onData((report) => {
      if (!isOver) service.handleReport(report);
    }),
    handle.onError((error) => {
      if (isOver) return;
      end();
      deps.handleLost(error);
    }),
  ];
  if (!isOver) service.handleCallState(deps.calls);

  /** Whatever ends it, what is down is let go first. */
  function end(): void {
    isOver = true;
    service.handleLost();
    service.dispose();
  }

  return {
    handleCallState(calls) {
      if (!isOver) service.handleCallState(calls);
    },
    testLamp(lamp) {
      if (isOver) throw new HidError('hid.gone');
      service.testLamp(lamp);
    },
    endTest: service.endTest,
    handleSuspend: () => service.handleLost(),
    async close() {
      const wasOver = isOver;
      if (!wasOver) end();
      for (const each of listening) each.dispose();
      if (!wasOver) for (const report of service.farewell()) queue.push(report);
      await queue.close(farewellMs);
      await handle.close();
    },
  };
}
