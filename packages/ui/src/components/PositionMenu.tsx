import type { ReactNode } from 'react';
import { ChevronDown } from 'lucide-react';
import { useConsole, useConsoleState } from '../app/context.ts';
import { useRing } from '../app/guide.ts';
import { keyOf } from '../keys/actions.ts';
import { togglePanel, togglePause } from '../state/intents.ts';
import { cx } from './cx.ts';
import { Button } from './parts.tsx';
import styles from './PositionMenu.module.css';

/** How the position stands, in words; unknown while no engine says so. */
function usePositionWords() {
  const { t, time } = useConsole().texts;
  const position = useConsoleState((state) => state.snapshot.position);
  const live = useConsoleState((state) => state.link === 'live');
  const outage = useConsoleState((state) => state.snapshot.outageSince);
  // Ready is what the exchange knows of: without it nobody is.
  const cut = outage !== undefined && position.state !== 'signedOut';
  const state = !live ? 'unknown' : cut ? 'cut' : position.state;
  // Since when the connection is gone stands in the line of alerts.
  const since = cut ? 0 : position.since;
  return {
    position,
    live,
    state,
    words: t(`position.${state}`),
    since: since > 0 ? t('position.since', { time: time(since) }) : '',
  };
}

/** Opens the panel of the position: state and operator are its label. */
function MenuButton(): ReactNode {
  const { console, texts, bound } = useConsole();
  const { t } = texts;
  const { position, state, words, since } = usePositionWords();
  const open = useConsoleState(({ view }) => view.panel === 'position');
  const who = position.operator?.name;
  const ring = useRing('menu');
  const whole = [words, since].filter(Boolean).join(' ');
  return (
    <>
      <p role="status" className="sr-only">
        {whole}
      </p>
      <Button
        {...ring}
        size="small"
        className={styles['menu']}
        name={t('menu.open', { what: [whole, who].filter(Boolean).join(', ') })}
        aria-expanded={open}
        hotkey={keyOf(bound, 'position.menu')}
        data-state={state}
        onClick={() => togglePanel(console, 'position')}
      >
        <i aria-hidden="true" />
        <span>
          <span>
            <b>{words}</b> <span className={styles['since']}>{since}</span>
          </span>
          {who === undefined ? null : <span>{who}</span>}
        </span>
        <ChevronDown aria-hidden="true" size={18} />
      </Button>
    </>
  );
}

/** Ready or pause, one press as before; the second where the engine asks for it. */
function Pause(): ReactNode {
  const { console, texts, bound } = useConsole();
  const { position, live } = usePositionWords();
  const guarded = useConsoleState((state) => state.guard?.asked.type === 'position.pause');
  const ready = position.state !== 'paused';
  const ring = useRing('ready');
  const words = guarded ? 'position.pauseAnyway' : ready ? 'position.goPause' : 'position.goReady';
  return (
    <Button
      {...ring}
      tone={ready ? 'plain' : 'go'}
      hotkey={keyOf(bound, 'position.pause')}
      name={texts.t(words)}
      aria-disabled={!live}
      className={cx(styles['pause'], guarded && styles['sure'])}
      onClick={() => togglePause(console)}
    >
      {texts.t(words)}
    </Button>
  );
}

export function PositionMenu(): ReactNode {
  const signedIn = useConsoleState((state) => state.snapshot.position.state !== 'signedOut');
  return (
    <div className={styles['position']}>
      <MenuButton />
      {signedIn ? <Pause /> : null}
    </div>
  );
}
