import type { HeadsetInput, HeadsetLamp, HeadsetLayout } from '../layout/index.ts';
import type { Clock, Disposable } from '../ports.ts';
import { writeBit } from '../reports/bits.ts';

/** How a device behaves. All of it has been seen in some headset, or in two softphones with one headset. */
export interface Manners {
  /** Answers a written Off-Hook with its hook, after this long, ms; undefined: it answers nothing. */
  readonly answersAfterMs: number | undefined;
  /** Which lamps it answers so. */
  readonly answersTo: readonly HeadsetLamp[];
  /** A lifted hook falls back when Off-Hook has not been written within this time, ms (Jabra: 2000). */
  readonly forgetsAfterMs: number | undefined;
  /** Sends a mute pulse for each change of its mute lamp. */
  readonly echoesMute: boolean;
  /** Takes an unmute back (boom arm up). */
  readonly armIsUp: boolean;
  /** Line Busy goes with the hook. */
  readonly tellsLineBusy: boolean;
  /** Sends each report twice. */
  readonly repeats: boolean;
}

export const plainManners: Manners = {
  answersAfterMs: 40,
  answersTo: ['offHook'],
  forgetsAfterMs: 2000,
  echoesMute: false,
  armIsUp: false,
  tellsLineBusy: false,
  repeats: false,
};

/** A headset that acknowledges, forgets, echoes and lies, as told. */
export interface HeadsetModel extends Disposable {
  /** What the program writes. */
  handleWrite(report: Uint8Array): void;
  /** The operator: the hook key, which asks for the other state; or a button, down and up. */
  press(button: HeadsetInput): void;
  /** The hook goes to this by itself, as when another program has written. */
  forceHook(value: 0 | 1): void;
  /** The same report once more. */
  repeat(): void;
  hook(): 0 | 1;
  isLit(lamp: HeadsetLamp): boolean;
}

export interface HeadsetModelDeps {
  readonly layout: HeadsetLayout;
  readonly manners: Manners;
  readonly clock: Clock;
  /** What the device sends, as hidapi gives it. */
  send(report: Uint8Array): void;
}

export function createHeadsetModel({ layout, manners, clock, send }: HeadsetModelDeps): HeadsetModel {
  const values = new Map<HeadsetInput, 0 | 1>();
  const lit = new Set<HeadsetLamp>();
  const timers = new Set<Disposable>();
  /** Lifted, and not acknowledged yet. */
  let asking: Disposable | undefined;

  function later(ms: number, run: () => void): Disposable {
    const timer = clock.after(ms, () => {
      timers.delete(timer);
      run();
    });
    timers.add(timer);
    return timer;
  }

  function sendReportOf(name: HeadsetInput): void {
    const report = layout.inputs[name]?.report;
    if (report === undefined) return;
    const data = new Uint8Array(8);
    for (const [input, control] of Object.entries(layout.inputs) as [
      HeadsetInput,
      { report: number; bit: number },
    ][])
      if (control.report === report) writeBit(data, control.bit, values.get(input) === 1);
    const bytes = layout.numbered ? Uint8Array.of(report, ...data) : data;
    send(bytes);
    if (manners.repeats) send(bytes);
  }

  function setHook(value: 0 | 1): void {
    values.set('hook', value);
    if (manners.tellsLineBusy) values.set('lineBusy', value);
    sendReportOf('hook');
  }

  function pulse(name: HeadsetInput): void {
    values.set(name, 1);
    sendReportOf(name);
    values.set(name, 0);
    sendReportOf(name);
  }

  function stopAsking(): void {
    if (asking) timers.delete(asking);
    asking?.dispose();
    asking = undefined;
  }

  function handleOffHook(on: boolean): void {
    if (on) stopAsking();
    const wanted = on ? 1 : 0;
    if (manners.answersAfterMs === undefined) return;
    later(manners.answersAfterMs, () => {
      if ((values.get('hook') ?? 0) !== wanted && !asking) setHook(wanted);
    });
  }

  function handleMuteLamp(on: boolean): void {
    if (manners.echoesMute) later(60, () => pulse('mute'));
    else if (manners.armIsUp && !on && lit.has('offHook')) later(300, () => pulse('mute'));
  }

  function handleLamp(name: HeadsetLamp, on: boolean): void {
    const was = lit.has(name);
    if (on) lit.add(name);
    else lit.delete(name);
    if (manners.answersTo.includes(name)) handleOffHook(on);
    if (name === 'mute' && was !== on) handleMuteLamp(on);
  }

  return {
    handleWrite(report) {
      const [id = 0] = report;
      for (const [name, lamp] of Object.entries(layout.lamps) as [
        HeadsetLamp,
        { report: number; bit: number },
      ][]) {
        if (lamp.report !== id) continue;
        handleLamp(name, (((report[1 + (lamp.bit >> 3)] ?? 0) >> (lamp.bit & 7)) & 1) === 1);
      }
    },
    press(button) {
      if (button !== 'hook') return pulse(button);
      stopAsking();
      const value = values.get('hook') === 1 ? 0 : 1;
      // Off-Hook may be written before the report has been read to its end.
      if (value === 1 && manners.forgetsAfterMs !== undefined)
        asking = later(manners.forgetsAfterMs, () => {
          asking = undefined;
          setHook(0);
        });
      setHook(value);
    },
    forceHook(value) {
      stopAsking();
      if ((values.get('hook') ?? 0) !== value) setHook(value);
    },
    repeat: () => sendReportOf('hook'),
    hook: () => values.get('hook') ?? 0,
    isLit: (lamp) => lit.has(lamp),
    dispose() {
      stopAsking();
      for (const timer of timers) timer.dispose();
      timers.clear();
    },
  };
}
