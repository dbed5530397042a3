import type { ReactNode } from 'react';
import { useConsole } from '../app/context.ts';
import { Button, Panel } from './parts.tsx';
import styles from './KeysHelp.module.css';

/** All keys, in the place of the quick keys: queue and call stay in sight. */
export function KeysHelp(): ReactNode {
  const { console, texts, bound } = useConsole();
  const { t } = texts;
  const rows = [
    ...bound.filter((action) => action.key !== '').map((action) => [action.key, t(action.label)] as const),
    ['1–9', t('keys.answerRow')] as const,
    ['Enter', t('keys.enter')] as const,
    ['Esc', t('keys.cancel')] as const,
    ['Tab', t('keys.tab')] as const,
  ];
  return (
    <Panel
      title={t('keys.title')}
      className={styles['help']}
      aside={
        <Button size="small" onClick={() => console.setView({ panel: undefined })}>
          {t('keys.close')}
        </Button>
      }
    >
      <dl className={styles['keys']}>
        {rows.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <p className={styles['note']}>{t('keys.keypad')}</p>
    </Panel>
  );
}
