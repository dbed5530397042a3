import type { Site, Snapshot } from '../contract/index.ts';
import { inLine } from '../contract/index.ts';
import type { AudioPort } from '../ports/index.ts';

export type RingSound = Parameters<AudioPort['ring']>[0];

/** Sound of a call to the position itself. */
const directRing = 'calm';

/**
 * What rings now. The most urgent call in line decides; while the operator talks it is a soft tick. A paused
 * position rings only for calls to itself, and when the exchange says that nobody else is there.
 */
export function ringFor(snapshot: Snapshot, site: Site): RingSound {
  const line = inLine(snapshot.waiting);
  if (line.some((call) => call.unattended)) return { kind: 'alarm' };
  const isPaused = snapshot.position.state === 'paused';
  const first = line.find((call) => !isPaused || call.queue === undefined);
  if (!first) return { kind: 'none' };
  if (snapshot.calls.some((call) => !call.held.operator)) return { kind: 'tick' };
  const queue = site.queues.find((item) => item.id === first.queue);
  return { kind: 'ring', name: queue?.ring ?? directRing };
}

export function sameSound(a: RingSound, b: RingSound): boolean {
  return a.kind === b.kind && (a.kind !== 'ring' || b.kind !== 'ring' || a.name === b.name);
}
