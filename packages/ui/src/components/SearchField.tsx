import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { Search, X } from 'lucide-react';
import { useConsole } from '../app/context.ts';
import styles from './SearchField.module.css';

/** A field over a list. Escape and the cross empty it; whoever comes to it types over what was there. */
export function SearchField({
  ref,
  label,
  value,
  maxLength,
  onChange,
  onKeyDown,
}: {
  readonly ref: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly value: string;
  readonly maxLength: number;
  readonly onChange: (text: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
}): ReactNode {
  const { t } = useConsole().texts;
  return (
    <div className={styles['search']}>
      <Search aria-hidden="true" size={18} />
      <input
        ref={ref}
        role="searchbox"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        maxLength={maxLength}
        value={value}
        onFocus={(event) => event.target.select()}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onChange('');
          else onKeyDown?.(event);
        }}
      />
      {value === '' ? null : (
        <button
          type="button"
          aria-label={t('search.clear')}
          onClick={() => {
            onChange('');
            ref.current?.focus();
          }}
        >
          <X aria-hidden="true" size={18} />
        </button>
      )}
    </div>
  );
}
