import type { Snapshot } from '@samband/telephony/contract';
import type { Console } from './console.ts';
import { deviceOptions } from './devices.ts';
import type { DeviceOption } from './devices.ts';
import { secondPairing } from './hid.ts';

/** What the second headset needs of sound: where it hears, and what it speaks into. */
export type SecondUse = 'medlytt' | 'medlyttMicrophone';
export const secondUses = ['medlytt', 'medlyttMicrophone'] as const satisfies readonly SecondUse[];

/**
 * open: who wears it is heard in the call. muted: could be heard. listens: only hears, or is muted as one with the
 * operator. gone: what it hears by is not there.
 */
export type SecondState = 'open' | 'muted' | 'listens' | 'gone';

export function secondState({ uses, medlytt }: Pick<Snapshot, 'uses' | 'medlytt'>): SecondState | undefined {
  const { medlytt: output, medlyttMicrophone: microphone } = uses;
  if (!output && !microphone) return undefined;
  if (medlytt.mute === 'own' && microphone?.fellBack === false) return medlytt.muted ? 'muted' : 'open';
  return output?.fellBack === true ? 'gone' : 'listens';
}

type Heard = Pick<Snapshot, 'devices' | 'uses'>;

/** What the operator has for the same, or what stands in for it: heard or spoken into twice, all would be double. */
function isOperators(
  { id, label }: Pick<DeviceOption, 'id' | 'label'>,
  { uses }: Heard,
  use: SecondUse,
): boolean {
  const own = use === 'medlytt' ? uses.talk : uses.microphone;
  if (!own) return false;
  return own.fellBack && own.standIn !== undefined ? label === own.standIn : id === own.id;
}

/** The devices that the second headset can have, and the chosen one whatever it is. */
export function secondOptions(heard: Heard, use: SecondUse): readonly DeviceOption[] {
  const chosen = heard.uses[use];
  return deviceOptions(heard.devices, use, chosen).filter(
    (option) => option.id === chosen?.id || !isOperators(option, heard, use),
  );
}

/** The label of a device that is the operator's too. */
export function doubled(heard: Heard, use: SecondUse): string | undefined {
  const chosen = heard.uses[use];
  return chosen && !chosen.fellBack && isOperators(chosen, heard, use) ? chosen.label : undefined;
}

/** Without an output it is put away whole: nobody speaks through what is not seen, and its buttons are free again. */
function putAway({ store, send }: Console): void {
  const { uses, medlytt } = store.getState().snapshot;
  if (uses.medlyttMicrophone) send('device.select', { use: 'medlyttMicrophone', device: '' });
  if (medlytt.headset !== undefined) send('medlytt.set', { headset: '' });
  send('device.select', { use: 'medlytt', device: '' });
}

/**
 * Chooses where the second headset hears, and with it the buttons and lamps whose label fits. True: several could be
 * meant, and a press has to tell.
 */
export function chooseSecond(console: Console, device: string): boolean {
  if (device === '') {
    putAway(console);
    return false;
  }
  const { store, send } = console;
  const { snapshot } = store.getState();
  if (!send('device.select', { use: 'medlytt', device })) return false;
  const label = snapshot.devices.find(({ id }) => id === device)?.label ?? '';
  const pairing = secondPairing(snapshot, label);
  if (pairing.kind === 'one' && pairing.device !== snapshot.medlytt.headset)
    send('medlytt.set', { headset: pairing.device });
  return pairing.kind === 'ask';
}
