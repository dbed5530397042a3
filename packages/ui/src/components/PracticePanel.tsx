import type { PracticeInfo } from '@samband/telephony/contract';
import type { ReactNode } from 'react';
import { useConsole, useConsoleState } from '../app/context.ts';
import { useFocusOn } from '../app/focus.ts';
import { practiceOf } from '../state/selectors.ts';
import { Button, Panel } from './parts.tsx';
import styles from './PracticePanel.module.css';

type Opened = NonNullable<PracticeInfo['open']>;

/** The code as it is called out in a room: a group to a line, as large as the zone allows; spelled for who hears it. */
function Code({ code }: { readonly code: string }): ReactNode {
  const { t } = useConsole().texts;
  const groups = code.split(/[^0-9A-Za-z]+/).filter((group) => group !== '');
  return (
    <div className={styles['code']}>
      <p className="sr-only">
        {t('practice.code')}: {groups.map((group) => group.split('').join(' ')).join(', ')}
      </p>
      <p aria-hidden="true" className={styles['groups']}>
        {groups.map((group, index) => (
          <span key={index}>{group}</span>
        ))}
      </p>
    </div>
  );
}

function Open({ open: { code, addresses, joined, places } }: { readonly open: Opened }): ReactNode {
  const { texts, order } = useConsole();
  const { t } = texts;
  return (
    <>
      <p className={styles['lead']}>{t('practice.lead')}</p>
      <Code code={code} />
      <p role="status" className={styles['joined']}>
        {t('practice.joined', { joined, places })}
      </p>
      {addresses.length > 0 ? (
        <div className={styles['addresses']}>
          <h3>{t('practice.addresses', { n: addresses.length })}</h3>
          <ul aria-label={t('practice.addresses', { n: addresses.length })}>
            {addresses.map((address) => (
              <li key={address}>{address}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <Button onClick={() => void order({ order: 'close' })}>{t('practice.close')}</Button>
    </>
  );
}

/** What others need to join this machine's exercise. In the right zone: it covers no call, and is folded away at a press. */
export function PracticePanel(): ReactNode {
  const { console, texts } = useConsole();
  const { t } = texts;
  const open = useConsoleState((told) => practiceOf(told)?.open);
  const ref = useFocusOn<HTMLElement>('panel');
  return (
    <Panel
      ref={ref}
      title={t('practice.panel')}
      className={styles['panel']}
      aside={
        <Button size="small" onClick={() => console.setView({ panel: undefined })}>
          {t('practice.fold')}
        </Button>
      }
    >
      <div className={styles['body']}>
        {open ? <Open open={open} /> : <p role="status">{t('practice.opening')}</p>}
      </div>
    </Panel>
  );
}
