import type { CallLogEntry } from '@samband/telephony/contract';
import type { ReactNode } from 'react';
import { useEffect, useId, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useConsole, useConsoleState } from '../app/context.ts';
import { useFocusOn } from '../app/focus.ts';
import { createCallLog } from '../state/call-log.ts';
import type { CallLog, CallLogState } from '../state/call-log.ts';
import { useTicking } from '../time/hooks.ts';
import { systemClock } from '../time/ticker.ts';
import { CallLogRow } from './CallLogRow.tsx';
import { Button, Warning } from './parts.tsx';
import { SearchField } from './SearchField.tsx';
import styles from './CallLogList.module.css';

/** The log of this screen, read again when a call ends or is noted. */
function useCallLog(): CallLog {
  const { console, callLog } = useConsole();
  const [log] = useState(() => createCallLog(callLog, systemClock));
  useEffect(() => {
    const stop = console.store.subscribe((state, before) => {
      const { waiting, calls } = state.snapshot;
      const gone =
        state.ended !== before.ended ||
        waiting.length < before.snapshot.waiting.length ||
        calls.length !== before.snapshot.calls.length;
      if (gone) log.refresh();
    });
    return () => {
      stop();
      log.dispose();
    };
  }, [console, log]);
  return log;
}

/** Entries by day, newest first. */
function days(entries: readonly CallLogEntry[], dayOf: (ms: number) => string) {
  const found: { day: string; entries: CallLogEntry[] }[] = [];
  for (const entry of entries) {
    const day = dayOf(entry.at);
    const last = found.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else found.push({ day, entries: [entry] });
  }
  return found;
}

function Day({
  day,
  entries,
  live,
}: {
  readonly day: string;
  readonly entries: readonly CallLogEntry[];
  readonly live: ReadonlySet<string>;
}): ReactNode {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className={styles['day']}>
      <h3 id={id}>{day}</h3>
      <ul>
        {entries.map((entry) => (
          <CallLogRow key={entry.call} entry={entry} live={live.has(entry.call)} />
        ))}
      </ul>
    </div>
  );
}

/** Why there is nothing, or not all, in words. */
function useWords({ phase, entries, text }: CallLogState): string {
  const { t } = useConsole().texts;
  if (phase === 'loading') return t('log.loading');
  if (phase === 'failed' || entries.length > 0) return '';
  return text.trim() === '' ? t('log.empty') : t('log.none', { text: text.trim() });
}

/** Every call of this position, newest first. It is main's to read: the screen asks page by page. */
export function CallLogList(): ReactNode {
  const { texts } = useConsole();
  const { t, day } = texts;
  const log = useCallLog();
  const state = useStore(log.store);
  const calls = useConsoleState(({ snapshot }) => snapshot.calls);
  const waiting = useConsoleState(({ snapshot }) => snapshot.waiting);
  const live = useMemo(() => new Set([...calls, ...waiting].map(({ call }) => call)), [calls, waiting]);
  // A day begins at midnight; the hour is the coarsest that needs no time zone.
  const hour = useTicking((now) => Math.floor(now / 3_600_000));
  const field = useFocusOn<HTMLInputElement>('log');
  const list = useMemo(
    () => days(state.entries, (ms) => day(ms, hour * 3_600_000)),
    [state.entries, day, hour],
  );
  const words = useWords(state);
  return (
    <div role="search" aria-label={t('tab.log')} className={styles['log']}>
      <SearchField
        ref={field}
        label={t('log.search')}
        value={state.text}
        maxLength={128}
        onChange={log.search}
      />
      <p role="status" className={styles['words']}>
        {words}
      </p>
      {state.phase === 'failed' ? (
        <div className={styles['trouble']}>
          <Warning tone="warn">{t('log.failed')}</Warning>
          <Button size="small" onClick={() => log.retry()}>
            {t('sound.retry')}
          </Button>
        </div>
      ) : null}
      {state.damaged ? (
        <div className={styles['trouble']}>
          <Warning tone="warn">{t('log.damaged')}</Warning>
        </div>
      ) : null}
      <div className={styles['list']} data-loading={state.phase === 'loading'}>
        {list.map((item) => (
          <Day key={item.day} {...item} live={live} />
        ))}
        {state.more ? (
          <Button size="small" tone="quiet" aria-disabled={state.fetching} onClick={() => log.fetchMore()}>
            {t(state.fetching ? 'log.loading' : 'log.more')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
