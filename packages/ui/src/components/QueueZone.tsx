import type { WaitingCall } from '@samband/telephony/contract';
import type { ReactNode } from 'react';
import { useMemo, useState } from 'react';
import { useConsole, useConsoleState } from '../app/context.ts';
import { useRing } from '../app/guide.ts';
import { callerName, lineName } from '../format/caller.ts';
import { clockDuration } from '../format/duration.ts';
import { keyOf } from '../keys/actions.ts';
import { answerNext } from '../state/intents.ts';
import { acknowledgedCalls, hiddenRows, nextInLine, visibleRows } from '../state/selectors.ts';
import { useSecondsSince } from '../time/hooks.ts';
import { Announcer } from './Announcer.tsx';
import { cx } from './cx.ts';
import { Button, Panel } from './parts.tsx';
import { QueueRow } from './QueueRow.tsx';
import styles from './QueueZone.module.css';
import { Unanswered } from './Unanswered.tsx';

function NextDetails({ row }: { readonly row: WaitingCall }): ReactNode {
  const { texts, numbers } = useConsole();
  const wait = clockDuration(useSecondsSince(row.sinceMono) * 1000);
  return (
    <span className={cx(styles['details'], 'figures')} id="next-details">
      <b>
        <bdi>{callerName(row.caller, texts, numbers)}</bdi>
      </b>
      <span>
        {lineName(row, texts, numbers)} · {texts.t('queue.nextWaits', { wait })}
      </span>
    </span>
  );
}

/** The one press that matters most. Nothing destructive is near it, and it never moves. */
function AnswerNext(): ReactNode {
  const { console, texts, bound } = useConsole();
  const waiting = useConsoleState((state) => state.snapshot.waiting);
  const live = useConsoleState((state) => state.link === 'live');
  const next = useMemo(() => nextInLine(waiting), [waiting]);
  const ring = useRing('answerNext');
  return (
    <Button
      {...ring}
      tone={next && live ? 'go' : 'plain'}
      hotkey={keyOf(bound, 'queue.answerNext')}
      name={texts.t('queue.answerNext')}
      className={styles['next']}
      aria-disabled={!next || !live}
      {...(next ? { 'aria-describedby': 'next-details' } : {})}
      onClick={() => answerNext(console)}
    >
      <span className={styles['label']}>{texts.t('queue.answerNext')}</span>
      {next ? <NextDetails row={next} /> : null}
    </Button>
  );
}

/** Hidden calls are never forgotten: their number always shows, and one press brings each back. */
function Hidden({ rows }: { readonly rows: readonly WaitingCall[] }): ReactNode {
  const { console, texts, numbers } = useConsole();
  const [open, setOpen] = useState(false);
  if (rows.length === 0) return null;
  return (
    <div className={styles['hidden']}>
      <Button size="small" tone="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
        {texts.t('queue.hidden', { n: rows.length })}
      </Button>
      {open ? (
        <ul>
          {rows.map((row) => {
            const who = callerName(row.caller, texts, numbers);
            return (
              <li key={row.call}>
                <span>
                  {lineName(row, texts, numbers)} · {who}
                </span>
                <Button
                  size="small"
                  name={texts.t('queue.unhide', { who })}
                  onClick={() => console.send('queue.unhide', { call: row.call })}
                >
                  {texts.t('queue.unhideShort')}
                </Button>
              </li>
            );
          })}
        </ul>
      ) : null}
    </div>
  );
}

/** Why the list is empty. Only a live link to a registered, ready position may say that nobody waits. */
function useEmptyWords(): string {
  const { t } = useConsole().texts;
  const live = useConsoleState((state) => state.link === 'live');
  const outage = useConsoleState((state) => state.snapshot.outageSince !== undefined);
  const position = useConsoleState((state) => state.snapshot.position.state);
  if (!live) return t('queue.empty.stale');
  if (outage) return t('queue.empty.outage');
  return t(position === 'paused' ? 'queue.empty.paused' : 'queue.empty.ready');
}

export function QueueZone(): ReactNode {
  const { texts, layout } = useConsole();
  const waiting = useConsoleState((state) => state.snapshot.waiting);
  const alarms = useConsoleState((state) => state.snapshot.alarms);
  const stale = useConsoleState((state) => state.link !== 'live');
  const empty = useEmptyWords();
  const rows = useMemo(() => visibleRows(waiting), [waiting]);
  const hidden = useMemo(() => hiddenRows(waiting), [waiting]);
  const acknowledged = useMemo(() => acknowledgedCalls(alarms), [alarms]);
  return (
    <div className={styles['zone']}>
      <Panel
        title={texts.t('queue.region')}
        aside={rows.length > 0 ? texts.t('queue.waiting', { n: rows.length }) : undefined}
        className={styles['queue']}
      >
        <AnswerNext />
        {rows.length === 0 ? <p className={styles['empty']}>{empty}</p> : null}
        <ol className={styles['rows']} aria-label={texts.t('queue.region')}>
          {rows.map((row, index) => (
            <QueueRow
              key={row.call}
              row={row}
              place={Math.min(index + 1, 10)}
              acknowledged={acknowledged.has(row.call)}
              stale={stale}
            />
          ))}
        </ol>
        <Hidden rows={hidden} />
        <Announcer rows={rows} />
      </Panel>
      {layout.unanswered ? <Unanswered /> : null}
    </div>
  );
}
