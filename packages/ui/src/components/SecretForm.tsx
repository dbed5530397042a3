import type { SyntheticEvent, ReactNode } from 'react';
import { useState } from 'react';
import { KeyRound } from 'lucide-react';
import type { Texts } from '../messages/index.ts';
import { Button } from './parts.tsx';
import styles from './SecretForm.module.css';

/** Asks for the position's secret. It is handed on at once and kept nowhere on the page. */
export function SecretForm({
  texts,
  position,
  provideSecret,
  takesFocus,
}: {
  readonly texts: Texts;
  readonly position: number;
  readonly provideSecret: (secret: string) => Promise<boolean>;
  /** Only where there is nothing else on the page. */
  readonly takesFocus: boolean;
}): ReactNode {
  const { t } = texts;
  const [secret, setSecret] = useState('');
  const [state, setState] = useState<'asking' | 'saving' | 'failed'>('asking');
  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (secret === '' || state === 'saving') return;
    setState('saving');
    setSecret('');
    provideSecret(secret).then(
      (taken) => setState(taken ? 'saving' : 'failed'),
      () => setState('failed'),
    );
  }
  return (
    <form onSubmit={submit} className={styles['form']}>
      <label>
        <span>{t('problem.secret.label', { position })}</span>
        <input
          type="password"
          autoComplete="off"
          autoFocus={takesFocus}
          maxLength={256}
          value={secret}
          onChange={(event) => setSecret(event.target.value)}
        />
      </label>
      <Button type="submit" tone="go" aria-disabled={secret === ''}>
        <KeyRound aria-hidden="true" size={20} />
        {t(state === 'saving' ? 'problem.secret.saving' : 'problem.secret.save')}
      </Button>
      <p role="alert" className={styles['failed']}>
        {state === 'failed' ? t('problem.secret.failed') : ''}
      </p>
    </form>
  );
}
