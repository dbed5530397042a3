import type { KeyboardEvent, ReactNode } from 'react';
import { useId, useRef } from 'react';
import { ariaChord } from '../keys/chord.ts';
import styles from './Tabs.module.css';

export interface Tab<T extends string> {
  readonly id: T;
  readonly words: string;
  /** Key that opens it; shown where there is room. */
  readonly hotkey: string;
}

/** Tabs whose content follows the arrow keys (WAI-ARIA 1.2, tabs with automatic activation). */
export function Tabs<T extends string>({
  label,
  tabs,
  chosen,
  onChoose,
  children,
}: {
  readonly label: string;
  readonly tabs: readonly Tab<T>[];
  readonly chosen: T;
  readonly onChoose: (id: T) => void;
  readonly children: ReactNode;
}): ReactNode {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  function onKeyDown(event: KeyboardEvent): void {
    const at = tabs.findIndex((tab) => tab.id === chosen);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = tabs.at(to % tabs.length);
    if (!next) return;
    onChoose(next.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  }
  return (
    <div className={styles['tabs']}>
      <div ref={list} role="tablist" aria-label={label} className={styles['list']}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${id}-${tab.id}`}
            data-tab={tab.id}
            aria-selected={tab.id === chosen}
            aria-controls={`${id}-panel`}
            aria-label={tab.words}
            tabIndex={tab.id === chosen ? 0 : -1}
            {...(tab.hotkey === '' ? {} : { 'aria-keyshortcuts': ariaChord(tab.hotkey) })}
            onClick={() => onChoose(tab.id)}
            onKeyDown={onKeyDown}
          >
            {tab.words}
            {tab.hotkey === '' ? null : <kbd aria-hidden="true">{tab.hotkey}</kbd>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`} className={styles['panel']}>
        {children}
      </div>
    </div>
  );
}
