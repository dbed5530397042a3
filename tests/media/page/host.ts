import type { Expected } from '../../support/audio/ear.ts';

/** What the page asks of the machine it runs on: the operator's mouth, plugs, and ears at the loudspeakers. */
export interface Host {
  say(hz: number | null): Promise<void>;
  unplugMicrophone(): Promise<void>;
  plugMicrophone(): Promise<void>;
  /** Whoever wears the second headset says this. Its microphone, "SecondMic", hears nothing else. */
  sayBeside(hz: number | null): Promise<void>;
  unplugSecondMicrophone(): Promise<void>;
  plugSecondMicrophone(): Promise<void>;
  /** A second input, "DeskMic", that hears the same mouth. */
  plugDeskMicrophone(): Promise<void>;
  unplug(output: OutputName): Promise<void>;
  plug(output: OutputName): Promise<void>;
  /** Where the system plays what asks for no device. */
  makeDefault(output: OutputName): Promise<void>;
  /** Listed, but nothing moves in it: every output, or one. */
  freeze(output: OutputName | 'all', on: boolean): Promise<void>;
  /** A line (Hz) of a sound that comes in strokes. */
  expectStroke(output: OutputName, hz: number): Promise<void>;
  expectOutput(output: OutputName, expected: Expected, forMs?: number, withinMs?: number): Promise<void>;
}
/** `twin` has the headset's name; it and `second` are there only once they are plugged in. */
export type OutputName = 'headset' | 'speaker' | 'twin' | 'second';

export const hostNames = [
  'say',
  'unplugMicrophone',
  'plugMicrophone',
  'sayBeside',
  'unplugSecondMicrophone',
  'plugSecondMicrophone',
  'plugDeskMicrophone',
  'unplug',
  'plug',
  'makeDefault',
  'freeze',
  'expectStroke',
  'expectOutput',
] as const satisfies readonly (keyof Host)[];

/** The functions that the runner has put into the page. */
export const host = globalThis as unknown as Host;
