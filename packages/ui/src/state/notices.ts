import type { StoreApi } from 'zustand/vanilla';
import type { Timers } from './timers.ts';
import type { ConsoleState, Notice } from './types.ts';

/** Notices go away by themselves after this (ms). */
export const noticeTime = 20_000;
/** More than these are not kept: the oldest goes. */
const mostNotices = 5;

/** What the operator must know about own acts. One notice of an id. */
export interface Notices {
  readonly tell: (notice: Omit<Notice, 'at'>) => void;
  readonly close: (id: string) => void;
}

export function createNotices(
  { getState, setState }: Pick<StoreApi<ConsoleState>, 'getState' | 'setState'>,
  timers: Timers,
  now: () => number,
): Notices {
  function close(id: string): void {
    timers.cancel(id);
    setState((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) }));
  }
  return {
    close,
    tell(notice) {
      const others = getState().notices.filter((other) => other.id !== notice.id);
      setState({ notices: [...others, { ...notice, at: now() }].slice(-mostNotices) });
      timers.later(notice.id, noticeTime, () => close(notice.id));
    },
  };
}
