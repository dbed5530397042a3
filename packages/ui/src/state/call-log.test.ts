import type { CallLogEntry, CallLogPage, CallLogQuery } from '@samband/telephony/contract';
import { describe, expect, it, vi } from 'vitest';
import { standingClock } from '../testing/console.ts';
import { createCallLog, typingPause, withNewest, withOlder, writingPause } from './call-log.ts';

const entry = (at: number, more: Partial<CallLogEntry> = {}): CallLogEntry => ({
  call: `c${at}`,
  direction: 'incoming',
  caller: { number: '+4790123456', withheld: false, assertedBy: 'network' },
  dialled: '113',
  outcome: 'answered',
  at,
  role: 'medical',
  ...more,
});
const page = (ats: readonly number[], more = false): CallLogPage => ({
  entries: ats.map((at) => entry(at)),
  more,
  damaged: false,
});

/** Main, whose answers come when the test says so. */
function start() {
  const time = standingClock();
  const asked: { query: CallLogQuery; answer: (page: CallLogPage | undefined) => Promise<void> }[] = [];
  const log = createCallLog(
    (query) =>
      new Promise((resolve) => {
        asked.push({
          query,
          async answer(given) {
            resolve(given);
            await Promise.resolve();
            await Promise.resolve();
          },
        });
      }),
    time.clock,
  );
  return {
    time,
    log,
    asked,
    state: log.store.getState,
    ats: () => log.store.getState().entries.map(({ at }) => at),
  };
}

describe('the call log', () => {
  it('asks for the newest page at once, and for older ones one at a time', async () => {
    const { log, asked, state, ats } = start();
    expect(state().phase).toBe('loading');
    await asked[0]?.answer(page([9, 8], true));
    expect(state()).toMatchObject({ phase: 'ready', more: true });
    log.fetchMore();
    log.fetchMore();
    expect(asked).toHaveLength(2);
    expect(asked[1]?.query).toMatchObject({ before: 8 });
    await asked[1]?.answer(page([8, 7], false));
    expect(ats()).toEqual([9, 8, 7]);
    log.fetchMore();
    expect(asked).toHaveLength(2);
  });

  it('is searched after a pause in typing; an answer that was overtaken is dropped', async () => {
    const { log, asked, time, state, ats } = start();
    log.search('k');
    log.search('ka');
    await asked[0]?.answer(page([9]));
    expect(state()).toMatchObject({ phase: 'loading', entries: [] });
    time.advance(typingPause);
    expect(asked.map(({ query }) => query.text)).toEqual(['', 'ka']);
    await asked[1]?.answer(page([5]));
    expect(ats()).toEqual([5]);
  });

  it('is read again a moment after calls end, once for a burst; older pages stay', async () => {
    const { log, asked, time, state, ats } = start();
    await asked[0]?.answer(page([9, 8], true));
    log.fetchMore();
    await asked[1]?.answer(page([7, 6], true));
    for (let n = 0; n < 20; n += 1) log.refresh();
    time.advance(writingPause);
    expect(asked).toHaveLength(3);
    await asked[2]?.answer(page([10, 9], true));
    expect(ats()).toEqual([10, 9, 8, 7, 6]);
    expect(state().more).toBe(true);
  });

  it('does not lose an older page that is on its way when a call ends', async () => {
    const { log, asked, time, ats } = start();
    await asked[0]?.answer(page([9, 8], true));
    log.fetchMore();
    log.refresh();
    time.advance(writingPause);
    expect(asked).toHaveLength(2);
    await asked[1]?.answer(page([7]));
    expect(ats()).toEqual([9, 8, 7]);
    time.advance(writingPause);
    expect(asked).toHaveLength(3);
  });

  it('says when it could not be had, keeps what it has, and tries again when asked to', async () => {
    const { log, asked, time, state, ats } = start();
    await asked[0]?.answer(page([9]));
    log.refresh();
    time.advance(writingPause);
    await asked[1]?.answer(undefined);
    expect(state().phase).toBe('failed');
    expect(ats()).toEqual([9]);
    log.retry();
    await asked[2]?.answer({ ...page([9]), damaged: true });
    expect(state()).toMatchObject({ phase: 'ready', damaged: true });
  });

  it('takes a refusal to answer as a failure, and nothing after the end', async () => {
    const time = standingClock();
    const ask = vi.fn<() => Promise<undefined>>(() => Promise.reject(new Error('gone')));
    const log = createCallLog(ask, time.clock);
    await vi.waitFor(() => expect(log.store.getState().phase).toBe('failed'));
    log.refresh();
    log.dispose();
    time.advance(10_000);
    expect(ask).toHaveBeenCalledOnce();
  });
});

describe('pages', () => {
  it('a newest page that is the whole log takes the place of all', () => {
    expect(withNewest([entry(3), entry(2)], page([4], false))).toHaveLength(1);
  });

  it('an entry that changed stands once', () => {
    const changed = { ...page([9], true), entries: [entry(9, { note: 'ny' })] };
    expect(withNewest([entry(9), entry(8)], changed).map(({ note }) => note)).toEqual(['ny', undefined]);
    expect(withOlder([entry(9)], page([9, 8])).map(({ at }) => at)).toEqual([9, 8]);
  });
});
