import type { Locator } from '@playwright/test';
import type { CallerOptions, Party } from '../support/callers/caller.ts';
import type { Console } from '../support/position/console.ts';
import { bothHear, tones } from './fixtures.ts';
import type { Centre } from './fixtures.ts';

/** The identity of the call of this number, once it is in line. */
export async function waitingCall({ log }: Console, number: string): Promise<string> {
  const { call = '' } = await log.waitFor('call.waiting', {
    where: (event) => event.caller.number === number,
  });
  return call;
}

/** Presses *Besvar neste* and waits until the call is up. */
export async function answerOnScreen(desk: Console, number: string): Promise<string> {
  const call = await waitingCall(desk, number);
  await desk.window.getByRole('button', { name: /^Besvar neste/ }).click();
  await desk.log.waitFor('call.answered', { where: (event) => event.call === call });
  return call;
}

export interface Talk {
  readonly desk: Console;
  readonly caller: Party;
  readonly call: string;
}

/** A call that is up and heard both ways at a console. */
export async function answeredCall(
  centre: Centre,
  at?: Console,
  options: Partial<CallerOptions> = {},
): Promise<Talk> {
  const desk = at ?? (await centre.console(1));
  const caller = await centre.caller(options);
  const call = await answerOnScreen(desk, caller.number);
  const { sound = tones.caller } = options;
  await bothHear(caller, desk, typeof sound === 'number' ? { callerTone: sound } : {});
  return { desk, caller, call };
}

/** The worst alert is a line of its own, all of them are a list. */
export const alerts = ({ window }: Console): Locator => window.getByRole('region', { name: 'Varsler' });
export const alertLine = ({ window }: Console): Locator => window.getByTestId('alert-line');

export const hangUp = ({ window }: Console): Locator => window.getByRole('button', { name: /^Legg på/ });

/** Chooses a device as an operator does; by its name, or by the place in the list where two have the same. */
export async function chooseDevice(
  desk: Console,
  use: 'talk' | 'ring' | 'microphone',
  which: string | { readonly id: string },
): Promise<void> {
  const { window, log } = desk;
  const from = log.mark;
  const name = { talk: 'Tale i', ring: 'Ringing i', microphone: 'Mikrofon' }[use];
  const list = window.getByRole('combobox', { name });
  await list.selectOption(typeof which === 'string' ? { label: which } : { value: which.id });
  await log.waitFor('device.selected', { from, where: (event) => event.use === use });
}
