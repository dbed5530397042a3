import type { Call, Snapshot } from './snapshot.ts';

/**
 * The call that mute, hold, keypad, hang up and push-to-talk mean: the one that is spoken in. A call that is still
 * being dialled is meant only where there is none, since it may stand beside one that was taken back from hold.
 */
export function currentCall({ calls }: Pick<Snapshot, 'calls'>): Call | undefined {
  const open = calls.filter((call) => !call.held.operator);
  return open.findLast(({ state }) => state !== 'dialling') ?? open.at(-1);
}
