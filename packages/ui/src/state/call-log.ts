import type { CallLogEntry, CallLogPage, CallLogQuery } from '@samband/telephony/contract';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { TickerClock } from '../time/ticker.ts';
import { createTimers } from './timers.ts';

/** How long (ms) typing may pause before the log is asked. */
export const typingPause = 200;
/** How long (ms) after the end of a call its entry is asked for: the log is written first; a burst is one question. */
export const writingPause = 400;
/** Entries of a page. */
const pageSize = 50;

export interface CallLogState {
  /** What is searched for. */
  readonly text: string;
  /** loading: nothing of this search has come yet. failed: main did not give it; what is shown is what came before. */
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly entries: readonly CallLogEntry[];
  readonly more: boolean;
  /** Older entries have been asked for. */
  readonly fetching: boolean;
  /** Part of the log could not be read. */
  readonly damaged: boolean;
}

export interface CallLog {
  readonly store: StoreApi<CallLogState>;
  readonly search: (text: string) => void;
  /** The next, older page. */
  readonly fetchMore: () => void;
  /** A call ended, or was noted: the newest page again, in a moment. */
  readonly refresh: () => void;
  /** The same question again, at once. */
  readonly retry: () => void;
  readonly dispose: () => void;
}

/** The newest page over what was there: an entry that changed stands where it stood, an older page stays. */
export function withNewest(known: readonly CallLogEntry[], page: CallLogPage): readonly CallLogEntry[] {
  const oldest = page.entries.at(-1)?.at;
  if (oldest === undefined || !page.more) return page.entries;
  const fresh = new Set(page.entries.map((entry) => entry.call));
  return [...page.entries, ...known.filter((entry) => entry.at < oldest && !fresh.has(entry.call))];
}

/** An older page under what was there; what came twice stands once. */
export function withOlder(known: readonly CallLogEntry[], page: CallLogPage): readonly CallLogEntry[] {
  const calls = new Set(known.map((entry) => entry.call));
  return [...known, ...page.entries.filter((entry) => !calls.has(entry.call))];
}

/** Asks for the call log page by page. An answer to a question that was overtaken is dropped. */
export function createCallLog(
  ask: (query: CallLogQuery) => Promise<CallLogPage | undefined>,
  clock: TickerClock,
): CallLog {
  const timers = createTimers(clock);
  const store = createStore<CallLogState>(() => ({
    text: '',
    phase: 'loading',
    entries: [],
    more: false,
    fetching: false,
    damaged: false,
  }));
  const { getState, setState } = store;
  let question = 0;

  /** `before`: of the older page; without, the newest one. */
  function fetchPage(before?: number): void {
    question += 1;
    const mine = question;
    const { text } = getState();
    setState({ fetching: before !== undefined });
    const taken = (page: CallLogPage | undefined): void => {
      if (mine !== question) return;
      if (!page) return setState({ phase: 'failed', fetching: false });
      const { entries, more, phase } = getState();
      const older = before !== undefined;
      // What is kept of older pages belongs to the same search, and its end stays where it was.
      const next = older ? withOlder(entries, page) : withNewest(phase === 'loading' ? [] : entries, page);
      setState({
        phase: 'ready',
        entries: next,
        more: older || next.length === page.entries.length ? page.more : more,
        fetching: false,
        damaged: page.damaged,
      });
    };
    ask({ text, limit: pageSize, ...(before === undefined ? {} : { before }) }).then(taken, () =>
      taken(undefined),
    );
  }

  const first = (): void => {
    timers.cancel('refresh');
    fetchPage();
  };
  first();
  return {
    store,
    search(text) {
      if (text === getState().text) return;
      // What is on its way answers another question.
      question += 1;
      setState({ text, phase: 'loading', fetching: false });
      timers.later('typing', typingPause, first);
    },
    fetchMore() {
      const { entries, more, fetching, phase } = getState();
      const last = entries.at(-1);
      if (last && more && !fetching && phase === 'ready') fetchPage(last.at);
    },
    refresh() {
      // A page that is on its way is let come: the newest is asked for after it.
      timers.later('refresh', writingPause, () => {
        if (getState().fetching) this.refresh();
        else if (getState().phase !== 'loading') first();
      });
    },
    retry() {
      setState({ phase: 'loading' });
      first();
    },
    dispose() {
      question += 1;
      timers.dispose();
    },
  };
}
