import type { ReactNode } from 'react';
import { PhoneOff, Unplug } from 'lucide-react';
import { useConsole, useConsoleState } from '../app/context.ts';
import { callerName } from '../format/caller.ts';
import { wordDuration } from '../format/duration.ts';
import { endedKey } from '../state/ended.ts';
import { callAgain, reachOf } from '../state/intents.ts';
import styles from './LastCall.module.css';
import { NoteField } from './NoteField.tsx';
import { Button } from './parts.tsx';

/** How the last call ended, so that nobody wonders where it went; its note can still be written. */
export function LastCall({ alone }: { readonly alone: boolean }): ReactNode {
  const { console, texts, numbers } = useConsole();
  const { t, time } = texts;
  const ended = useConsoleState((state) => state.ended);
  const broke = useConsoleState(({ snapshot }) =>
    snapshot.unanswered.some(({ call, kind }) => kind === 'broke' && call === ended?.call.call),
  );
  if (!ended) return null;
  const { call, talked } = ended;
  const who = callerName(call.caller, texts, numbers);
  const how = broke ? t('call.ended.broke') : t(endedKey(ended));
  const lasted = talked > 0 ? [t('call.ended.talked', { time: wordDuration(talked) })] : [];
  return (
    <section className={styles['last']} aria-label={t('call.last')} data-alone={alone} data-broke={broke}>
      <div className={styles['head']}>
        {broke ? <Unplug aria-hidden="true" size={20} /> : <PhoneOff aria-hidden="true" size={20} />}
        <p role="status">
          <span>{t('call.last')}</span> <b>{who}</b>{' '}
          <span className={styles['how']}>{[how, time(ended.at), ...lasted].join(' · ')}</span>
        </p>
        {reachOf(call) === undefined ? null : (
          <Button
            size="small"
            name={t('unanswered.callBackWho', { who })}
            onClick={() => callAgain(console, call)}
          >
            {t('unanswered.callBack')}
          </Button>
        )}
      </div>
      <NoteField call={call} current={alone} goesOn />
    </section>
  );
}
