import type { KeyboardEvent, ReactNode, SyntheticEvent } from 'react';
import { useMemo, useRef, useState } from 'react';
import { Delete, Phone } from 'lucide-react';
import { useConsole } from '../app/context.ts';
import { formatNumber, typedNumber } from '../format/phone.ts';
import { suggest } from '../state/directory.ts';
import type { Reachable } from '../state/directory.ts';
import { alongEntries, EntryButton } from './EntryButton.tsx';
import { Keypad } from './Keypad.tsx';
import { Button, Panel } from './parts.tsx';
import styles from './Dial.module.css';

/** More would hide what is behind, and whoever needs more looks in the phone book. */
const most = 3;

/** True for what can be dialled as it stands: a number, or an address. A name alone means somebody of the list. */
const isTarget = (typed: string): boolean => /^[+\d*#]+$/.test(typed) || /[:@]/.test(typed);

/** Who may be meant. Its place is kept as long as anything is typed, so that nothing moves at each letter. */
function Suggestions({
  found,
  onDial,
}: {
  readonly found: readonly Reachable[];
  readonly onDial: (entry: Reachable) => void;
}): ReactNode {
  const { t } = useConsole().texts;
  return (
    <div className={styles['suggestions']}>
      <p role="status" className="sr-only">
        {t('reach.suggested', { n: found.length })}
      </p>
      <ul aria-label={t('reach.suggestions')}>
        {found.map((entry) => (
          <li key={entry.id}>
            <EntryButton entry={entry} first={entry === found[0]} onDial={onDial} />
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className={styles['none']}>{t('reach.noSuggestions')}</p> : null}
    </div>
  );
}

/** The dial field. What is typed is grouped beside the field, never in it: the cursor stays where it is. */
export function Dial(): ReactNode {
  const { console, texts, numbers, directory, layout } = useConsole();
  const { t } = texts;
  const [text, setText] = useState('');
  const [chosen, setOpen] = useState<boolean>();
  const open = chosen ?? layout.dialPad === 'open';
  const field = useRef<HTMLInputElement>(null);
  const all = useMemo(() => [...directory.quickKeys, ...directory.phonebook], [directory]);
  const found = useMemo(() => suggest(all, text, most), [all, text]);
  const typed = typedNumber(text);
  const shown = formatNumber(typed, numbers);
  const [only] = found.length === 1 ? found : [];
  const target = isTarget(typed) || found.length === 0 ? typed : (only?.target ?? '');
  function dial(to: string): void {
    if (to !== '' && console.send('call.dial', { target: to })) setText('');
  }
  function onSubmit(event: SyntheticEvent): void {
    event.preventDefault();
    dial(target);
  }
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.key === 'Escape' && event.target === field.current) setText('');
    else alongEntries(event, field.current);
  }
  return (
    <Panel
      title={t('reach.dial')}
      aside={
        <>
          {shown === text ? null : <span className={styles['grouped']}>{shown}</span>}
          <Button size="small" tone="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'reach.hideKeypad' : 'reach.showKeypad')}
          </Button>
        </>
      }
      className={styles['dial']}
    >
      <div className={styles['inner']} data-open={open}>
        <div role="presentation" className={styles['entry']} onKeyDown={onKeyDown}>
          {text.trim() === '' ? null : <Suggestions found={found} onDial={(entry) => dial(entry.target)} />}
          <form onSubmit={onSubmit} className={styles['form']}>
            <span className={styles['field']}>
              <input
                ref={field}
                aria-label={t('reach.number')}
                placeholder={t('reach.numberOrName')}
                inputMode="tel"
                autoComplete="off"
                spellCheck={false}
                maxLength={256}
                value={text}
                onChange={(event) => setText(event.target.value)}
                onKeyDown={(event) => {
                  // A held Enter is one press.
                  if (event.key === 'Enter' && event.repeat) event.preventDefault();
                }}
              />
              {text === '' ? null : (
                <button
                  type="button"
                  aria-label={t('reach.erase')}
                  onClick={() => setText(text.slice(0, -1))}
                >
                  <Delete aria-hidden="true" size={20} />
                </button>
              )}
            </span>
            <Button type="submit" aria-disabled={target === ''}>
              <Phone aria-hidden="true" size={20} />
              {t('reach.call')}
            </Button>
          </form>
        </div>
        {open ? <Keypad onKey={(key) => setText(text + key)} /> : null}
      </div>
    </Panel>
  );
}
