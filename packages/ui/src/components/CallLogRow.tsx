import type { CallLogEntry } from '@samband/telephony/contract';
import type { ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';
import {
  CircleHelp,
  Phone,
  PhoneCall,
  PhoneIncoming,
  PhoneMissed,
  PhoneOff,
  PhoneOutgoing,
  TriangleAlert,
  Unplug,
  Users,
} from 'lucide-react';
import { memo } from 'react';
import { useConsole } from '../app/context.ts';
import { callerName, lineName } from '../format/caller.ts';
import { wordDuration } from '../format/duration.ts';
import type { Texts } from '../messages/index.ts';
import { nameOf } from '../state/directory.ts';
import { callAgain, reachOf } from '../state/intents.ts';
import { cx } from './cx.ts';
import { Button } from './parts.tsx';
import styles from './CallLogRow.module.css';

/** By outcome; a call that was spoken in by its direction. */
const signs: Readonly<Record<Exclude<CallLogEntry['outcome'], 'answered'>, LucideIcon>> &
  Readonly<Record<CallLogEntry['direction'] | 'live', LucideIcon>> = {
  incoming: PhoneIncoming,
  outgoing: PhoneOutgoing,
  abandoned: PhoneMissed,
  elsewhere: Users,
  broke: Unplug,
  noAnswer: PhoneOff,
  missed: TriangleAlert,
  open: CircleHelp,
  live: PhoneCall,
};

/** How it went, in words. */
export function outcomeWords(entry: CallLogEntry, live: boolean, { t }: Texts): string {
  if (live) return t('log.live');
  const { outcome, direction, waited, talked } = entry;
  const wait = waited === undefined ? undefined : wordDuration(waited);
  const lasted = talked === undefined ? [] : [t('call.ended.talked', { time: wordDuration(talked) })];
  if (outcome === 'answered' && direction === 'incoming')
    return [wait === undefined ? t('log.answered') : t('call.answeredAfter', { wait }), ...lasted].join(', ');
  if (outcome === 'answered') return lasted[0] ?? t('log.reached');
  if (outcome === 'abandoned' && wait !== undefined) return t('unanswered.abandoned', { wait });
  return t(`log.${outcome}`);
}

/** One call of the log. */
export const CallLogRow = memo(function CallLogRow({
  entry,
  live,
}: {
  readonly entry: CallLogEntry;
  /** It goes on, or waits, right now. */
  readonly live: boolean;
}): ReactNode {
  const { console, texts, numbers, directory } = useConsole();
  const { t } = texts;
  const { caller, direction, note } = entry;
  const who = callerName(caller, texts, numbers);
  const name = caller.number ? (caller.name ?? nameOf(directory.names, caller.number)) : undefined;
  const outcome = live ? 'live' : entry.outcome;
  const Sign = signs[outcome === 'answered' ? direction : outcome];
  const target = reachOf(entry);
  const line = direction === 'outgoing' ? t('call.outgoing') : lineName(entry, texts, numbers);
  return (
    <li className={styles['row']} data-outcome={outcome}>
      <div className={styles['who']}>
        <p className={styles['name']}>
          <bdi>{who}</bdi>
          {name === undefined ? null : (
            <span>
              {' '}
              <bdi>{name}</bdi>
            </span>
          )}
        </p>
        <p className={styles['sub']}>
          <Sign aria-hidden="true" size={16} />
          {line} · <b>{outcomeWords(entry, live, texts)}</b>
        </p>
        {note === undefined || note === '' ? null : (
          <p className={cx(styles['sub'], styles['note'])}>{note}</p>
        )}
      </div>
      <time className={styles['at']} dateTime={new Date(entry.at).toISOString()}>
        {texts.time(entry.at)}
      </time>
      <Button
        size="small"
        name={t('reach.callQuick', { label: who })}
        title={t(target === undefined ? 'unanswered.cannot' : 'reach.call')}
        aria-disabled={target === undefined || live}
        className={styles['call']}
        onClick={() => {
          if (target !== undefined && !live) callAgain(console, entry);
        }}
      >
        <Phone aria-hidden="true" size={18} />
      </Button>
    </li>
  );
});
