import type { Event, Snapshot } from '../contract/index.ts';
import type { AudioPort, Clock } from '../ports/index.ts';
import { chimesFor } from './ring.ts';

/** The same alarm raised again within this time is known already. */
const againMs = 60_000;
const remembered = 32;

/** One soft chime when an alarm of rank 2 is raised. */
export function createChime(deps: {
  readonly audio: Pick<AudioPort, 'chime'>;
  readonly clock: Pick<Clock, 'mono'>;
  snapshot(): Snapshot;
  isOpen(): boolean;
}): { handleEvent(event: Event): void } {
  const chimed = new Map<string, number>();
  return {
    handleEvent(event) {
      if (event.type !== 'alarm.raised' || event.alarm.rank !== 2) return;
      if (!deps.isOpen() || !chimesFor(deps.snapshot())) return;
      const { id } = event.alarm;
      const now = deps.clock.mono();
      const before = chimed.get(id);
      chimed.delete(id);
      chimed.set(id, now);
      const [oldest] = chimed.keys();
      if (chimed.size > remembered && oldest !== undefined) chimed.delete(oldest);
      if (before === undefined || now - before >= againMs) deps.audio.chime();
    },
  };
}
