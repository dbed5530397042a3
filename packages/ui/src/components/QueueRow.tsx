import type { Layout, WaitingCall } from '@samband/telephony/contract';
import type { ReactNode } from 'react';
import { EyeOff } from 'lucide-react';
import { Fragment, memo, useLayoutEffect, useRef } from 'react';
import { useConsole, useConsoleState } from '../app/context.ts';
import { callerName, lineName } from '../format/caller.ts';
import { clockDuration } from '../format/duration.ts';
import { shortPlace } from '../format/location.ts';
import { answerRow } from '../state/intents.ts';
import { useEngineTime, useSecondsSince } from '../time/hooks.ts';
import { cx } from './cx.ts';
import { Button, CategoryMark } from './parts.tsx';
import styles from './QueueRow.module.css';
import { WaitBar } from './WaitBar.tsx';

function Wait({ sinceMono }: { readonly sinceMono: number }): ReactNode {
  return (
    <span className={cx(styles['time'], 'figures')}>{clockDuration(useSecondsSince(sinceMono) * 1000)}</span>
  );
}

/** All flashing rows flash together: their animations get the same beginning. */
function useInStep(on: boolean) {
  const ref = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => {
    if (!on || typeof ref.current?.getAnimations !== 'function') return;
    for (const animation of ref.current.getAnimations({ subtree: true })) animation.startTime = 0;
  }, [on]);
  return ref;
}

/** Who it is, and what else the layout of the role wants to know of a call that waits. */
function useWords(row: WaitingCall) {
  const { texts, numbers, layout } = useConsole();
  const { caller, queueLength } = row;
  const tells = (column: Layout['columns'][number]): boolean => layout.columns.includes(column);
  const byNumber = tells('number') || caller.name === undefined || caller.name === '';
  const who = byNumber ? callerName(caller, texts, numbers) : caller.name;
  const more = [
    tells('line') ? lineName(row, texts, numbers) : undefined,
    byNumber && caller.number ? caller.name : undefined,
    tells('place') ? shortPlace(texts, row.locations) : undefined,
    tells('ahead') && queueLength !== undefined ? texts.t('queue.ahead', { n: queueLength }) : undefined,
  ];
  return {
    who,
    byNumber,
    more: more.filter((words): words is string => words !== undefined && words !== ''),
  };
}

/** A name in another script keeps to its own place in the line. */
function Words({ words }: { readonly words: readonly string[] }): ReactNode {
  return words.map((word, index) => (
    <Fragment key={word}>
      {index === 0 ? '' : ' · '}
      <bdi>{word}</bdi>
    </Fragment>
  ));
}

function Details({ row, more }: { readonly row: WaitingCall; readonly more: readonly string[] }): ReactNode {
  const { t } = useConsole().texts;
  const outage = useConsoleState(({ snapshot }) => snapshot.outageSince !== undefined);
  return (
    <>
      {more.length === 0 ? null : (
        <span className={styles['sub']}>
          <Words words={more} />
        </span>
      )}
      {row.unattended ? <span className={styles['flag']}>{t('queue.unattended')}</span> : null}
      {row.withdrawn ? (
        <span className={styles['flag']}>{t(outage ? 'queue.cut' : 'queue.withdrawn')}</span>
      ) : null}
    </>
  );
}

interface RowProps {
  readonly row: WaitingCall;
  /** Number key that takes it, from 1; beyond 9 there is none. */
  readonly place: number;
  readonly acknowledged: boolean;
  readonly stale: boolean;
}

/** One waiting call. Drawn again only when the call itself, its place or its second changes. */
export const QueueRow = memo(function QueueRow({ row, place, acknowledged, stale }: RowProps): ReactNode {
  const { console, texts, numbers, queues, categories } = useConsole();
  const { t } = texts;
  const limit = row.queue === undefined ? undefined : queues.get(row.queue)?.limit;
  const late = useEngineTime((mono) => limit !== undefined && mono - row.sinceMono > limit);
  const flashing = late && !acknowledged && !stale;
  const ref = useInStep(flashing);
  const called = callerName(row.caller, texts, numbers);
  const { who, byNumber, more } = useWords(row);
  const line = lineName(row, texts, numbers);
  return (
    <li
      ref={ref}
      className={cx(styles['row'], late && styles['late'], row.withdrawn && styles['withdrawn'])}
      data-colour={categories.get(row.category)?.colour ?? 'none'}
      data-late={late}
      data-flashing={flashing}
    >
      <button
        type="button"
        className={styles['take']}
        aria-label={t('queue.answerRow', { who: called, line })}
        aria-disabled={row.withdrawn || stale}
        {...(place <= 9 ? { 'aria-keyshortcuts': String(place) } : {})}
        onClick={() => answerRow(console, row)}
      >
        <span className={styles['place']} aria-hidden="true">
          {place <= 9 ? place : ''}
        </span>
        <CategoryMark id={row.category} />
        <span className={styles['who']}>
          <span className={styles['name']} data-number={byNumber && Boolean(row.caller.number)}>
            <bdi>{who}</bdi>
            {row.caller.withheld && row.caller.number ? (
              <span className={styles['badge']}>{t('caller.withheld')}</span>
            ) : null}
          </span>
          <Details row={row} more={more} />
        </span>
        <span className={styles['wait']}>
          <Wait sinceMono={row.sinceMono} />
          {late ? <span className="sr-only">{t('queue.late')}</span> : null}
          {limit === undefined ? null : <WaitBar sinceMono={row.sinceMono} limit={limit} />}
        </span>
      </button>
      {row.queue === undefined ? null : (
        <Button
          size="small"
          tone="quiet"
          className={styles['hide']}
          name={t('queue.hide', { who: called })}
          title={t('queue.hideShort')}
          onClick={() => console.send('queue.hide', { call: row.call })}
        >
          <EyeOff aria-hidden="true" size={18} />
        </Button>
      )}
    </li>
  );
});
