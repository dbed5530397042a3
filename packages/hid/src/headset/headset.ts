import { HidError } from '../error.ts';
import type { HeadsetInput, HeadsetLamp, HeadsetLayout } from '../layout/index.ts';
import type { Clock, Disposable } from '../ports.ts';
import { createEdges, createShadow } from '../reports/index.ts';
import type { NamedBit, Reading } from '../reports/index.ts';
import { createAcks } from './acks.ts';
import { createFight } from './fight.ts';
import { doubtOf } from './guard.ts';
import type { Doubt } from './guard.ts';
import { createLampTest } from './lamp-test.ts';
import { lampsOf } from './lamps.ts';
import { createMuteLogic } from './mute.ts';
import { asksFirst } from './options.ts';
import type { HeadsetOptions } from './options.ts';
import type { HeadsetQuirks } from './quirks.ts';
import { isAtRest, noCalls, situationOf } from './situation.ts';
import type { HeadsetCalls } from './situation.ts';
import { listenerMeaningOf, meaningOf } from './table.ts';
import type { HeadsetRequest, Meaning, Press } from './table.ts';

/** A press is acknowledged at once, and taken back if the engine has not followed by then, ms. Jabra waits 2000. */
const graceMs = 1500;

export type HeadsetEvent =
  | { readonly type: 'pressed'; readonly button: HeadsetInput }
  | { readonly type: 'released'; readonly button: HeadsetInput }
  /** `confirm`: ask the operator first. `to`: the mute that is asked for, with `toggleMute` only. */
  | {
      readonly type: 'request';
      /** What was pressed. */
      readonly button: HeadsetInput;
      readonly request: HeadsetRequest;
      readonly confirm: boolean;
      readonly to?: boolean;
    }
  /** The hook moved and was not believed. */
  | { readonly type: 'ignored'; readonly press: Press; readonly why: Doubt }
  /** Another program uses the headset too. */
  | { readonly type: 'contended'; readonly why: 'foreignCall' | 'fought' }
  /** A lamp that is tried; `over`: it shows the calls again. */
  | { readonly type: 'lampTest'; readonly lamp: HeadsetLamp; readonly state: 'lit' | 'dark' | 'over' };

export interface HeadsetDeps {
  readonly layout: HeadsetLayout;
  readonly quirks: HeadsetQuirks;
  readonly options: HeadsetOptions;
  readonly clock: Clock;
  /** In order, whole. */
  write(report: Uint8Array): void;
  emit(event: HeadsetEvent): void;
}

/**
 * One headset that is open. A press is a request; the lamps say what came of it.
 *
 * Its first report, or silence for as long as an answer may take, is the baseline: no press is made of how things were
 * before we looked. When it goes away it is disposed of, and asks for nothing: no call ends because a cable was pulled.
 */
export interface Headset extends Disposable {
  handleCallState(calls: HeadsetCalls): void;
  handleReport(bytes: Uint8Array): void;
  /** Blinks one of the layout's lamps. Throws `hid.busy` where there are calls, or the hook has just asked for one. */
  testLamp(lamp: HeadsetLamp): void;
  endTest(): void;
  /** All lamps off: what is written last. */
  farewell(): readonly Uint8Array[];
}

type TimerName = 'opening' | 'claim' | 'settle' | 'doubt';

export function createHeadset(deps: HeadsetDeps): Headset {
  const { layout, quirks, options, clock, emit } = deps;
  const shadow = createShadow(layout);
  const inputs = Object.entries(layout.inputs) as [HeadsetInput, { report: number; bit: number }][];
  const bits = inputs.map(([name, { report, bit }]): NamedBit<HeadsetInput> => ({ name, report, bit }));
  const edges = createEdges(bits, layout.numbered);
  const acks = createAcks(clock, quirks.ackMs);
  const mute = createMuteLogic(clock, quirks.ackMs);
  const fight = createFight(clock);
  const timers = new Map<TimerName, Disposable>();
  const hasOffHook = layout.lamps.offHook !== undefined;
  /** Reports that the device may answer by its hook. */
  const hookReports = [layout.lamps.offHook?.report, layout.lamps.line?.report];
  const test = createLampTest({
    clock,
    ackMs: quirks.ackMs,
    handleStep(lamp, state) {
      show();
      emit({ type: 'lampTest', lamp, state });
    },
    handleQuiet() {
      followSwitch();
      dropHook();
    },
  });
  const rules = { holdClearsOffHook: quirks.holdClearsOffHook, audibleRinger: options.audibleRinger };

  let calls = noCalls;
  let changedAt = clock.mono();
  let writtenAt = Number.NEGATIVE_INFINITY;
  /** Of Off-Hook among it. */
  let hookWrittenAt = Number.NEGATIVE_INFINITY;
  /** What the device has been told of the hook, also where it has no lamp for it. */
  let offHook = false;
  /** A press has been acknowledged before the engine has followed. */
  let isClaimed = false;
  let onHookReports = 0;

  function start(name: TimerName, ms: number, run: () => void): void {
    timers.get(name)?.dispose();
    timers.set(name, clock.after(ms, run));
  }
  function cancel(name: TimerName): void {
    timers.get(name)?.dispose();
    timers.delete(name);
  }

  function write(reports: readonly Uint8Array[]): void {
    if (reports.length === 0) return;
    for (const report of reports) deps.write(report);
    writtenAt = clock.mono();
    const isOffHook = shadow.isOn('offHook') || shadow.isOn('line');
    if (reports.some(([id]) => hookReports.includes(id))) {
      acks.expect(isOffHook ? 1 : 0, edges.value('hook'), test.now() !== undefined);
      hookWrittenAt = writtenAt;
    }
    mute.handleWritten(shadow.isOn('mute'));
  }

  /** Off-Hook goes first: Ring off alone would say "on hook" to a device that is just being answered. */
  function show(): void {
    const lamps = lampsOf(calls, rules);
    offHook = isClaimed || lamps.offHook;
    const tried = test.now();
    const shown = { ...lamps, offHook, line: offHook, ...(tried ? { [tried.lamp]: tried.isLit } : {}) };
    write(shadow.set(shown, 'offHook'));
  }

  /** Tells a device whose hook stands otherwise than the calls how they are; not for ever, when somebody else does too. */
  function restore(): void {
    const report = shadow.report('offHook');
    if (!report || layout.inputs.hook?.kind === 'toggle') return;
    const outcome = fight.strike();
    if (outcome === 'lost' && offHook) emit({ type: 'contended', why: 'fought' });
    if (outcome !== 'on') return;
    write([report]);
    settleLater();
  }
  function standRight(): void {
    if (!test.answers('hook') && hasOffHook && (edges.value('hook') === 1) !== offHook) restore();
  }
  /** A device that answers nothing never stands as the calls do: all that a test can leave behind is a lifted hook. */
  function dropHook(): void {
    if (edges.value('hook') === 1 && !offHook && !timers.has('doubt')) standRight();
  }
  function settleLater(): void {
    start('settle', graceMs, () => {
      timers.delete('settle');
      standRight();
    });
  }

  function claim(): void {
    isClaimed = true;
    start('claim', graceMs, () => {
      endClaim();
      show();
    });
    show();
  }
  function endClaim(): void {
    isClaimed = false;
    cancel('claim');
  }

  function request(press: Press, wanted: HeadsetRequest, confirm = false): void {
    const isHook = press === 'lift' || press === 'replace' || press === 'replaceAgain';
    emit({ type: 'request', button: isHook ? 'hook' : press, request: wanted, confirm });
  }

  function follow(meaning: Meaning, press: Press, lineChanged: boolean): void {
    const now = clock.mono();
    const facts = { sinceChangeMs: now - changedAt, sinceWriteMs: now - writtenAt, lineChanged };
    const why = meaning.guarded ? doubtOf(facts, quirks.ackMs) : undefined;
    if (why) {
      emit({ type: 'ignored', press, why });
      return restore();
    }
    if (meaning.request === 'toggleMute') return askMute(mute.handlePress());
    request(press, meaning.request, asksFirst(meaning, situationOf(calls), options));
    if (press === 'lift') claim();
    // The engine may refuse, or ask the operator: then the device is told so.
    if (press === 'replace') settleLater();
  }

  function askMute(to: boolean | undefined): void {
    if (to !== undefined)
      emit({ type: 'request', button: 'mute', request: 'toggleMute', confirm: false, to });
  }

  function act(press: Press, lineChanged = false): void {
    const meaning =
      calls.listens === true
        ? listenerMeaningOf(situationOf(calls), press)
        : meaningOf(situationOf(calls), press);
    if (meaning === undefined) return;
    if (typeof meaning === 'object') return follow(meaning, press, lineChanged);
    if (meaning === 'idleRedial') {
      if (options.idleRedial === 'redial') request(press, 'redial');
      return;
    }
    if (meaning === 'restore' || options.idleHook === 'nothing') return restore();
    request(press, options.idleHook);
    claim();
  }

  /** Is it a press, or an answer to a lamp that was tried when it began to ring? It stays lifted, or it does not. */
  function waitFor(doubtMs: number): void {
    start('doubt', doubtMs, () => {
      timers.delete('doubt');
      if (!calls.ringing || edges.value('hook') === 0 || offHook) return dropHook();
      emit({ type: 'pressed', button: 'hook' });
      act('lift');
    });
  }

  /** True: nobody's press. */
  function isAnswer(value: 0 | 1): boolean {
    const doubtMs = value === 1 && calls.ringing ? acks.doubt(value) : undefined;
    if (acks.take(value)) {
      if (doubtMs !== undefined && !test.answers('hook')) waitFor(doubtMs);
      return true;
    }
    return test.answers('hook') || (value === 1) === offHook;
  }

  function handleHook(value: 0 | 1, lineChanged: boolean): void {
    cancel('doubt');
    const isToggle = layout.inputs.hook?.kind === 'toggle';
    if (isToggle ? value === 0 || test.answers('hook') : isAnswer(value)) return;
    emit({ type: 'pressed', button: 'hook' });
    const lifts = isToggle ? !offHook : value === 1;
    act(lifts ? 'lift' : 'replace', lineChanged);
  }

  function handleLineBusy(value: 0 | 1): void {
    if (test.answers('hook')) return;
    const isOurs = offHook || isClaimed || edges.value('hook') === 1;
    if (value === 1 && !isOurs && clock.mono() - writtenAt >= quirks.ackMs)
      emit({ type: 'contended', why: 'foreignCall' });
  }

  function handleMuteChange(value: 0 | 1): void {
    const press = meaningOf(situationOf(calls), 'mute');
    if (press === undefined) return;
    if (layout.inputs.mute?.kind === 'state') askMute(mute.handleSwitch(value === 1));
    else if (value === 1) act('mute');
  }

  /** A switch that stood on mute before the call does so in it. */
  function followSwitch(): void {
    if (test.answers('mute')) return;
    if (layout.inputs.mute?.kind === 'state' && edges.value('mute') === 1) handleMuteChange(1);
  }

  function handleChange(name: HeadsetInput, value: 0 | 1, lineChanged: boolean): void {
    if (name === 'hook') return handleHook(value, lineChanged);
    if (name === 'lineBusy') return handleLineBusy(value);
    if (name === 'mute' && test.answers('mute')) return;
    emit({ type: value === 1 ? 'pressed' : 'released', button: name });
    if (name === 'mute') return handleMuteChange(value);
    if (value === 1 && name !== 'speedDial' && name !== 'voiceMail') act(name);
  }

  /** Reports that change nothing and are on hook, while it rings: the second is a reject, where the device means it so. */
  function countOnHook({ report, changes }: Reading<HeadsetInput>): void {
    const isOnHook =
      quirks.rejectBySecondOnHook &&
      situationOf(calls) === 'ringing' &&
      report === layout.inputs.hook?.report &&
      changes.length === 0 &&
      edges.value('hook') === 0 &&
      clock.mono() - writtenAt >= quirks.ackMs;
    onHookReports = isOnHook ? onHookReports + 1 : 0;
    if (onHookReports === 2) act('replaceAgain');
  }

  show();
  write(shadow.all('offHook'));
  start('opening', quirks.ackMs, () => {
    timers.delete('opening');
    // On hook, also in a call: a device that answers no write may stand so, and must not seem to hang up.
    edges.assume();
  });

  return {
    handleCallState(next) {
      const before = calls;
      calls = next;
      mute.handleTruth(next.muted);
      const wasTested = test.answers('hook');
      if (situationOf(before) !== situationOf(next)) {
        endClaim();
        test.handleCallsChanged();
      }
      if (before.dialling !== next.dialling || before.active !== next.active || before.held !== next.held) {
        changedAt = clock.mono();
        fight.forget();
        followSwitch();
      }
      show();
      // It was lifted meanwhile: a caller would find it so.
      if (wasTested && hookWrittenAt < clock.mono()) dropHook();
    },
    handleReport(bytes) {
      const reading = edges.read(bytes);
      if (!reading || reading.isBaseline) return;
      const { changes } = reading;
      const lineChanged = changes.some(({ name }) => name === 'lineBusy');
      countOnHook(reading);
      for (const { name, value } of changes) handleChange(name, value, lineChanged);
    },
    testLamp(lamp) {
      if (!isAtRest(calls) || isClaimed) throw new HidError('hid.busy');
      test.start(lamp);
    },
    endTest: test.stop,
    farewell() {
      offHook = false;
      const dark = Object.keys(layout.lamps).map((name) => [name, false] as const);
      shadow.set(Object.fromEntries(dark));
      return shadow.all('ring');
    },
    dispose() {
      test.dispose();
      for (const timer of timers.values()) timer.dispose();
      timers.clear();
      acks.forget();
    },
  };
}
