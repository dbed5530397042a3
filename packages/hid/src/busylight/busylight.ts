import type { HeadsetCalls } from '../headset/index.ts';
import { situationOf } from '../headset/index.ts';
import type { Situation } from '../headset/index.ts';
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

/** A light on the desk. It says nothing and asks for nothing. */
export interface Busylight extends Disposable {
  handleCallState(calls: HeadsetCalls): void;
  /** Dark: what is written last. */
  farewell(): readonly Uint8Array[];
}

export function createBusylight({
  clock,
  write,
}: {
  clock: Clock;
  write(report: Uint8Array): void;
}): Busylight {
  let colour = dark;
  write(omegaColour(colour));
  const timer = clock.every(keepAliveMs, () => write(omegaKeepAlive()));
  return {
    handleCallState(calls) {
      const next = colours[situationOf(calls)];
      if (next === colour) return;
      colour = next;
      write(omegaColour(colour));
    },
    farewell: () => [omegaColour(dark)],
    dispose: () => timer.dispose(),
  };
}
