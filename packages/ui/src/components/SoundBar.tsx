import type { AudioDevice, Snapshot } from '@samband/telephony/contract';
import type { ReactNode } from 'react';
import { Mic, MicOff } from 'lucide-react';
import { useConsole, useConsoleState } from '../app/context.ts';
import { keyOf } from '../keys/actions.ts';
import { togglePanel } from '../state/intents.ts';
import { themes } from '../theme/theme.ts';
import type { Theme } from '../theme/theme.ts';
import { Button } from './parts.tsx';
import styles from './SoundBar.module.css';

type Use = 'microphone' | 'talk' | 'ring';

/** Options of one choice: the devices there are, and the chosen one even when it is gone. */
export function deviceOptions(
  devices: readonly AudioDevice[],
  use: Use,
  chosen: Snapshot['uses'][Use],
): readonly { readonly id: string; readonly label: string; readonly gone: boolean }[] {
  const kind = use === 'microphone' ? 'microphone' : 'output';
  const here = devices
    .filter((device) => device.kind === kind)
    .map(({ id, label }) => ({ id, label, gone: false }));
  if (!chosen || here.some((device) => device.id === chosen.id)) return here;
  return [{ id: chosen.id, label: chosen.label, gone: true }, ...here];
}

/** Where one kind of sound comes from or goes. A plain list: nothing floats over a call. */
function Choice({ use }: { readonly use: Use }): ReactNode {
  const { console, texts } = useConsole();
  const { t } = texts;
  const devices = useConsoleState((state) => state.snapshot.devices);
  const chosen = useConsoleState((state) => state.snapshot.uses[use]);
  const live = useConsoleState((state) => state.link === 'live');
  const label = t(`sound.${use}`);
  const options = deviceOptions(devices, use, chosen);
  return (
    <div className={styles['choice']}>
      <label>
        <span aria-hidden="true">
          {label}
          {use === 'microphone' ? <MicrophoneWords /> : null}
          {chosen?.fellBack === true ? <em> {t('sound.fellBack')}</em> : null}
        </span>
        <select
          aria-label={label}
          value={chosen?.id ?? ''}
          disabled={!live}
          onChange={(event) => console.send('device.select', { use, device: event.target.value })}
        >
          {chosen ? null : <option value="">{t('sound.none')}</option>}
          {options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.gone ? t('sound.missing', { label: option.label }) : option.label}
            </option>
          ))}
        </select>
      </label>
      {use === 'microphone' ? null : (
        <Button
          size="small"
          name={t('sound.testWhat', { use: label })}
          onClick={() => console.send('device.test', { use })}
        >
          {t('sound.test')}
        </Button>
      )}
    </div>
  );
}

/** Whether the microphone is open; unknown while no engine says so. */
function useMicrophone() {
  const known = useConsoleState((state) => state.snapshot.microphone);
  const live = useConsoleState((state) => state.link === 'live');
  return live ? known : 'unknown';
}

function MicrophoneWords(): ReactNode {
  const { t } = useConsole().texts;
  const state = useMicrophone();
  return (
    <b className={styles['words']} data-state={state}>
      {' '}
      {t(`sound.state.${state}`)}
    </b>
  );
}

function Microphone(): ReactNode {
  const { console, texts } = useConsole();
  const { t } = texts;
  const state = useMicrophone();
  const broken = state === 'missing' || state === 'refused' || state === 'failed';
  return (
    <div className={styles['microphone']} data-state={state}>
      {broken ? <MicOff aria-hidden="true" size={22} /> : <Mic aria-hidden="true" size={22} />}
      <p role="status" className="sr-only">
        {t('sound.microphone')} {t(`sound.state.${state}`)}
      </p>
      <Choice use="microphone" />
      {broken ? (
        <Button
          size="small"
          name={t('sound.retryMicrophone')}
          onClick={() => console.send('device.retry', {})}
        >
          {t('sound.retry')}
        </Button>
      ) : null}
    </div>
  );
}

export function SoundBar(): ReactNode {
  const { console, texts, bound, theme, keepPerson } = useConsole();
  const { t } = texts;
  const help = useConsoleState((state) => state.view.panel === 'keys');
  return (
    <footer className={styles['bar']} aria-label={t('sound.region')}>
      <Microphone />
      <Choice use="talk" />
      <Choice use="ring" />
      <span className={styles['space']} />
      <label className={styles['theme']}>
        <span>{t('theme.choose')}</span>
        <select value={theme} onChange={(event) => keepPerson({ theme: event.target.value as Theme })}>
          {themes.map((item) => (
            <option key={item} value={item}>
              {t(`theme.${item}`)}
            </option>
          ))}
        </select>
      </label>
      <Button
        size="small"
        name={t('keys.help')}
        hotkey={keyOf(bound, 'keys.help')}
        aria-expanded={help}
        onClick={() => togglePanel(console, 'keys')}
      >
        {t('keys.help')}
      </Button>
    </footer>
  );
}
