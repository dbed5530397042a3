import type { ReactNode } from 'react';
import { Delete } from 'lucide-react';
import { useConsole } from '../app/context.ts';
import { Button } from './parts.tsx';
import styles from './PinPad.module.css';

/**
 * Digits for a finger. They leave the keyboard where it is, in the PIN's field, and are passed over by Tab: whoever has
 * keys types.
 */
export function PinPad({
  onDigit,
  onErase,
  onClear,
}: {
  readonly onDigit: (digit: string) => void;
  readonly onErase: () => void;
  readonly onClear: () => void;
}): ReactNode {
  const { t } = useConsole().texts;
  const key = (words: ReactNode, name: string, press: () => void): ReactNode => (
    <Button
      key={name}
      tabIndex={-1}
      name={name}
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={press}
    >
      {words}
    </Button>
  );
  const digit = (n: number): ReactNode => key(n, t('signIn.digit', { n }), () => onDigit(String(n)));
  return (
    <div role="group" aria-label={t('keypad.region')} className={styles['pad']}>
      {[1, 2, 3, 4, 5, 6, 7, 8, 9].map(digit)}
      {key(t('signIn.clearShort'), t('signIn.clear'), onClear)}
      {digit(0)}
      {key(<Delete aria-hidden="true" size={22} />, t('signIn.erase'), onErase)}
    </div>
  );
}
