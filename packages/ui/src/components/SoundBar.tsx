import type { ReactNode } from 'react';
import { Bell, Headphones, Headset, Mic, MicOff, SlidersHorizontal } from 'lucide-react';
import { useConsole, useConsoleState, useLevels } from '../app/context.ts';
import { useRing } from '../app/guide.ts';
import { keyOf } from '../keys/actions.ts';
import { togglePanel } from '../state/intents.ts';
import { deviceOptions } from '../state/devices.ts';
import type { Use } from '../state/devices.ts';
import { themes } from '../theme/theme.ts';
import type { Theme } from '../theme/theme.ts';
import { LevelMeter } from './LevelMeter.tsx';
import { MedlyttChip } from './MedlyttChip.tsx';
import { Button } from './parts.tsx';
import { deviceWords, isBroken, useMicrophone, usePush } from './sound.ts';
import styles from './SoundBar.module.css';

/** Where one kind of sound comes from or goes: its device's name, which is a plain list too. */
function Choice({ use }: { readonly use: Use }): ReactNode {
  const { console, texts } = useConsole();
  const { t } = texts;
  const devices = useConsoleState((state) => state.snapshot.devices);
  const chosen = useConsoleState((state) => state.snapshot.uses[use]);
  const live = useConsoleState((state) => state.link === 'live');
  const label = t(`sound.${use}`);
  return (
    <label className={styles['choice']}>
      <span aria-hidden="true">
        {use === 'microphone' ? <MicrophoneWords label={label} /> : label}
        {chosen?.fellBack === true ? <em> {t('sound.fellBack')}</em> : null}
      </span>
      <select
        aria-label={label}
        value={chosen?.id ?? ''}
        disabled={!live}
        onChange={(event) => console.send('device.select', { use, device: event.target.value })}
      >
        {chosen ? null : <option value="">{t('sound.none')}</option>}
        {deviceOptions(devices, use, chosen).map((option) => (
          <option key={option.id} value={option.id}>
            {deviceWords(option, texts)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** While a pedal is down its words stand alone: there is no room for both, and the sign beside them is a microphone. */
function MicrophoneWords({ label }: { readonly label: string }): ReactNode {
  const { t } = useConsole().texts;
  const state = useMicrophone();
  const push = usePush();
  return (
    <>
      {push ? null : label}
      <b className={styles['words']} data-state={state}>
        {push ? t(`push.bar.${push}`) : ` ${t(`sound.state.${state}`)}`}
      </b>
    </>
  );
}

/** The one thing here that moves: it shows that the microphone hears. */
function Meter({ muted }: { readonly muted: boolean }): ReactNode {
  const { t } = useConsole().texts;
  const open = useConsoleState((state) => state.link === 'live' && state.snapshot.microphone === 'open');
  const levels = useLevels(open);
  return (
    <span className={styles['meter']}>
      <LevelMeter label={t('sound.levelMicrophone')} level={levels?.microphone} muted={muted} />
    </span>
  );
}

function Microphone(): ReactNode {
  const { console, texts } = useConsole();
  const { t } = texts;
  const state = useMicrophone();
  const push = usePush();
  const broken = isBroken(state);
  return (
    <div className={styles['use']} data-state={state}>
      {broken || state === 'muted' ? (
        <MicOff aria-hidden="true" size={22} />
      ) : (
        <Mic aria-hidden="true" size={22} />
      )}
      <p role="status" className="sr-only">
        {push ? t(`push.${push}`) : `${t('sound.microphone')} ${t(`sound.state.${state}`)}`}
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
      ) : (
        <Meter muted={state === 'muted'} />
      )}
    </div>
  );
}

function Look(): ReactNode {
  const { texts, theme, keepPerson } = useConsole();
  const { t } = texts;
  return (
    <label className={styles['look']}>
      <span aria-hidden="true">{t('theme.choose')}</span>
      <select
        aria-label={t('theme.choose')}
        value={theme}
        onChange={(event) => keepPerson({ theme: event.target.value as Theme })}
      >
        {themes.map((item) => (
          <option key={item} value={item}>
            {t(`theme.${item}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What is spoken into, what is heard, and where it rings; the panel behind it tries and measures them. */
export function SoundBar(): ReactNode {
  const { console, texts, bound } = useConsole();
  const { t } = texts;
  const panel = useConsoleState((state) => state.view.panel);
  const soundRing = useRing('soundPanel');
  const keysRing = useRing('keys');
  return (
    <footer className={styles['bar']} aria-label={t('sound.region')}>
      <Microphone />
      <div className={styles['use']}>
        <Headphones aria-hidden="true" size={22} />
        <Choice use="talk" />
      </div>
      <div className={styles['use']}>
        <Bell aria-hidden="true" size={22} />
        <Choice use="ring" />
      </div>
      <MedlyttChip />
      <Button
        {...soundRing}
        size="small"
        name={t('sound.panel')}
        hotkey={keyOf(bound, 'sound.panel')}
        aria-expanded={panel === 'sound'}
        onClick={() => togglePanel(console, 'sound')}
      >
        <SlidersHorizontal aria-hidden="true" size={18} />
        <span className={styles['long']}>{t('sound.panel')}</span>
      </Button>
      {/* In a narrow window the panel of sound has the press, and the key works everywhere. */}
      <Button
        size="small"
        name={t('devices.panel')}
        hotkey={keyOf(bound, 'devices.panel')}
        className={styles['wide']}
        aria-expanded={panel === 'devices'}
        onClick={() => togglePanel(console, 'devices')}
      >
        <Headset aria-hidden="true" size={18} />
        {t('devices.panel')}
      </Button>
      <span className={styles['space']} />
      <Look />
      <Button
        {...keysRing}
        size="small"
        name={t('keys.help')}
        hotkey={keyOf(bound, 'keys.help')}
        aria-expanded={panel === 'keys'}
        onClick={() => togglePanel(console, 'keys')}
      >
        {t('keys.help')}
      </Button>
    </footer>
  );
}
