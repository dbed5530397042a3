import type { Event } from '../contract/index.ts';
import type { Alarms, Due } from './alarms.ts';

/**
 * Why a caller is not shown. `flood`: more calls come than a position can show, and it is not known which of them are
 * callers. `unread`: the exchange sends calls in a form that is refused; each may be one.
 */
const kinds = {
  flood: { id: 'calls.flood', rank: 1, kind: 'calls.flood' },
  unread: { id: 'calls.unread', rank: 1, kind: 'calls.unread' },
} as const satisfies Record<string, Due>;
type Kind = keyof typeof kinds;

/** Callers who may be waiting and are not on this screen are said, in numbers, until somebody has seen it. */
export function createUnshown(alarms: Pick<Alarms, 'set'>): { handleEvent(event: Event): void } {
  const counts: Record<Kind, number> = { flood: 0, unread: 0 };

  return {
    handleEvent(event) {
      if (event.type === 'alarm.acknowledged')
        for (const kind of ['flood', 'unread'] as const) {
          if (event.alarm !== kinds[kind].id) continue;
          // What comes from here on is news again.
          counts[kind] = 0;
          alarms.set(event.alarm, undefined);
        }
      if (event.type !== 'sip.dropped' || event.calls === undefined) return;
      const kind = event.why === 'flood' ? 'flood' : 'unread';
      counts[kind] += event.calls;
      alarms.set(kinds[kind].id, { ...kinds[kind], values: { n: counts[kind] } });
    },
  };
}
