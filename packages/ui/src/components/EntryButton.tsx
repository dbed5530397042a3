import type { KeyboardEvent, ReactNode } from 'react';
import { useConsole } from '../app/context.ts';
import { formatNumber } from '../format/phone.ts';
import type { Reachable } from '../state/directory.ts';
import styles from './EntryButton.module.css';

/** Somebody in a list: one press dials. Arrow keys go along the list, so that only the first is a stop of Tab. */
export function EntryButton({
  entry,
  first,
  onDial,
}: {
  readonly entry: Reachable;
  readonly first: boolean;
  readonly onDial: (entry: Reachable) => void;
}): ReactNode {
  const { texts, numbers } = useConsole();
  const { name, number, note } = entry;
  return (
    <button
      type="button"
      data-entry=""
      className={styles['entry']}
      aria-label={texts.t('reach.callQuick', { label: name })}
      tabIndex={first ? 0 : -1}
      onClick={() => onDial(entry)}
    >
      <span className={styles['name']}>
        {name}
        {note === undefined ? null : <small>{note}</small>}
      </span>
      <span className={styles['number']}>{formatNumber(number, numbers)}</span>
    </button>
  );
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

/** Arrow keys along the entries inside of an element; up from the first one back to the field above. */
export function alongEntries(event: KeyboardEvent<HTMLElement>, field: HTMLElement | null): void {
  const step = steps[event.key];
  if (step === undefined) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-entry]')];
  const here = all.findIndex((item) => item === document.activeElement);
  // In the field only the way down leads to the list.
  if (here === -1 && event.key !== 'ArrowDown') return;
  event.preventDefault();
  const to = here + step;
  if (to < 0 && step === -1) field?.focus();
  else all[Math.max(0, Math.min(all.length - 1, to))]?.focus();
}
