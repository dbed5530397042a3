import type { Call } from '@samband/telephony/contract';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { Headset } from 'lucide-react';
import { useConsole, useConsoleState } from '../app/context.ts';
import { useRing } from '../app/guide.ts';
import { callerName, lineName } from '../format/caller.ts';
import { clockDuration } from '../format/duration.ts';
import { keyOf } from '../keys/actions.ts';
import { nameOf } from '../state/directory.ts';
import { heldCalls, openCalls } from '../state/selectors.ts';
import { useSecondsSince } from '../time/hooks.ts';
import { CallCard } from './CallCard.tsx';
import styles from './CallZone.module.css';
import { cx } from './cx.ts';
import { FirstRunGuide } from './FirstRunGuide.tsx';
import { LastCall } from './LastCall.tsx';
import { LeftNotes } from './LeftNotes.tsx';
import { Button, CategoryMark, Panel } from './parts.tsx';

function HeldFor({ sinceMono }: { readonly sinceMono: number }): ReactNode {
  const { t } = useConsole().texts;
  return (
    <span className={cx(styles['for'], 'figures')}>
      {t('call.heldFor', { time: clockDuration(useSecondsSince(sinceMono) * 1000) })}
    </span>
  );
}

function HeldRow({ call, hotkey }: { readonly call: Call; readonly hotkey: string }): ReactNode {
  const { console, texts, numbers, directory } = useConsole();
  const { t } = texts;
  const ring = useRing('resume');
  const { caller } = call;
  const who = callerName(caller, texts, numbers);
  const name = caller.number ? (caller.name ?? nameOf(directory.names, caller.number)) : undefined;
  const line = call.direction === 'outgoing' ? t('call.outgoing') : lineName(call, texts, numbers);
  return (
    <li className={styles['row']}>
      <CategoryMark id={call.category} />
      <div className={styles['who']}>
        <b>{who}</b>
        <span className={styles['line']}>{[name, line].filter(Boolean).join(' · ')}</span>
      </div>
      <HeldFor sinceMono={call.heldSinceMono ?? call.sinceMono} />
      <Button
        {...ring}
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

/** Nobody to talk to: what comes next, and its key. */
function Nobody(): ReactNode {
  const { texts, bound } = useConsole();
  const key = keyOf(bound, 'queue.answerNext');
  const others = (['reach.phonebook', 'reach.log', 'keys.help'] as const).flatMap(
    (id) => bound.find((action) => action.id === id && action.key !== '') ?? [],
  );
  return (
    <div className={styles['none']}>
      <span className={styles['sign']} aria-hidden="true">
        <Headset size={36} strokeWidth={1.5} />
      </span>
      <p className={styles['words']}>{texts.t('call.none')}</p>
      {key === '' ? null : <p>{texts.t('call.noneHint', { key })}</p>}
      <ul className={styles['hints']}>
        {others.map((action) => (
          <li key={action.id}>
            <kbd>{action.key}</kbd> {texts.t(action.label)}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function CallZone(): ReactNode {
  const { texts } = useConsole();
  const calls = useConsoleState((state) => state.snapshot.calls);
  const open = useMemo(() => openCalls(calls), [calls]);
  const held = useMemo(() => heldCalls(calls), [calls]);
  const alone = open.length === 0;
  return (
    <div className={styles['zone']}>
      <Panel title={texts.t('call.region')} className={styles['calls']}>
        {open.toReversed().map((call, index) => (
          <CallCard key={call.call} call={call} current={index === 0} />
        ))}
        <LastCall alone={alone} />
        <LeftNotes />
        {alone ? <Nobody /> : null}
        <FirstRunGuide />
      </Panel>
      <Held calls={held} free={alone} />
    </div>
  );
}
