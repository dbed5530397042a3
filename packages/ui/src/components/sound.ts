import { currentCall } from '@samband/telephony/contract';
import { useConsoleState } from '../app/context.ts';
import type { Texts } from '../messages/index.ts';
import type { DeviceOption } from '../state/devices.ts';

/** How a device is called on the screen: twins by number, one that is gone as gone. */
export function deviceWords({ label, gone, number }: DeviceOption, { t }: Texts): string {
  if (gone) return t('sound.missing', { label });
  return number === undefined ? label : t('sound.numbered', { label, n: number });
}

/**
 * Whether the operator is heard, as far as the microphone goes: the same word wherever it is said. Muted in the
 * present call stands over open; unknown while no engine says anything.
 */
export function useMicrophone() {
  const known = useConsoleState((state) => state.snapshot.microphone);
  const live = useConsoleState((state) => state.link === 'live');
  const muted = useConsoleState(({ snapshot }) => currentCall(snapshot)?.muted === true);
  if (!live) return 'unknown';
  return known === 'open' && muted ? 'muted' : known;
}

/**
 * What a pedal that is held down does to the microphone; undefined where the microphone is not as it wants: then the
 * truth is what `useMicrophone` says.
 */
export function usePush(): 'talk' | 'mute' | undefined {
  const push = useConsoleState((state) => state.snapshot.push);
  const state = useMicrophone();
  if (push === 'talk') return state === 'open' ? push : undefined;
  return state === 'muted' ? push : undefined;
}

export const isBroken = (state: ReturnType<typeof useMicrophone>): boolean =>
  state === 'missing' || state === 'refused' || state === 'failed';
