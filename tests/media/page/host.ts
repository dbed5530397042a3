import type { Expected } from '../../support/audio/ear.ts';

/** What the page asks of the machine it runs on: the operator's mouth, plugs, and ears at the loudspeakers. */
export interface Host {
  say(hz: number | null): Promise<void>;
  unplugMicrophone(): Promise<void>;
  plugMicrophone(): Promise<void>;
  unplug(output: OutputName): Promise<void>;
  plug(output: OutputName): Promise<void>;
  expectOutput(output: OutputName, expected: Expected, forMs?: number): Promise<void>;
}
export type OutputName = 'headset' | 'speaker';

export const hostNames = [
  'say',
  'unplugMicrophone',
  'plugMicrophone',
  'unplug',
  'plug',
  'expectOutput',
] as const satisfies readonly (keyof Host)[];

/** The functions that the runner has put into the page. */
export const host = globalThis as unknown as Host;
