import type { KeyboardEvent, ReactNode, UIEvent } from 'react';
import { useId, useMemo, useRef, useState } from 'react';
import { useConsole } from '../app/context.ts';
import { useFocusOn } from '../app/focus.ts';
import { grouped, search } from '../state/directory.ts';
import type { Group, Reachable } from '../state/directory.ts';
import { alongEntries, EntryButton } from './EntryButton.tsx';
import { Button } from './parts.tsx';
import { SearchField } from './SearchField.tsx';
import styles from './Phonebook.module.css';

/** Entries drawn at first, and at each step further down: two thousand at once would hold up a call. */
const step = 60;
/** px from the end of the list at which more is drawn. */
const nearEnd = 400;

function Heading({
  group,
  first,
  onDial,
}: {
  readonly group: Group;
  readonly first: Reachable | undefined;
  readonly onDial: (entry: Reachable) => void;
}): ReactNode {
  const { t } = useConsole().texts;
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className={styles['group']}>
      <h3 id={id}>{group.heading ?? t('phonebook.other')}</h3>
      <ul>
        {group.entries.map((entry) => (
          <li key={entry.id}>
            <EntryButton entry={entry} first={entry === first} onDial={onDial} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What Enter in the field does, in words: it never dials somebody out of several. */
function useHint(found: readonly Reachable[], typed: string): string {
  const { t } = useConsole().texts;
  const [only] = found;
  if (typed.trim() === '') return '';
  if (!only) return t('phonebook.none');
  if (found.length === 1) return t('phonebook.enter', { name: only.name });
  return t('phonebook.found', { n: found.length });
}

/** Everybody of the site file: typed for, or looked for under their headings; one press dials. */
export function Phonebook(): ReactNode {
  const { console, texts, directory } = useConsole();
  const { t } = texts;
  const [typed, setTyped] = useState('');
  const [shown, setShown] = useState(step);
  const field = useFocusOn<HTMLInputElement>('phonebook');
  const list = useRef<HTMLDivElement>(null);
  const { phonebook } = directory;
  const found = useMemo(() => search(phonebook, typed), [phonebook, typed]);
  const groups = useMemo(() => grouped(found.slice(0, shown)), [found, shown]);
  const hint = useHint(found, typed);

  function type(text: string): void {
    setTyped(text);
    setShown(step);
    if (list.current) list.current.scrollTop = 0;
  }
  function dial({ target }: Reachable): void {
    console.send('call.dial', { target });
  }
  function onEnter(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.repeat) return;
    event.preventDefault();
    const [only] = found;
    if (only && found.length === 1 && typed.trim() !== '') dial(only);
  }
  function onScroll({ currentTarget: { scrollHeight, scrollTop, clientHeight } }: UIEvent): void {
    if (shown < found.length && scrollHeight - scrollTop - clientHeight < nearEnd) setShown(shown + step);
  }
  if (phonebook.length === 0) return <p className={styles['empty']}>{t('phonebook.empty')}</p>;
  return (
    <div role="search" aria-label={t('tab.phonebook')} className={styles['book']}>
      <div
        role="presentation"
        className={styles['book']}
        onKeyDown={(event) => alongEntries(event, field.current)}
      >
        <SearchField
          ref={field}
          label={t('phonebook.search')}
          value={typed}
          maxLength={64}
          onChange={type}
          onKeyDown={onEnter}
        />
        <p role="status" className={styles['hint']}>
          {hint}
        </p>
        <div ref={list} className={styles['list']} onScroll={onScroll}>
          {groups.map((group) => (
            <Heading key={group.heading ?? ''} group={group} first={found[0]} onDial={dial} />
          ))}
          {shown < found.length ? (
            <Button size="small" tone="quiet" data-entry="" onClick={() => setShown(shown + step)}>
              {t('list.more', { n: found.length - shown })}
            </Button>
          ) : null}
        </div>
      </div>
    </div>
  );
}
