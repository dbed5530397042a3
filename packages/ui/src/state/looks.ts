import type { ButtonMeaning, DeviceLook, LearnStep } from '@samband/telephony/contract';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Timers } from './timers.ts';

/** A button of one device: two headsets have buttons of the same names. */
export interface Button {
  readonly device: string;
  readonly button: string;
}

/** How far the learning of a pedal is. */
export interface Learning extends Button {
  readonly step: LearnStep['step'];
  /** The switch has been pressed and let go before. */
  readonly again: boolean;
  /** What was wrong with the try before this one; stands until it is pressed again. */
  readonly problem: 'unclear' | 'same' | undefined;
  /** Names of the switches that are learned. */
  readonly done: readonly string[];
}

export interface Testing {
  readonly device: string;
  readonly lamp: string;
  readonly lit: boolean;
}

/** What devices show while they are looked at. Nothing of it is kept. */
export interface Looks {
  readonly down: readonly Button[];
  /** Pressed since one looks. */
  readonly tried: readonly Button[];
  /** Undefined: not told yet. */
  readonly meanings: Readonly<Record<string, ButtonMeaning>> | undefined;
  readonly listed: (DeviceLook & { look: 'listed' })['devices'] | undefined;
  readonly learning: Learning | undefined;
  /** Headsets that a button was pressed on, the last one first: where nothing else tells, it is the one that is worn. */
  readonly pressed: readonly string[];
  /** The lamp that is being tried, and whether it is lit at this moment. */
  readonly testing: Testing | undefined;
}

export const noLooks: Looks = {
  down: [],
  tried: [],
  meanings: undefined,
  listed: undefined,
  learning: undefined,
  pressed: [],
  testing: undefined,
};

export const isHeadset = (button: string): boolean => button.startsWith('headset.');
export const isAmong = (list: readonly Button[], { device, button }: Button): boolean =>
  list.some((one) => one.device === device && one.button === button);
const without = (list: readonly Button[], { device, button }: Button): readonly Button[] =>
  list.filter((one) => one.device !== device || one.button !== button);

function learningAfter(before: Learning | undefined, { device, button, step }: LearnStep): Learning {
  const known = before?.device === device ? before : undefined;
  const same = known?.button === button ? known : undefined;
  const done = known?.done ?? [];
  if (step === 'done')
    return { device, button, step, again: false, problem: undefined, done: [...done, button] };
  if (step === 'unclear' || step === 'same')
    return { device, button, step, again: false, problem: step, done };
  const again = same !== undefined && (same.step === 'release' || same.again);
  return { device, button, step, again, problem: step === 'press' ? same?.problem : undefined, done };
}

/** One lamp at a time: the end of an earlier test is not the end of the one after it. */
function testingAfter(
  before: Testing | undefined,
  { device, lamp, state }: DeviceLook & { readonly look: 'lamp' },
): Testing | undefined {
  if (state !== 'over') return { device, lamp, lit: state === 'lit' };
  return before?.device === device && before.lamp === lamp ? undefined : before;
}

/**
 * The headset button that was pressed just now; undefined where this is no press. A hook that is pressed again while
 * its light is still on is one.
 */
export function pressedNow(now: Looks, before: Looks): Button | undefined {
  const last = now.down.at(-1);
  return last && !before.down.includes(last) && isHeadset(last.button) ? last : undefined;
}

/** What is seen after a look. */
export function looksAfter(looks: Looks, what: DeviceLook): Looks {
  if (what.look === 'meanings') return { ...looks, meanings: what.meanings };
  if (what.look === 'listed') return { ...looks, listed: what.devices };
  if (what.look === 'learning') return { ...looks, learning: learningAfter(looks.learning, what) };
  if (what.look === 'lamp') return { ...looks, testing: testingAfter(looks.testing, what) };
  const { device, button } = what;
  const others = without(looks.down, what);
  if (!what.down) return { ...looks, down: others };
  return {
    ...looks,
    down: [...others, { device, button }],
    tried: [...without(looks.tried, what), { device, button }],
    pressed: isHeadset(button) ? [device, ...looks.pressed.filter((one) => one !== device)] : looks.pressed,
  };
}

/** A hook tells that it was pressed and never that it was let go: its light goes out after this (ms). */
export const hookTime = 1000;
const hook = 'headset.hook';

/** Devices are looked at while somebody wants to; the engine tells only then. */
export interface Looking {
  readonly store: StoreApi<Looks>;
  /** Somebody looks; gives the undo. */
  readonly want: () => () => void;
  /** What is plugged in is asked for once more. */
  readonly again: () => void;
  /** Another learning begins: what was learned before is no part of it. */
  readonly learnAnew: () => void;
  readonly handleLook: (what: DeviceLook) => void;
  readonly handleEngineGone: () => void;
  /** Somebody else is at the position, with another headset on. */
  readonly handleOther: () => void;
}

export function createLooking(deps: {
  readonly timers: Timers;
  readonly ask: (on: boolean) => void;
  readonly again: () => void;
}): Looking {
  const { timers, ask, again } = deps;
  const store = createStore<Looks>(() => noLooks);
  const { getState, setState } = store;
  let looking = 0;

  const forget = (): void => setState({ ...noLooks, pressed: getState().pressed }, true);
  const handleLook = (what: DeviceLook): void => {
    setState(looksAfter(getState(), what), true);
    if (what.look !== 'button' || what.button !== hook || !what.down) return;
    timers.later(`hook.${what.device}`, hookTime, () => handleLook({ ...what, down: false }));
  };

  return {
    store,
    again,
    handleLook,
    handleEngineGone: forget,
    handleOther: () => setState({ pressed: [] }),
    learnAnew: () => setState({ learning: undefined }),
    want() {
      looking += 1;
      ask(true);
      let wanted = true;
      return () => {
        if (!wanted) return;
        wanted = false;
        looking -= 1;
        if (looking > 0) return;
        ask(false);
        forget();
      };
    },
  };
}
