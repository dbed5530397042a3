import { createHeadset, headsetQuirks, noCalls, usualHeadsetOptions } from '../headset/index.ts';
import type { Headset, HeadsetCalls, HeadsetEvent, HeadsetOptions, HeadsetQuirks } from '../headset/index.ts';
import { headsetLayout } from '../layout/index.ts';
import type { HeadsetLayout } from '../layout/index.ts';
import { fakeClock } from './clock.ts';
import type { FakeClock } from './clock.ts';
import { createHeadsetModel, plainManners } from './model.ts';
import type { HeadsetModel, Manners } from './model.ts';
import { recordingOf, toHex } from './recordings.ts';

/** A headset, the device it speaks with, and an engine that does what is asked. */
export interface HeadsetRig {
  readonly clock: FakeClock;
  readonly headset: Headset;
  readonly device: HeadsetModel;
  readonly layout: HeadsetLayout;
  readonly events: readonly HeadsetEvent[];
  /** What was written, in hexadecimal digits. */
  readonly written: readonly string[];
  calls(): HeadsetCalls;
  /** What becomes of the calls. */
  now(change: Partial<HeadsetCalls>): void;
  requests(): string[];
  dispose(): void;
}

export interface HeadsetRigOptions {
  readonly vid?: string;
  readonly pid?: string;
  readonly layout?: HeadsetLayout;
  readonly manners?: Partial<Manners>;
  readonly quirks?: Partial<HeadsetQuirks>;
  readonly options?: Partial<HeadsetOptions>;
  /** What the engine does when asked; undefined: nothing. */
  readonly engine?: (request: HeadsetEvent, calls: HeadsetCalls) => Partial<HeadsetCalls> | undefined;
  /** How long the engine takes, ms. */
  readonly engineMs?: number;
}

/** Does at once what is asked of it. */
export function willingEngine(event: HeadsetEvent, calls: HeadsetCalls): Partial<HeadsetCalls> | undefined {
  if (event.type !== 'request' || event.confirm) return undefined;
  switch (event.request) {
    case 'answer':
      return calls.ringing ? { ringing: false, active: true, held: calls.held || calls.active } : undefined;
    case 'hangUp':
      return { active: false, dialling: false, muted: false };
    case 'toggleMute':
      return { muted: event.to === true };
    case 'hold':
      return { active: false, held: true };
    case 'resume':
      return { active: true, held: false };
    case 'reject':
      return { ringing: false };
    default:
      return undefined;
  }
}

export function headsetRig(given: HeadsetRigOptions = {}): HeadsetRig {
  const clock = fakeClock();
  const { vid = '0b0e', pid = '0307' } = given;
  const layout = given.layout ?? headsetLayout(recordingOf(vid, pid).map());
  if (!layout) throw new Error('no headset');
  const events: HeadsetEvent[] = [];
  const written: string[] = [];
  let calls: HeadsetCalls = { ...noCalls, registered: true };
  // The device is told while the headset is being made.
  let headset: Headset | undefined;
  const device = createHeadsetModel({
    layout,
    manners: { ...plainManners, ...given.manners },
    clock,
    send: (report) => headset?.handleReport(report),
  });

  function now(change: Partial<HeadsetCalls>): void {
    calls = { ...calls, ...change };
    headset?.handleCallState(calls);
  }

  const made = createHeadset({
    layout,
    quirks: { ...headsetQuirks(Number.parseInt(vid, 16), Number.parseInt(pid, 16)), ...given.quirks },
    options: { ...usualHeadsetOptions, ...given.options },
    clock,
    write: (report) => {
      written.push(toHex(report));
      device.handleWrite(report);
    },
    emit: (event) => {
      events.push(event);
      clock.after(given.engineMs ?? 5, () => {
        const change = (given.engine ?? willingEngine)(event, calls);
        if (change) now(change);
      });
    },
  });
  headset = made;
  now({});
  return {
    clock,
    headset: made,
    device,
    layout,
    events,
    written,
    calls: () => calls,
    now,
    requests: () =>
      events.flatMap((event) =>
        event.type === 'request' ? [`${event.request}${event.confirm ? '?' : ''}`] : [],
      ),
    dispose() {
      made.dispose();
      device.dispose();
    },
  };
}
