import type { Call } from '@samband/telephony/contract';
import type { ReactNode, SyntheticEvent } from 'react';
import { useId, useLayoutEffect } from 'react';
import { useConsole, useConsoleState } from '../app/context.ts';
import { useFocusOn } from '../app/focus.ts';
import { callerName } from '../format/caller.ts';
import { keyOf } from '../keys/actions.ts';
import { problemWords } from '../messages/index.ts';
import type { Texts } from '../messages/index.ts';
import type { Draft } from '../state/types.ts';
import { copyText } from './clipboard.ts';
import styles from './NoteField.module.css';
import { Button } from './parts.tsx';

/** As the contract bounds it. */
const mostLetters = 4000;

/** Why a note is not saved, and what will be done about it. */
export function unsavedWords({ why }: Draft, live: boolean, texts: Texts): string {
  const { t } = texts;
  if (!why) return t('note.unsaved', { why: t(live ? 'note.noReply' : 'note.waits') });
  return t('note.unsaved', { why: problemWords(why, texts) ?? why.code });
}

/** What can be done for a text that the engine did not get. */
export function UnsavedPresses({ draft: { call, text } }: { readonly draft: Draft }): ReactNode {
  const { console, texts } = useConsole();
  const { t } = texts;
  return (
    <>
      <Button size="small" name={t('note.retry')} onClick={() => console.notes.save(call.call)}>
        {t('note.retryShort')}
      </Button>
      <Button size="small" name={t('note.copy')} onClick={() => void copyText(text)}>
        {t('note.copyShort')}
      </Button>
    </>
  );
}

/** Saved or not, in words. Only what went wrong is told aloud: nobody wants to hear "saved" at each pause. */
function State({ draft, note }: { readonly draft: Draft | undefined; readonly note: string }): ReactNode {
  const { texts } = useConsole();
  const live = useConsoleState((state) => state.link === 'live');
  const unsaved = draft?.phase === 'unsaved';
  const saved = note === '' ? '' : texts.t('note.saved');
  return (
    <>
      <span className={styles['state']} data-phase={draft?.phase ?? 'saved'}>
        {draft && !unsaved ? texts.t(`note.${draft.phase}`) : null}
        {draft ? null : saved}
      </span>
      <span role="status" className={styles['unsaved']}>
        {unsaved ? unsavedWords(draft, live, texts) : ''}
      </span>
      {unsaved ? <UnsavedPresses draft={draft} /> : null}
    </>
  );
}

/** What the operator writes of a call; it saves itself. */
export function NoteField({
  call,
  current,
  goesOn = false,
}: {
  readonly call: Call;
  /** The one that the key of the note means. */
  readonly current: boolean;
  /** Of the call that is over: where somebody wrote when it ended, the writing goes on. */
  readonly goesOn?: boolean;
}): ReactNode {
  const { console, texts, numbers, bound } = useConsole();
  const { t } = texts;
  const { notes } = console;
  const id = useId();
  const draft = useConsoleState((state) => state.drafts[call.call]);
  const ref = useFocusOn<HTMLTextAreaElement>(current ? 'note' : undefined);
  const note = draft?.text ?? call.note ?? '';
  useLayoutEffect(() => {
    const caret = notes.caret();
    if (!goesOn || caret?.call !== call.call || !ref.current) return;
    ref.current.focus();
    ref.current.setSelectionRange(caret.from, caret.to);
  }, [notes, call.call, goesOn, ref]);
  function remember({ currentTarget }: SyntheticEvent<HTMLTextAreaElement>): void {
    const { selectionStart: from, selectionEnd: to } = currentTarget;
    notes.keepCaret({ call: call.call, from, to });
  }
  function leave(): void {
    notes.keepCaret(undefined);
    notes.save(call.call);
  }
  const key = current ? keyOf(bound, 'call.note') : '';
  return (
    <div className={styles['note']}>
      <div className={styles['top']}>
        <label htmlFor={id}>
          {t('note.label')}
          {key === '' ? null : <kbd aria-hidden="true">{key}</kbd>}
        </label>
        <State draft={draft} note={note} />
      </div>
      <textarea
        ref={ref}
        id={id}
        aria-label={t('note.of', { who: callerName(call.caller, texts, numbers) })}
        placeholder={t('note.placeholder')}
        maxLength={mostLetters}
        value={note}
        onChange={(event) => {
          remember(event);
          notes.write(call, event.target.value);
        }}
        onFocus={remember}
        onSelect={remember}
        onBlur={leave}
      />
    </div>
  );
}
