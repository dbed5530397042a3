import type { ReactNode } from 'react';
import { Ear, Mic, MicOff } from 'lucide-react';
import { useConsole, useConsoleState } from '../app/context.ts';
import { toggleSecondMute } from '../state/intents.ts';
import { secondState } from '../state/medlytt.ts';
import { keyOf } from '../keys/actions.ts';
import { Button } from './parts.tsx';
import styles from './SoundBar.module.css';

const signs = { open: Mic, muted: MicOff, listens: Ear, gone: Ear, unknown: Ear } as const;

/** Somebody else hears the calls, and perhaps is heard: always in sight where the sound is told of. */
export function MedlyttChip(): ReactNode {
  const { console, texts, bound } = useConsole();
  const { t } = texts;
  const known = useConsoleState(({ snapshot }) => secondState(snapshot));
  const live = useConsoleState(({ link }) => link === 'live');
  if (known === undefined) return null;
  const state = live ? known : 'unknown';
  const Sign = signs[state];
  const words = t(`medlytt.chip.${state}`);
  const sign = <Sign aria-hidden="true" size={18} />;
  return (
    <>
      <p role="status" className="sr-only">
        {t(`medlytt.says.${state}`)}
      </p>
      {state === 'open' || state === 'muted' ? (
        <Button
          size="small"
          className={styles['chip']}
          data-state={state}
          name={t('medlytt.chip.name', { words, press: t(`medlytt.press.${state}`) })}
          hotkey={keyOf(bound, 'medlytt.mute')}
          onClick={() => toggleSecondMute(console)}
        >
          {sign}
          {words}
        </Button>
      ) : (
        <span className={styles['chip']} data-state={state} aria-hidden="true">
          {sign}
          {words}
        </span>
      )}
    </>
  );
}
