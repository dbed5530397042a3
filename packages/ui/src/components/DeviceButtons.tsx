import type { ButtonMeaning } from '@samband/telephony/contract';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { useAway, useConsole, useConsoleState, useLooks } from '../app/context.ts';
import { allButtons, choicesOf, chosenOf } from '../state/hid.ts';
import { actionWords, buttonWords, problemOfButton } from './devices.ts';
import styles from './DevicesPanel.module.css';
import { Button } from './parts.tsx';

/** The role that the position has now, as the site file has it. */
function useRole() {
  const { site } = useConsole();
  const told = useConsoleState(({ snapshot }) => snapshot.position.role);
  return site?.roles.find(({ id }) => id === told);
}

/** What a press does at this moment. */
function Now({ meaning: { now, confirm } }: { readonly meaning: ButtonMeaning }): ReactNode {
  const { texts } = useConsole();
  if (now === undefined) return texts.t('devices.nowNothing');
  return texts.t(confirm === true ? 'devices.nowTwice' : 'devices.now', { what: actionWords(now, texts) });
}

/** One button, whatever device it is on: what it is for, what it would do now, and what is wrong with that. */
function Row({ button, meaning }: { readonly button: string; readonly meaning: ButtonMeaning }): ReactNode {
  const { texts, settings, keepPerson } = useConsole();
  const role = useRole();
  const own = settings.person.buttons;
  const chosen = chosenOf(button, own, role, meaning.bound);
  const name = buttonWords(button, texts);
  const { problem } = meaning;
  return (
    <li className={styles['row']} data-problem={problem}>
      <span aria-hidden="true">{name}</span>
      <select
        aria-label={texts.t('devices.does', { button: name })}
        value={chosen}
        onChange={(event) => keepPerson({ buttons: { ...own, [button]: event.target.value } })}
      >
        {choicesOf(button, chosen).map((action) => (
          <option key={action} value={action}>
            {actionWords(action, texts)}
          </option>
        ))}
      </select>
      <p className={styles['now']}>
        <Now meaning={meaning} />
      </p>
      <p role="status" className={styles['problem']}>
        {problem === undefined ? null : problemOfButton(problem, texts)}
      </p>
    </li>
  );
}

/** What each button is for. The choice is the person's, and stands over the site's. */
export function DeviceButtons(): ReactNode {
  const { texts, settings, keepPerson } = useConsole();
  const { t } = texts;
  const hid = useConsoleState(({ snapshot }) => snapshot.hid);
  const meanings = useLooks((looks) => looks.meanings);
  const away = useAway();
  const buttons = useMemo(() => allButtons(hid), [hid]);
  const own = Object.keys(settings.person.buttons ?? {}).length > 0;
  if (buttons.length === 0 || (away && !meanings)) return null;
  return (
    <section className={styles['part']} aria-label={t('devices.actions')}>
      <h3>{t('devices.actions')}</h3>
      {meanings ? (
        <ul className={styles['rows']} aria-label={t('devices.actions')}>
          {buttons.flatMap((button) => {
            const meaning = meanings[button];
            return meaning ? [<Row key={button} button={button} meaning={meaning} />] : [];
          })}
        </ul>
      ) : (
        <p className={styles['hint']}>{t('devices.asking')}</p>
      )}
      {buttons.some((button) => button.startsWith('headset.')) ? (
        <p className={styles['hint']}>{t('devices.asked')}</p>
      ) : null}
      <Button
        size="small"
        aria-disabled={!own}
        onClick={() => {
          if (own) keepPerson({ buttons: {} });
        }}
      >
        {t('devices.reset')}
      </Button>
    </section>
  );
}
