import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useConsole } from '../app/context.ts';
import { useFocusOn } from '../app/focus.ts';
import type { Action } from '../keys/actions.ts';
import { rebind, swap } from '../keys/bindings.ts';
import type { Rebinding } from '../keys/bindings.ts';
import { chordOf } from '../keys/chord.ts';
import { cx } from './cx.ts';
import { Button, Panel } from './parts.tsx';
import styles from './KeysPanel.module.css';

const modifiers: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock']);

function Key({ words }: { readonly words: string }): ReactNode {
  const { t } = useConsole().texts;
  return words === '' ? <span className={styles['none']}>{t('keys.none')}</span> : <kbd>{words}</kbd>;
}

/** Takes the next key that is pressed; leaving it changes nothing. */
function Learn({
  action,
  onKey,
  onCancel,
  onLeave,
}: {
  readonly action: Action;
  readonly onKey: (chord: string) => void;
  readonly onCancel: () => void;
  readonly onLeave: () => void;
}): ReactNode {
  const { t } = useConsole().texts;
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Tab' || modifiers.has(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return;
    if (event.key === 'Escape') onCancel();
    else onKey(event.key === 'Delete' ? '' : chordOf(event));
  }
  return (
    <Button
      size="small"
      autoFocus
      data-learns-key=""
      className={styles['learn']}
      name={t('keys.pressFor', { what: t(action.label) })}
      onKeyDown={onKeyDown}
      onBlur={onLeave}
    >
      {t('keys.press')}
    </Button>
  );
}

/** One action and its key, and what came of giving it another. */
function Row({ action }: { readonly action: Action }): ReactNode {
  const { texts, bound, settings, keepPerson } = useConsole();
  const { t } = texts;
  const [learning, setLearning] = useState(false);
  const [came, setCame] = useState<{ readonly chord: string; readonly of: Rebinding }>();
  const keys = settings.person.keys ?? {};
  const change = useRef<HTMLButtonElement>(null);
  const back = useRef(false);
  // A key was pressed, or it was called off: the keyboard is where it began. A click elsewhere keeps it there.
  useEffect(() => {
    if (learning || !back.current) return;
    back.current = false;
    change.current?.focus();
  }, [learning]);
  function end(): void {
    back.current = true;
    setLearning(false);
  }
  function take(chord: string): void {
    end();
    const of: Rebinding =
      chord === ''
        ? { kind: 'free', keys: { ...keys, [action.id]: '' } }
        : rebind(bound, keys, action.id, chord);
    setCame({ chord, of });
    if (of.kind === 'free') keepPerson({ keys: of.keys });
  }
  const taken = came?.of.kind === 'taken' ? came.of.by : undefined;
  return (
    <li className={styles['row']}>
      <span className={styles['what']}>{t(action.label)}</span>
      {learning ? (
        <Learn action={action} onKey={take} onCancel={end} onLeave={() => setLearning(false)} />
      ) : (
        <>
          <Key words={action.key} />
          <Button
            ref={change}
            size="small"
            tone="quiet"
            name={t('keys.changeWhat', { what: t(action.label) })}
            onClick={() => {
              setCame(undefined);
              setLearning(true);
            }}
          >
            {t('keys.change')}
          </Button>
        </>
      )}
      <p role="status" className={styles['came']}>
        {learning ? t('keys.pressHint') : null}
        {!learning && came?.of.kind === 'reserved' ? t('keys.reserved', { key: came.chord }) : null}
        {!learning && taken ? t('keys.taken', { key: came?.chord ?? '', what: t(taken.label) }) : null}
      </p>
      {!learning && taken ? (
        <span className={styles['resolve']}>
          <Button
            size="small"
            onClick={() => {
              keepPerson({ keys: swap(bound, keys, action.id, taken) });
              setCame(undefined);
            }}
          >
            {t('keys.swap')}
          </Button>
          <Button size="small" onClick={() => setCame(undefined)}>
            {t('alerts.cancel')}
          </Button>
        </span>
      ) : null}
    </li>
  );
}

/** Keys that are as they are: no action of their own can take them. */
function Fixed(): ReactNode {
  const { t } = useConsole().texts;
  const rows = [
    ['1–9', t('keys.answerRow')],
    ['Enter', t('keys.enter')],
    ['Esc', t('keys.cancel')],
    ['Tab', t('keys.tab')],
  ] as const;
  return (
    <ul className={styles['keys']} aria-label={t('keys.fixed')}>
      {rows.map(([key, words]) => (
        <li key={key} className={cx(styles['row'], styles['fixed'])}>
          <span className={styles['what']}>{words}</span>
          <kbd>{key}</kbd>
        </li>
      ))}
    </ul>
  );
}

/** All keys, and their change, in the right zone: queue and call stay in sight. */
export function KeysPanel(): ReactNode {
  const { console, texts, bound, settings, keepPerson } = useConsole();
  const { t } = texts;
  const ref = useFocusOn<HTMLElement>('panel');
  const own = Object.keys(settings.person.keys ?? {}).length > 0;
  return (
    <Panel
      ref={ref}
      title={t('keys.title')}
      className={styles['panel']}
      aside={
        <Button size="small" onClick={() => console.setView({ panel: undefined })}>
          {t('keys.close')}
        </Button>
      }
    >
      <div className={styles['body']}>
        <ul className={styles['keys']} aria-label={t('keys.title')}>
          {bound.map((action) => (
            <Row key={action.id} action={action} />
          ))}
        </ul>
        <Fixed />
        <p className={styles['note']}>{t('keys.keypad')}</p>
        <Button
          size="small"
          className={styles['reset']}
          aria-disabled={!own}
          onClick={() => {
            if (own) keepPerson({ keys: {} });
          }}
        >
          {t('keys.reset')}
        </Button>
      </div>
    </Panel>
  );
}
