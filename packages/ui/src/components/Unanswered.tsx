import type { Unanswered as UnansweredCall } from '@samband/telephony/contract';
import type { ReactNode } from 'react';
import { CircleHelp, PhoneMissed, Unplug, X } from 'lucide-react';
import { memo, useEffect, useRef, useState } from 'react';
import { useConsole, useConsoleState } from '../app/context.ts';
import { useRing } from '../app/guide.ts';
import { callerName } from '../format/caller.ts';
import { wordDuration } from '../format/duration.ts';
import type { Texts } from '../messages/index.ts';
import { cx } from './cx.ts';
import { Button, Panel } from './parts.tsx';
import styles from './Unanswered.module.css';

const reasons = ['reached', 'handled', 'wrong', 'noAnswer'] as const;

/** Broken after the answer is not the same as given up: somebody was there, and may be in need. */
const signs = { abandoned: PhoneMissed, broke: Unplug, possiblyMissed: CircleHelp } as const;

function kindWords(item: UnansweredCall, { t }: Texts): string {
  return item.kind === 'abandoned'
    ? t('unanswered.abandoned', { wait: wordDuration(item.waited) })
    : t(`unanswered.${item.kind}`);
}

/** The second press of *Fjern*: why. The reason's word goes to the log as it is written here, in no language. */
function Reasons({ call, onDone }: { readonly call: string; readonly onDone: () => void }): ReactNode {
  const { console, texts } = useConsole();
  const { t } = texts;
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In braces: it gives a promise in newer Chromium, and an effect must give nothing or its undo.
    ref.current?.closest('li')?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={ref} className={styles['reasons']} role="group" aria-label={t('unanswered.why')}>
      <p>{t('unanswered.why')}</p>
      {reasons.map((reason) => (
        <Button
          key={reason}
          size="small"
          onClick={() => {
            onDone();
            console.send('unanswered.dismiss', { call, reason });
          }}
        >
          {t(`unanswered.reason.${reason}`)}
        </Button>
      ))}
      <Button size="small" tone="quiet" onClick={onDone}>
        {t('alerts.cancel')}
      </Button>
    </div>
  );
}

const Row = memo(function Row({
  item,
  calling,
}: {
  readonly item: UnansweredCall;
  readonly calling: boolean;
}): ReactNode {
  const { console, texts, numbers, categories } = useConsole();
  const { t } = texts;
  const [asking, setAsking] = useState(false);
  const who = callerName(item.caller, texts, numbers);
  const reachable = Boolean(item.caller.number ?? item.caller.uri);
  const words = [item.queue, kindWords(item, texts)].filter(Boolean).join(' · ');
  const Sign = signs[item.kind];
  const colour = item.category === undefined ? undefined : categories.get(item.category)?.colour;
  return (
    <li className={styles['row']} data-colour={colour ?? 'none'} data-kind={item.kind}>
      <div className={styles['who']}>
        <bdi className={styles['name']}>{who}</bdi>
        <span className={styles['sub']}>
          <Sign aria-hidden="true" size={14} />
          {words}
        </span>
        {item.calledBackBy === undefined ? null : (
          <span className={cx(styles['sub'], styles['done'])}>
            {t(calling ? 'unanswered.calling' : 'unanswered.calledBack')}
          </span>
        )}
        {reachable ? null : <span className={styles['sub']}>{t('unanswered.cannot')}</span>}
      </div>
      <time className={styles['at']}>{texts.time(item.at)}</time>
      <div className={styles['presses']}>
        <Button
          size="small"
          name={t('unanswered.callBackWho', { who })}
          aria-disabled={!reachable || calling}
          onClick={() => {
            if (reachable && !calling) console.send('unanswered.callBack', { call: item.call });
          }}
        >
          {t('unanswered.callBack')}
        </Button>
        <Button
          size="small"
          tone="quiet"
          name={t('unanswered.dismissWho', { who })}
          aria-expanded={asking}
          title={t('unanswered.dismiss')}
          className={styles['dismiss']}
          onClick={() => setAsking(!asking)}
        >
          <X aria-hidden="true" size={18} />
        </Button>
      </div>
      {asking ? <Reasons call={item.call} onDone={() => setAsking(false)} /> : null}
    </li>
  );
});

/** Callers who were not helped: they gave up, broke off, or may have been missed. */
export function Unanswered(): ReactNode {
  const { texts } = useConsole();
  const list = useConsoleState((state) => state.snapshot.unanswered);
  const left = useConsoleState((state) => state.snapshot.unansweredLeftOut);
  const calls = useConsoleState((state) => state.snapshot.calls);
  const ring = useRing('unanswered');
  return (
    <Panel
      {...ring}
      title={texts.t('unanswered.region')}
      aside={list.length > 0 ? list.length : undefined}
      className={cx(styles['panel'], list.length === 0 && styles['none'])}
    >
      {list.length === 0 ? <p className={styles['empty']}>{texts.t('unanswered.empty')}</p> : null}
      <ul className={styles['rows']} aria-label={texts.t('unanswered.region')}>
        {list.map((item) => (
          <Row key={item.call} item={item} calling={calls.some((call) => call.call === item.calledBackBy)} />
        ))}
      </ul>
      {left === undefined ? null : (
        <p className={styles['empty']}>{texts.t('unanswered.leftOut', { n: left })}</p>
      )}
    </Panel>
  );
}
