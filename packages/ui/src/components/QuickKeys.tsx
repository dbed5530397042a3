import type { ReactNode } from 'react';
import { useConsole } from '../app/context.ts';
import { formatNumber } from '../format/phone.ts';
import { cx } from './cx.ts';
import { Button, SiteIcon } from './parts.tsx';
import styles from './QuickKeys.module.css';

/** One press each, in the order of the site file. */
export function QuickKeys(): ReactNode {
  const { console, texts, directory, numbers } = useConsole();
  const { quickKeys } = directory;
  if (quickKeys.length === 0) return <p className={styles['none']}>{texts.t('reach.noQuickKeys')}</p>;
  return (
    <ul className={styles['keys']} aria-label={texts.t('reach.quickKeys')}>
      {quickKeys.map(({ id, name, target, number, icon, wide }) => (
        <li key={id} className={cx(wide && styles['wide'])}>
          <Button
            name={texts.t('reach.callQuick', { label: name })}
            onClick={() => console.send('call.dial', { target })}
          >
            {icon === undefined ? null : <SiteIcon name={icon} size={20} />}
            <span>
              {name}
              <small>{formatNumber(number, numbers)}</small>
            </span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
