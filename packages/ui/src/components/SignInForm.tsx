import type { OperatorChoice } from '@samband/telephony/contract';
import type { ReactNode, SyntheticEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { LogIn } from 'lucide-react';
import { useConsole, useConsoleState } from '../app/context.ts';
import { offeredRole, rolesOf } from '../state/operators.ts';
import { useMonotonic } from '../time/hooks.ts';
import { Choices } from './Choices.tsx';
import { cx } from './cx.ts';
import { OperatorList } from './OperatorList.tsx';
import { PinPad } from './PinPad.tsx';
import { Button } from './parts.tsx';
import styles from './SignInForm.module.css';

/** How the last try went, and whether another can be made now. */
function useTry(who: string | undefined) {
  const { t } = useConsole().texts;
  const last = useConsoleState((state) => state.signIn);
  const live = useConsoleState((state) => state.link === 'live');
  const seconds = useMonotonic((mono) => Math.max(0, Math.ceil((last.until - mono) / 1000)));
  // A PIN that was somebody else's says nothing of this one.
  const phase = last.phase === 'checking' || last.operator === who ? last.phase : 'idle';
  const waits = phase === 'tooOften' && seconds > 0;
  const words = !live
    ? t('signIn.stale')
    : waits
      ? t('signIn.tooOften', { seconds })
      : phase === 'wrong'
        ? t('signIn.wrong')
        : '';
  return { checking: phase === 'checking', open: live && !waits && phase !== 'checking', words, phase };
}

interface FormProps {
  readonly operators: readonly OperatorChoice[];
  /** Words of the press: sign in, or take over. */
  readonly submit: string;
  /** Stands over the list. */
  readonly hint?: string;
  /** In a narrow panel: the list makes room for the PIN once somebody is chosen. */
  readonly narrow?: boolean;
  readonly takesFocus: boolean;
}

/** Who, PIN, role. The PIN is handed on at the press and kept nowhere on the page. */
export function SignInForm({ operators, submit, hint, narrow = false, takesFocus }: FormProps): ReactNode {
  const { console, texts, site } = useConsole();
  const { t } = texts;
  const place = useConsoleState(({ snapshot }) => snapshot.position.role);
  const [who, setWho] = useState<OperatorChoice>();
  const [pin, setPin] = useState('');
  const [wanted, setWanted] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const { checking, open, words, phase } = useTry(who?.id);
  const roles = rolesOf(site, who);
  const role = wanted ?? offeredRole(site, who, place);
  const ready = open && who !== undefined && pin !== '' && role !== undefined;
  // After a refusal the next thing is the PIN again.
  useEffect(() => {
    if (phase === 'wrong' || phase === 'tooOften') field.current?.focus();
  }, [phase]);
  function choose(operator: OperatorChoice): void {
    setWho(operator);
    setWanted(undefined);
    setPin('');
    field.current?.focus();
  }
  function onSubmit(event: SyntheticEvent): void {
    event.preventDefault();
    if (!ready) return;
    setPin('');
    console.send('position.signIn', { operator: who.id, pin, role });
  }
  const listed = !narrow || who === undefined;
  return (
    <form className={cx(styles['form'], narrow && styles['narrow'])} onSubmit={onSubmit}>
      <div className={styles['who']}>
        {listed && hint !== undefined ? <p className={styles['hint']}>{hint}</p> : null}
        {listed ? (
          <OperatorList operators={operators} chosen={who?.id} takesFocus={takesFocus} onChoose={choose} />
        ) : (
          <p className={styles['chosen']}>
            <b>{who.name}</b>
            <Button size="small" onClick={() => setWho(undefined)}>
              {t('signIn.another')}
            </Button>
          </p>
        )}
        {roles.length > 1 ? (
          <Choices
            label={t('signIn.role')}
            value={role}
            options={roles.map(({ id, name }) => ({ id, words: name }))}
            onChoose={setWanted}
          />
        ) : null}
      </div>
      {narrow && listed ? null : (
        <div className={styles['secret']}>
          <label className={styles['pin']}>
            <span>{who ? t('signIn.pinOf', { who: who.name }) : t('signIn.pin')}</span>
            <input
              ref={field}
              type="password"
              inputMode="numeric"
              autoComplete="off"
              autoFocus={narrow}
              maxLength={32}
              value={pin}
              onChange={(event) => setPin(event.target.value)}
            />
          </label>
          <p role="alert" className={styles['words']}>
            {words}
          </p>
          <PinPad
            onDigit={(digit) => {
              setPin((before) => (before + digit).slice(0, 32));
              field.current?.focus();
            }}
            onErase={() => setPin((before) => before.slice(0, -1))}
            onClear={() => setPin('')}
          />
          <Button type="submit" tone="go" className={styles['submit']} aria-disabled={!ready}>
            <LogIn aria-hidden="true" size={20} />
            {checking ? t('signIn.checking') : submit}
          </Button>
        </div>
      )}
    </form>
  );
}
