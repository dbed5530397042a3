import type { OperatorChoice } from '@samband/telephony/contract';
import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useConsole } from '../app/context.ts';
import { findOperators } from '../state/operators.ts';
import styles from './OperatorList.module.css';

/** More names than these are not drawn: more of the name is to be typed. */
const mostNames = 60;

/** Who: typed or pressed. A combobox (WAI-ARIA 1.2) whose list is always open: nothing floats. */
export function OperatorList({
  operators,
  chosen,
  takesFocus,
  onChoose,
}: {
  readonly operators: readonly OperatorChoice[];
  readonly chosen: string | undefined;
  readonly takesFocus: boolean;
  readonly onChoose: (operator: OperatorChoice) => void;
}): ReactNode {
  const { t } = useConsole().texts;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = useMemo(() => findOperators(operators, typed), [operators, typed]);
  const names = found.slice(0, mostNames);
  const active = names[Math.min(at, names.length - 1)];
  useEffect(() => {
    const option = active && list.current?.querySelector('[data-active="true"]');
    if (option && typeof option.scrollIntoView === 'function') option.scrollIntoView({ block: 'nearest' });
  }, [active, list]);
  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setAt((Math.min(at, names.length - 1) + step + names.length) % Math.max(1, names.length));
    else if (event.key === 'Enter' && active) onChoose(active);
    else return;
    event.preventDefault();
  }
  return (
    <div className={styles['who']}>
      <label htmlFor={`${id}-search`}>{t('signIn.who')}</label>
      <input
        id={`${id}-search`}
        role="combobox"
        aria-expanded
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        aria-activedescendant={active ? `${id}-${active.id}` : undefined}
        placeholder={t('signIn.search')}
        autoComplete="off"
        spellCheck={false}
        maxLength={128}
        autoFocus={takesFocus}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        className={styles['list']}
        aria-label={t('signIn.list')}
      >
        {names.map((operator) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the combobox's, as the pattern asks
          <div
            key={operator.id}
            id={`${id}-${operator.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={operator.id === chosen}
            data-active={operator === active}
            onClick={() => onChoose(operator)}
          >
            {operator.name}
          </div>
        ))}
      </div>
      <p className={styles['note']} role="status">
        {operators.length === 0
          ? t('signIn.noOperators')
          : found.length === 0
            ? t('signIn.none')
            : found.length > names.length
              ? t('signIn.more', { n: found.length - names.length })
              : ''}
      </p>
    </div>
  );
}
