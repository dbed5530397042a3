import type { ReactNode } from 'react';
import { useMemo, useState } from 'react';
import { useConsole, useConsoleState } from '../app/context.ts';
import { callerName } from '../format/caller.ts';
import { openCalls } from '../state/selectors.ts';
import type { Draft } from '../state/types.ts';
import styles from './LeftNotes.module.css';
import { unsavedWords, UnsavedPresses } from './NoteField.tsx';
import { Button, Panel } from './parts.tsx';

/** One text that has no field any more. Giving it up takes two presses. */
function Left({ draft }: { readonly draft: Draft }): ReactNode {
  const { console, texts, numbers } = useConsole();
  const { t } = texts;
  const live = useConsoleState((state) => state.link === 'live');
  const [sure, setSure] = useState(false);
  const who = callerName(draft.call.caller, texts, numbers);
  return (
    <li className={styles['left']}>
      <p>
        <b>{who}</b> <span>{unsavedWords(draft, live, texts)}</span>
      </p>
      <blockquote>{draft.text}</blockquote>
      <div className={styles['presses']}>
        <UnsavedPresses draft={draft} />
        <Button
          size="small"
          tone="quiet"
          name={sure ? t('note.discardSure') : t('note.discardOf', { who })}
          onClick={() => (sure ? console.notes.discard(draft.call.call) : setSure(true))}
        >
          {t(sure ? 'note.discardSure' : 'note.discard')}
        </Button>
      </div>
    </li>
  );
}

/** Notes that could not be saved and whose call is neither on the screen nor the last one: never lost, never hidden. */
export function LeftNotes(): ReactNode {
  const { t } = useConsole().texts;
  const drafts = useConsoleState((state) => state.drafts);
  const calls = useConsoleState(({ snapshot }) => snapshot.calls);
  const last = useConsoleState((state) => state.ended?.call.call);
  const left = useMemo(() => {
    const shown = new Set([...openCalls(calls).map(({ call }) => call), last]);
    return Object.values(drafts).filter(({ call, phase }) => phase === 'unsaved' && !shown.has(call.call));
  }, [drafts, calls, last]);
  if (left.length === 0) return null;
  return (
    <Panel title={t('note.left')} aside={left.length} className={styles['panel']}>
      <ul>
        {left.map((draft) => (
          <Left key={draft.call.call} draft={draft} />
        ))}
      </ul>
    </Panel>
  );
}
