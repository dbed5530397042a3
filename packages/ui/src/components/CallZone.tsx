import type { Call } from '@samband/telephony/contract';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { useConsole, useConsoleState } from '../app/context.ts';
import { callerName, lineName } from '../format/caller.ts';
import { clockDuration, wordDuration } from '../format/duration.ts';
import { keyOf } from '../keys/actions.ts';
import { endedKey } from '../state/ended.ts';
import { heldCalls, openCalls } from '../state/selectors.ts';
import { useSecondsSince } from '../time/hooks.ts';
import { CallCard } from './CallCard.tsx';
import styles from './CallZone.module.css';
import { cx } from './cx.ts';
import { Button, CategoryMark, Panel } from './parts.tsx';

function HeldFor({ since }: { readonly since: number }): ReactNode {
  const { t } = useConsole().texts;
  return (
    <span className={cx(styles['for'], 'figures')}>
      {t('call.heldFor', { time: clockDuration(useSecondsSince(since) * 1000) })}
    </span>
  );
}

function HeldRow({ call, hotkey }: { readonly call: Call; readonly hotkey: string }): ReactNode {
  const { console, texts, numbers } = useConsole();
  const { t } = texts;
  const who = callerName(call.caller, texts, numbers);
  return (
    <li className={styles['row']}>
      <CategoryMark id={call.category} />
      <div className={styles['who']}>
        <b>{who}</b>
        <span className={styles['line']}>
          {call.direction === 'outgoing' ? t('call.outgoing') : lineName(call, texts, numbers)}
        </span>
      </div>
      <HeldFor since={call.heldSince ?? call.since} />
      <Button
        name={t('call.resumeWho', { who })}
        hotkey={hotkey}
        onClick={() => console.send('call.resume', { call: call.call })}
      >
        {t('call.resume')}
      </Button>
    </li>
  );
}

/** Calls on hold, the longest first. F3 takes back the last one while no other call is open. */
function Held({ calls, free }: { readonly calls: readonly Call[]; readonly free: boolean }): ReactNode {
  const { texts, bound } = useConsole();
  if (calls.length === 0) return null;
  return (
    <Panel title={texts.t('call.held')} aside={calls.length} className={styles['held']}>
      <ul aria-label={texts.t('call.held')}>
        {calls.map((call, index) => (
          <HeldRow
            key={call.call}
            call={call}
            hotkey={free && index === calls.length - 1 ? keyOf(bound, 'call.hold') : ''}
          />
        ))}
      </ul>
    </Panel>
  );
}

/** How the last call ended, so that nobody wonders where it went. */
function Last(): ReactNode {
  const { texts, numbers } = useConsole();
  const { t, time } = texts;
  const ended = useConsoleState((state) => state.ended);
  if (!ended) return null;
  const talked = ended.talked > 0 ? [t('call.ended.talked', { time: wordDuration(ended.talked) })] : [];
  return (
    <p className={styles['last']} role="status">
      <span>{t('call.last')}</span>
      <b>{callerName(ended.call.caller, texts, numbers)}</b>
      <span>{[t(endedKey(ended)), time(ended.at), ...talked].join(' · ')}</span>
    </p>
  );
}

export function CallZone(): ReactNode {
  const { texts, bound } = useConsole();
  const calls = useConsoleState((state) => state.snapshot.calls);
  const open = useMemo(() => openCalls(calls), [calls]);
  const held = useMemo(() => heldCalls(calls), [calls]);
  const key = keyOf(bound, 'queue.answerNext');
  return (
    <div className={styles['zone']}>
      <Panel title={texts.t('call.region')} className={styles['calls']}>
        {open.length === 0 ? (
          <div className={styles['none']}>
            <p>{texts.t('call.none')}</p>
            {key === '' ? null : <p className={styles['hint']}>{texts.t('call.noneHint', { key })}</p>}
          </div>
        ) : null}
        {open.toReversed().map((call, index) => (
          <CallCard key={call.call} call={call} current={index === 0} />
        ))}
        <Last />
      </Panel>
      <Held calls={held} free={open.length === 0} />
    </div>
  );
}
