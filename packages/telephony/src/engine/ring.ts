import type { Site, Snapshot } from '../contract/index.ts';
import { inLine } from '../contract/index.ts';
import type { AudioPort } from '../ports/index.ts';

export type RingSound = Parameters<AudioPort['ring']>[0];

/** Sound of a call to the position itself. */
const directRing = 'calm';

/** Alarms of rank 1 that do not sound: a late or unattended call rings already, and a ring that fails cannot be heard. */
const silentKinds: ReadonlySet<string> = new Set(['call.late', 'call.unattended', 'ring.failed']);

function warns({ alarms }: Snapshot): boolean {
  return alarms.some(({ rank, kind, acknowledged }) => rank === 1 && !acknowledged && !silentKinds.has(kind));
}

/** A voice is in the headset, or about to be: the caller must be understood. */
function talks({ calls }: Snapshot): boolean {
  return calls.some((call) => !call.held.operator);
}

/**
 * What sounds on the ring device: one thing at a time, the first line that fits. A caller who waits comes before an
 * alarm, which the screen tells of as well; in a call the alarm comes before the tick, for it may be about that call.
 *
 * | | idle | talking |
 * |---|---|---|
 * | nobody is signed in | – | – |
 * | a call in line, and nobody is ready anywhere | alarm | soft warning |
 * | an alarm of rank 1 that is not acknowledged, and a call in line | ring | soft warning |
 * | an alarm of rank 1 that is not acknowledged | warning; paused: – | soft warning |
 * | a call in line; paused: one to the position itself | ring of the most urgent one's queue | tick |
 * | else | – | – |
 *
 * Rank 2 has a chime at its raising (`chimesFor`), rank 3 no sound.
 */
export function ringFor(snapshot: Snapshot, site: Site): RingSound {
  const { state } = snapshot.position;
  if (state === 'signedOut') return { kind: 'none' };
  const line = inLine(snapshot.waiting);
  const isTalking = talks(snapshot);
  if (line.some((call) => call.unattended)) return { kind: isTalking ? 'softWarning' : 'alarm' };
  if (isTalking && warns(snapshot)) return { kind: 'softWarning' };
  const isPaused = state === 'paused';
  const first = line.find((call) => !isPaused || call.queue === undefined);
  if (first && isTalking) return { kind: 'tick' };
  if (first)
    return { kind: 'ring', name: site.queues.find((item) => item.id === first.queue)?.ring ?? directRing };
  return { kind: warns(snapshot) && !isPaused && !isTalking ? 'warning' : 'none' };
}

/** Whether an alarm of rank 2 is heard at all: not by one who is away. */
export function chimesFor(snapshot: Snapshot): boolean {
  const { state } = snapshot.position;
  return state !== 'signedOut' && (state !== 'paused' || talks(snapshot));
}

export function sameSound(a: RingSound, b: RingSound): boolean {
  return a.kind === b.kind && (a.kind !== 'ring' || b.kind !== 'ring' || a.name === b.name);
}
