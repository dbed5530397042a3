import type { OperatorChoice } from '@samband/telephony/contract';
import type { ReactNode } from 'react';
import { useMemo, useState } from 'react';
import { Keyboard, LogOut, Route, UserRoundCheck } from 'lucide-react';
import { useConsole, useConsoleState } from '../app/context.ts';
import { useFocusOn } from '../app/focus.ts';
import { keyOf } from '../keys/actions.ts';
import { startGuide, togglePanel } from '../state/intents.ts';
import { rolesOf } from '../state/operators.ts';
import { practiceOf } from '../state/selectors.ts';
import { themes } from '../theme/theme.ts';
import { Choices } from './Choices.tsx';
import { cx } from './cx.ts';
import { Button, Panel } from './parts.tsx';
import styles from './PositionPanel.module.css';
import { SignInForm } from './SignInForm.tsx';

/** The roles of whoever is signed in: the one the position has is marked, another is one press, or two where the engine asks. */
function Roles({ operator }: { readonly operator: OperatorChoice }): ReactNode {
  const { console, texts, site } = useConsole();
  const { t } = texts;
  const current = useConsoleState(({ snapshot }) => snapshot.position.role);
  const asked = useConsoleState(({ guard }) =>
    guard?.asked.type === 'position.changeRole' ? guard.asked.payload.role : undefined,
  );
  const roles = rolesOf(site, operator);
  if (roles.length < 2) return null;
  return (
    <section className={styles['part']} aria-label={t('menu.role')}>
      <h3>{t('menu.role')}</h3>
      <div className={styles['roles']}>
        {roles.map((role) => {
          const sure = role.id === asked;
          const name = t(sure ? 'menu.changeRoleAnyway' : 'menu.changeRole', { role: role.name });
          return role.id === current ? (
            <p key={role.id} className={styles['current']} aria-current="true">
              {role.name}
            </p>
          ) : (
            <Button
              key={role.id}
              name={name}
              onClick={() => console.ask({ type: 'position.changeRole', payload: { role: role.id } })}
            >
              {sure ? name : role.name}
            </Button>
          );
        })}
      </div>
    </section>
  );
}

/** Another operator takes over: the position stays in the queue, and calls go on. */
function HandOver({
  operators,
  onCancel,
}: {
  readonly operators: readonly OperatorChoice[];
  readonly onCancel: () => void;
}): ReactNode {
  const { t } = useConsole().texts;
  return (
    <section className={styles['part']} aria-label={t('menu.handOver')}>
      <SignInForm
        operators={operators}
        submit={t('menu.handOver')}
        hint={t('menu.handOverHint')}
        narrow
        takesFocus
      />
      <Button size="small" tone="quiet" onClick={onCancel}>
        {t('alerts.cancel')}
      </Button>
    </section>
  );
}

function SignOut(): ReactNode {
  const { console, texts } = useConsole();
  const { t } = texts;
  const sure = useConsoleState(({ guard }) => guard?.asked.type === 'position.signOut');
  return (
    <section className={styles['part']} aria-label={t('menu.signOut')}>
      <Button
        className={cx(sure && styles['sure'])}
        onClick={() => console.ask({ type: 'position.signOut', payload: {} })}
      >
        <LogOut aria-hidden="true" size={20} />
        {t(sure ? 'menu.signOutAnyway' : 'menu.signOut')}
      </Button>
      <p className={styles['hint']}>{t('menu.signOutHint')}</p>
    </section>
  );
}

/** What belongs to a person: language, look, keys. They hold at once, also in a call. */
function Person(): ReactNode {
  const { console, texts, settings, theme, keepPerson, bound } = useConsole();
  const { t, language } = texts;
  const practises = useConsoleState((state) => practiceOf(state) !== undefined);
  return (
    <>
      <Choices
        label={t('menu.language')}
        value={settings.person.language ?? language}
        options={(['nb', 'nn', 'en'] as const).map((id) => ({
          id,
          words: t(`language.${id}`),
          language: id,
        }))}
        onChoose={(chosen) => keepPerson({ language: chosen })}
      />
      <Choices
        label={t('theme.choose')}
        value={theme}
        options={themes.map((id) => ({ id, words: t(`theme.${id}`) }))}
        onChoose={(chosen) => keepPerson({ theme: chosen })}
      />
      <Button hotkey={keyOf(bound, 'keys.help')} onClick={() => togglePanel(console, 'keys')}>
        <Keyboard aria-hidden="true" size={20} />
        {t('keys.help')}
      </Button>
      {practises ? (
        <Button onClick={() => startGuide(console)}>
          <Route aria-hidden="true" size={20} />
          {t('guide.title')}
        </Button>
      ) : null}
    </>
  );
}

/** The position: who is at it, in which role, and what the person chose. In the right zone; nothing floats. */
export function PositionPanel(): ReactNode {
  const { console, texts, site } = useConsole();
  const { t } = texts;
  const info = useConsoleState((state) => state.info);
  const position = useConsoleState(({ snapshot }) => snapshot.position);
  const ref = useFocusOn<HTMLElement>('panel');
  const [handing, setHanding] = useState(false);
  const operators = useMemo(() => (typeof info === 'object' ? (info.operators ?? []) : []), [info]);
  const mine = operators.find(({ id }) => id === position.operator?.id);
  const others = useMemo(() => operators.filter((item) => item !== mine), [operators, mine]);
  const role = site?.roles.find(({ id }) => id === position.role)?.name ?? position.role;
  return (
    <Panel
      ref={ref}
      title={handing ? t('menu.handOverOpen') : t('status.position', { n: position.number })}
      className={styles['panel']}
      aside={
        <Button size="small" onClick={() => console.setView({ panel: undefined })}>
          {t('keys.close')}
        </Button>
      }
    >
      {handing ? (
        <div className={styles['body']}>
          <HandOver operators={others} onCancel={() => setHanding(false)} />
        </div>
      ) : (
        <div className={styles['body']}>
          {position.operator ? (
            <p className={styles['me']}>
              <b>{position.operator.name}</b>
              <span>{role}</span>
            </p>
          ) : null}
          {mine ? <Roles operator={mine} /> : null}
          {position.operator ? (
            <Button onClick={() => setHanding(true)}>
              <UserRoundCheck aria-hidden="true" size={20} />
              {t('menu.handOverOpen')}
            </Button>
          ) : null}
          <Person />
          {position.operator ? <SignOut /> : null}
        </div>
      )}
    </Panel>
  );
}
