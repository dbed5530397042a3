import type { ReactNode } from 'react';
import { useConsole } from '../app/context.ts';
import { Button } from './parts.tsx';
import styles from './Keypad.module.css';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

/** Twelve keys as on a telephone (ITU-T E.161). */
export function Keypad({ onKey }: { readonly onKey: (key: string) => void }): ReactNode {
  const { t } = useConsole().texts;
  const named = { '*': t('keypad.star'), '#': t('keypad.hash') } as Readonly<Record<string, string>>;
  return (
    <div className={styles['keypad']} role="group" aria-label={t('keypad.region')}>
      {keys.map((key) => (
        <Button key={key} name={named[key] ?? t('keypad.key', { key })} onClick={() => onKey(key)}>
          {key}
        </Button>
      ))}
    </div>
  );
}
