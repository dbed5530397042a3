import type { Problem } from '../contract/index.ts';
import { problemOf } from '../contract/index.ts';
import type { EventAbout } from '../ports/index.ts';
import type { QueueContext } from './context.ts';
import type { Row } from './row.ts';

/** Rows out of this operator's sight, for a while. The call goes on ringing at the others and nothing is refused. */
export interface Hiding {
  hide(call: string, cause: EventAbout): Problem | undefined;
  unhide(call: string, cause: EventAbout): Problem | undefined;
  /** How many other positions are ready; told by a source that knows. */
  handleOthersReady(others: number): void;
}

export function createHiding({ deps, rows, about }: QueueContext): Hiding {
  let others: number | undefined;

  function show(row: Row, why: 'operator' | 'limit' | 'alone', cause: EventAbout = {}): void {
    row.hideTimer?.dispose();
    if (!row.hidden) return;
    row.hidden = false;
    deps.sink.emit('call.unhidden', { why }, { ...cause, ...about(row) });
  }

  const inQueue = (call: string): Row | undefined => {
    const row = rows.get(call);
    return row?.stage === 'offered' || row?.stage === 'withdrawn' ? row : undefined;
  };

  return {
    hide(call, cause) {
      const row = inQueue(call);
      if (!row) return problemOf('call.unknown');
      if (row.unattended || others === 0) return problemOf('queue.nobodyElse');
      if (row.hidden) return undefined;
      row.hidden = true;
      const ms = row.queue?.limit ?? deps.site.exchange.reoffer;
      row.hideTimer = deps.clock.after(ms, () => show(row, 'limit'));
      deps.sink.emit('call.hidden', {}, { ...cause, ...about(row) });
      return undefined;
    },
    unhide(call, cause) {
      const row = inQueue(call);
      if (!row) return problemOf('call.unknown');
      show(row, 'operator', cause);
      return undefined;
    },
    handleOthersReady(count) {
      others = count;
      if (count === 0) for (const row of rows.values()) show(row, 'alone');
    },
  };
}
