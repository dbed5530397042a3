import type { StartProblem } from '@samband/telephony/contract';
import type { ChangeEvent, ReactNode, SyntheticEvent } from 'react';
import { useId, useLayoutEffect, useRef, useState } from 'react';
import { LogIn } from 'lucide-react';
import { codeLength, inGroups, joinCode } from '../format/join-code.ts';
import type { Texts } from '../messages/index.ts';
import styles from './JoinForm.module.css';
import { Button } from './parts.tsx';

type Why = Extract<StartProblem, { kind: 'join' }>['why'];

/** Asks for the code that stands on the other machine. What came of a try is told by main, as `why`. */
export function JoinForm({
  texts,
  why,
  join,
  takesFocus,
}: {
  readonly texts: Texts;
  readonly why: Why;
  readonly join: (code: string) => Promise<boolean>;
  /** Only where there is nothing else on the page. */
  readonly takesFocus: boolean;
}): ReactNode {
  const { t } = texts;
  const [typed, setTyped] = useState({ code: '', caret: 0 });
  const [refused, setRefused] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const { code } = typed;
  const trying = why === 'trying';
  const whole = code.length === codeLength;
  // The hyphen comes by itself: the caret stays behind the sign that was typed, also in the middle.
  useLayoutEffect(() => {
    if (field.current === document.activeElement) field.current?.setSelectionRange(typed.caret, typed.caret);
  }, [typed]);
  function onChange({ target }: ChangeEvent<HTMLInputElement>): void {
    const { value, selectionStart } = target;
    const before = joinCode(value.slice(0, selectionStart ?? value.length));
    setTyped({ code: joinCode(value), caret: inGroups(before).length });
    setRefused(false);
  }
  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (!whole || trying) return;
    setRefused(false);
    join(code).then(
      (taken) => setRefused(!taken),
      () => setRefused(true),
    );
  }
  const failed = refused ? 'refused' : trying ? undefined : why;
  return (
    <form onSubmit={submit} className={styles['form']}>
      <label htmlFor={id}>{t('join.label')}</label>
      <input
        ref={field}
        id={id}
        type="text"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        autoFocus={takesFocus}
        placeholder="____-____"
        aria-describedby={`${id}-hint`}
        aria-invalid={failed === 'code'}
        // Longer than the code: spaces of what is pasted are passed over.
        maxLength={64}
        value={inGroups(code)}
        onChange={onChange}
      />
      <Button type="submit" tone="go" aria-disabled={!whole || trying}>
        <LogIn aria-hidden="true" size={20} />
        {t(trying ? 'join.trying' : 'join.submit')}
      </Button>
      <p id={`${id}-hint`} className={styles['hint']}>
        {t('join.hint')}
      </p>
      <p role="status" className="sr-only">
        {trying ? t('join.trying') : ''}
      </p>
      <p role="alert" className={styles['failed']}>
        {failed ? t(`join.why.${failed}`) : ''}
      </p>
    </form>
  );
}
