import type { ReactNode } from 'react';
import { memo, useState } from 'react';
import { useStore } from 'zustand';
import { Check, CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { useConsole, useConsoleState } from '../app/context.ts';
import type { Alert } from '../state/alerts.ts';
import { cx } from './cx.ts';
import { Button, Panel } from './parts.tsx';
import { SecretForm } from './SecretForm.tsx';
import styles from './AlertLine.module.css';

/** All alerts, worst first; the same list as long as nothing changed. */
function useAlerts(): readonly Alert[] {
  const { console, alerts } = useConsole();
  return alerts(useStore(console.store));
}

const signs = { 1: TriangleAlert, 2: CircleAlert, 3: Info } as const;

function Sign({ alert }: { readonly alert: Alert }): ReactNode {
  const Icon = alert.acknowledged ? Check : signs[alert.rank];
  return <Icon aria-hidden="true" size={20} />;
}

/** What can be done about it. */
function Presses({ alert }: { readonly alert: Alert }): ReactNode {
  const { console, texts } = useConsole();
  const { t } = texts;
  const { alarm, notice } = alert;
  return (
    <span className={styles['presses']}>
      {alert.retryMicrophone ? (
        <Button
          size="small"
          name={t('sound.retryMicrophone')}
          onClick={() => console.send('device.retry', {})}
        >
          {t('sound.retry')}
        </Button>
      ) : null}
      {alarm !== undefined && !alert.acknowledged ? (
        <Button
          size="small"
          name={t('alerts.acknowledgeWhat', { what: alert.text })}
          onClick={() => console.send('alarm.acknowledge', { alarm })}
        >
          {t('alerts.acknowledge')}
        </Button>
      ) : null}
      {notice !== undefined ? (
        <Button size="small" onClick={() => console.closeNotice(notice)}>
          {t('alerts.close')}
        </Button>
      ) : null}
    </span>
  );
}

/** The one line for the worst thing right now. Its place is always kept, so that nothing moves under a finger. */
export function AlertLine(): ReactNode {
  const { texts } = useConsole();
  const list = useAlerts();
  const pressing = list.filter((alert) => !alert.acknowledged);
  const [worst] = pressing;
  const more = pressing.length - 1;
  return (
    <div className={styles['line']} data-rank={worst?.rank ?? 'none'} data-testid="alert-line">
      {worst ? (
        <>
          <Sign alert={worst} />
          <p className={styles['text']} aria-hidden="true">
            {worst.text}
          </p>
          {more > 0 ? <span className={styles['more']}>{texts.t('alerts.more', { n: more })}</span> : null}
          <Presses alert={worst} />
        </>
      ) : (
        <p className={styles['calm']}>{texts.t('alerts.none')}</p>
      )}
      <p role="alert" className="sr-only">
        {worst?.rank === 1 ? worst.text : ''}
      </p>
      <p role="status" className="sr-only">
        {worst && worst.rank > 1 ? worst.text : ''}
      </p>
    </div>
  );
}

/** Drawn again only when the alert itself changes. */
const Item = memo(function Item({ alert }: { readonly alert: Alert }): ReactNode {
  const { t, time } = useConsole().texts;
  return (
    <li className={cx(styles['item'], alert.acknowledged && styles['done'])} data-rank={alert.rank}>
      <Sign alert={alert} />
      <div className={styles['what']}>
        <p>{alert.text}</p>
        {alert.since === undefined ? null : (
          <p className={styles['since']}>
            {t('alerts.since', { time: time(alert.since) })}
            {alert.acknowledged ? ` · ${t('alerts.acknowledged')}` : ''}
          </p>
        )}
      </div>
      <Presses alert={alert} />
    </li>
  );
});

/** All of them, each with its press. */
export function AlertList(): ReactNode {
  const { texts } = useConsole();
  const list = useAlerts();
  const asksSecret = list.some((alert) => alert.asksSecret);
  const [chosen, setOpen] = useState(false);
  const open = chosen || asksSecret;
  return (
    <Panel
      title={texts.t('alerts.region')}
      aside={
        <>
          {list.length > 0 ? list.length : <span className={styles['brief']}>{texts.t('alerts.none')}</span>}
          {list.length > 0 ? (
            <Button
              size="small"
              tone="quiet"
              name={texts.t(open ? 'alerts.fold' : 'alerts.unfold')}
              aria-expanded={open}
              className={styles['unfold']}
              onClick={() => setOpen(!chosen)}
            >
              {texts.t(open ? 'alerts.foldShort' : 'alerts.unfoldShort')}
            </Button>
          ) : null}
        </>
      }
      className={cx(styles['panel'], open && styles['open'])}
    >
      {list.length === 0 ? <p className={styles['empty']}>{texts.t('alerts.none')}</p> : null}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is scrolled by keyboard too (WCAG 2.1.1) */}
      <ul className={styles['list']} aria-label={texts.t('alerts.region')} tabIndex={0}>
        {list.map((alert) => (
          <Item key={alert.id} alert={alert} />
        ))}
      </ul>
      {asksSecret ? <NewSecret /> : null}
    </Panel>
  );
}

/** The exchange refuses the secret that is there: another one can be given without a restart. */
function NewSecret(): ReactNode {
  const { texts, provideSecret } = useConsole();
  const position = useConsoleState(({ snapshot }) => snapshot.position.number);
  return <SecretForm texts={texts} position={position} provideSecret={provideSecret} takesFocus={false} />;
}
