import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { useConsole, useConsoleState } from '../app/context.ts';
import { SidePanel } from './SidePanel.tsx';
import { SignInForm } from './SignInForm.tsx';
import styles from './SignInPage.module.css';

/** In place of the zones while nobody is at the position: it says plainly that nothing rings here. */
export function SignInPage(): ReactNode {
  const { texts, site } = useConsole();
  const { t } = texts;
  const info = useConsoleState((state) => state.info);
  const outage = useConsoleState((state) => state.snapshot.outageSince !== undefined);
  const number = useConsoleState((state) => state.snapshot.position.number);
  const panel = useConsoleState((state) => state.view.panel);
  const operators = useMemo(() => (typeof info === 'object' ? (info.operators ?? []) : []), [info]);
  return (
    <main className={styles['page']} data-zone="signIn">
      <section className={styles['card']} aria-label={t('signIn.region')}>
        <div className={styles['head']}>
          <h2>{t('signIn.title')}</h2>
          <p className={styles['where']}>
            {site?.site.name} · {t('status.position', { n: number })}
          </p>
          <p className={styles['lead']}>{t('signIn.lead')}</p>
          {outage ? <p className={styles['outage']}>{t('signIn.outage')}</p> : null}
        </div>
        <SignInForm operators={operators} submit={t('signIn.submit')} takesFocus />
      </section>
      {panel ? (
        <div className={styles['panel']}>
          <SidePanel name={panel} />
        </div>
      ) : null}
    </main>
  );
}
