import { createBlink } from '../blink.ts';
import type { Blinking } from '../blink.ts';
import { HidError } from '../error.ts';
import { isAtRest, noCalls, situationOf } from '../headset/index.ts';
import type { HeadsetCalls, Situation } from '../headset/index.ts';
import type { Clock, Disposable } from '../ports.ts';
import { keepAliveMs, omegaColour, omegaKeepAlive } from './omega.ts';
import type { Colour } from './omega.ts';

const dark: Colour = { red: 0, green: 0, blue: 0 };
const green: Colour = { red: 0, green: 255, blue: 0 };
const yellow: Colour = { red: 255, green: 160, blue: 0 };
const red: Colour = { red: 255, green: 0, blue: 0 };

/** What colleagues see from afar: free, somebody rings here, speaks, has somebody waiting. */
const colours: Record<Situation, Colour> = {
  unregistered: dark,
  idle: green,
  ringing: yellow,
  dialling: red,
  active: red,
  activeRinging: red,
  activeHeld: red,
  held: yellow,
  heldRinging: yellow,
};

/** A test goes through them, dark between. */
const triedColours: readonly Colour[] = [green, yellow, red];
const colourOf = ({ isLit, round }: Blinking<'colour'>): Colour =>
  (isLit ? triedColours[round] : undefined) ?? dark;

/** A light on the desk. It says nothing and asks for nothing. */
export interface Busylight extends Disposable {
  handleCallState(calls: HeadsetCalls): void;
  /** Throws `hid.busy` where there are calls: colleagues would see what is not so. */
  test(): void;
  endTest(): void;
  /** Dark: what is written last. */
  farewell(): readonly Uint8Array[];
}

export interface BusylightDeps {
  readonly clock: Clock;
  write(report: Uint8Array): void;
  handleTest(state: 'lit' | 'dark' | 'over'): void;
}

export function createBusylight({ clock, write, handleTest }: BusylightDeps): Busylight {
  let calls = noCalls;
  let colour = dark;
  const blink = createBlink<'colour'>({
    clock,
    handleStep(_lamp, state) {
      show();
      handleTest(state);
    },
  });
  write(omegaColour(colour));
  const timer = clock.every(keepAliveMs, () => write(omegaKeepAlive()));

  function show(): void {
    const tried = blink.now();
    const next = tried ? colourOf(tried) : colours[situationOf(calls)];
    if (next === colour) return;
    colour = next;
    write(omegaColour(colour));
  }

  return {
    handleCallState(next) {
      const before = calls;
      calls = next;
      if (situationOf(before) !== situationOf(next)) blink.stop();
      show();
    },
    test() {
      if (!isAtRest(calls)) throw new HidError('hid.busy');
      blink.start('colour');
    },
    endTest: blink.stop,
    farewell: () => [omegaColour(dark)],
    dispose() {
      blink.dispose();
      timer.dispose();
    },
  };
}
