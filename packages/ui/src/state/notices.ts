import type { Event } from '@samband/telephony/contract';
import type { StoreApi } from 'zustand/vanilla';
import type { Timers } from './timers.ts';
import type { ConsoleState, Notice } from './types.ts';

/** Notices go away by themselves after this (ms). */
export const noticeTime = 20_000;
/** A button's second press counts for this long (ms): so long it is asked for. */
export const confirmTime = 5000;
/** More than these are not kept: the oldest goes. */
const mostNotices = 5;

/** What the operator must know about own acts. One notice of an id. */
export interface Notices {
  readonly tell: (notice: Omit<Notice, 'at'>) => void;
  readonly close: (id: string) => void;
  /** A button asks for a second press, or has been given it. */
  readonly handleKey: (event: Event<'key.pressed'>) => void;
}

export function createNotices(
  { getState, setState }: Pick<StoreApi<ConsoleState>, 'getState' | 'setState'>,
  timers: Timers,
  wall: () => number,
): Notices {
  function close(id: string): void {
    timers.cancel(id);
    setState((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) }));
  }
  function tell(notice: Omit<Notice, 'at'>, ms = noticeTime): void {
    const others = getState().notices.filter((other) => other.id !== notice.id);
    setState({ notices: [...others, { ...notice, at: wall() }].slice(-mostNotices) });
    timers.later(notice.id, ms, () => close(notice.id));
  }
  return {
    close,
    tell: (notice) => tell(notice),
    handleKey({ action, confirm }) {
      const id = `key.${action}`;
      if (confirm === true) tell({ id, kind: 'confirmKey', action }, confirmTime);
      else if (getState().notices.some((notice) => notice.id === id)) close(id);
    },
  };
}
