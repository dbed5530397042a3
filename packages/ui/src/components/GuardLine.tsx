import type { ReactNode } from 'react';
import { TriangleAlert } from 'lucide-react';
import { useConsole, useConsoleState } from '../app/context.ts';
import { callerName } from '../format/caller.ts';
import type { NumberRules } from '../format/phone.ts';
import { keyOf } from '../keys/actions.ts';
import type { Action } from '../keys/actions.ts';
import type { Texts } from '../messages/index.ts';
import type { Guard } from '../state/guard.ts';
import type { ConsoleState } from '../state/types.ts';
import styles from './GuardLine.module.css';
import { Button } from './parts.tsx';

/** What the second press would do, and why it is asked for. */
export function guardWords(
  { why, asked }: Guard,
  unanswered: ConsoleState['snapshot']['unanswered'],
  { texts, numbers, bound }: { texts: Texts; numbers: NumberRules; bound: readonly Action[] },
): string {
  const { t } = texts;
  if (asked.type === 'unanswered.callBack') {
    const item = unanswered.find(({ call }) => call === asked.payload.call);
    const who = item ? callerName(item.caller, texts, numbers) : t('caller.unknown');
    return t('guard.callBack', { who, key: keyOf(bound, 'unanswered.callBack') });
  }
  const reason = why === 'lastReady' ? 'lastReady' : 'maybeLastReady';
  if (asked.type === 'position.signOut') return t(`guard.signOut.${reason}`);
  if (asked.type === 'position.changeRole') return t(`guard.changeRole.${reason}`);
  return t(`position.${reason}`);
}

/** Says what waits for its second press, beside the alerts: it covers nothing, and the press itself stays where it was. */
export function GuardLine(): ReactNode {
  const tools = useConsole();
  const guard = useConsoleState((state) => state.guard);
  const unanswered = useConsoleState((state) => state.snapshot.unanswered);
  if (!guard) return null;
  return (
    <div className={styles['guard']}>
      <TriangleAlert aria-hidden="true" size={20} />
      <p role="alert">{guardWords(guard, unanswered, tools)}</p>
      <Button size="small" hotkey="Esc" onClick={() => tools.console.cancelGuard()}>
        {tools.texts.t('alerts.cancel')}
      </Button>
    </div>
  );
}
