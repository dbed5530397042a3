import type { ReactNode } from 'react';
import { Bell, Headphones, Mic } from 'lucide-react';
import { useConsole, useConsoleState, useLevels } from '../app/context.ts';
import { useFocusOn } from '../app/focus.ts';
import { useRing } from '../app/guide.ts';
import { keyOf } from '../keys/actions.ts';
import { deviceOptions, talkWithoutMicrophone, uses } from '../state/devices.ts';
import type { Use } from '../state/devices.ts';
import { togglePanel } from '../state/intents.ts';
import { Choices } from './Choices.tsx';
import { LevelMeter } from './LevelMeter.tsx';
import { MedlyttPart } from './MedlyttPart.tsx';
import { Button, Panel, Warning } from './parts.tsx';
import { deviceWords, isBroken, useMicrophone } from './sound.ts';
import styles from './SoundPanel.module.css';

const signs = { microphone: Mic, talk: Headphones, ring: Bell } as const;

/** All devices that can do it, the one that is chosen marked. */
function Devices({ use }: { readonly use: Use }): ReactNode {
  const { console, texts } = useConsole();
  const { t } = texts;
  const devices = useConsoleState((state) => state.snapshot.devices);
  const chosen = useConsoleState((state) => state.snapshot.uses[use]);
  const options = deviceOptions(devices, use, chosen);
  const none = use === 'microphone' ? 'sound.noneMicrophone' : 'sound.noneOutput';
  if (options.length === 0) return <p className={styles['hint']}>{t(none)}</p>;
  return (
    <Choices
      column
      label={t('sound.choices', { use: t(`sound.${use}`) })}
      value={chosen?.id ?? ''}
      options={[
        { id: '', words: t('sound.automatic') },
        ...options.map((option) => ({ id: option.id, words: deviceWords(option, texts) })),
      ]}
      onChoose={(device) => console.send('device.select', { use, device })}
    />
  );
}

/** What is not as it was chosen, in words. */
function Trouble({ use }: { readonly use: Use }): ReactNode {
  const { console, texts } = useConsole();
  const { t } = texts;
  const chosen = useConsoleState((state) => state.snapshot.uses[use]);
  const state = useMicrophone();
  const broken = use === 'microphone' && isBroken(state);
  return (
    <>
      {chosen?.fellBack === true && !broken ? (
        <Warning tone="warn">
          {t(`condition.fellBack.${use}`, { label: chosen.standIn ?? chosen.label })}
        </Warning>
      ) : null}
      {broken ? (
        <Warning
          tone="alarm"
          press={
            <Button
              size="small"
              name={t('sound.retryMicrophone')}
              onClick={() => console.send('device.retry', {})}
            >
              {t('sound.retry')}
            </Button>
          }
        >
          {t(`condition.microphone.${state as 'missing' | 'refused' | 'failed'}`)}
        </Warning>
      ) : null}
      {use === 'talk' ? <WithoutMicrophone /> : null}
    </>
  );
}

/** Talk goes to something that cannot be spoken into: where one speaks instead. */
function WithoutMicrophone(): ReactNode {
  const { t } = useConsole().texts;
  const label = useConsoleState(({ snapshot }) => talkWithoutMicrophone(snapshot));
  const microphone = useConsoleState(({ snapshot }) => snapshot.uses.microphone?.label);
  const open = useConsoleState(({ snapshot }) => snapshot.microphone === 'open');
  if (label === undefined) return null;
  return open && microphone !== undefined ? (
    <p className={styles['hint']}>{t('sound.withoutMicrophone', { label, microphone })}</p>
  ) : (
    <Warning tone="warn">{t('sound.withoutAny', { label })}</Warning>
  );
}

/** The own voice: taken up for some seconds, then played back where callers are heard. Not in a call. */
function TryVoice(): ReactNode {
  const { console, texts } = useConsole();
  const { t } = texts;
  const trying = useConsoleState((state) => state.snapshot.trying);
  const inCall = useConsoleState((state) => state.snapshot.calls.length > 0);
  const label = useConsoleState((state) => state.snapshot.uses.talk?.label) ?? t('sound.talk');
  const words = trying
    ? t(`sound.${trying}`, { label })
    : inCall
      ? t('sound.notInCall')
      : t('sound.voiceHint', { label });
  const can = !inCall && trying === undefined;
  const ring = useRing('tryVoice');
  return (
    <div className={styles['try']}>
      <Button
        {...ring}
        aria-disabled={!can}
        onClick={() => {
          if (can) console.send('device.test', { use: 'microphone' });
        }}
      >
        {t('sound.try.microphone')}
      </Button>
      <p role="status" data-trying={trying}>
        {words}
      </p>
    </div>
  );
}

function TryTone({ use }: { readonly use: 'talk' | 'ring' }): ReactNode {
  const { console, texts } = useConsole();
  return (
    <div className={styles['try']}>
      <Button onClick={() => console.send('device.test', { use })}>{texts.t(`sound.try.${use}`)}</Button>
    </div>
  );
}

/** Ten times a second: nothing but the meter is drawn for it. */
function Level({ use }: { readonly use: 'microphone' | 'talk' }): ReactNode {
  const { t } = useConsole().texts;
  const levels = useLevels(true);
  const label = t(use === 'microphone' ? 'sound.levelMicrophone' : 'sound.levelTalk');
  return (
    <div className={styles['level']}>
      <span aria-hidden="true">{label}</span>
      <LevelMeter label={label} level={levels?.[use]} />
    </div>
  );
}

function Part({ use }: { readonly use: Use }): ReactNode {
  const { t } = useConsole().texts;
  const state = useMicrophone();
  const Sign = signs[use];
  return (
    <section className={styles['part']} aria-label={t(`sound.${use}`)}>
      <h3>
        <Sign aria-hidden="true" size={20} />
        {t(`sound.${use}`)}
        {use === 'microphone' ? <span data-state={state}>{t(`sound.state.${state}`)}</span> : null}
      </h3>
      <Trouble use={use} />
      {use === 'ring' ? null : <Level use={use} />}
      <Devices use={use} />
      {use === 'microphone' ? <TryVoice /> : <TryTone use={use} />}
    </section>
  );
}

/** Which device does what, how loud it is, and whether it works. In the right zone; nothing floats. */
export function SoundPanel(): ReactNode {
  const { console, texts, bound } = useConsole();
  const ref = useFocusOn<HTMLElement>('panel');
  return (
    <Panel
      ref={ref}
      title={texts.t('sound.panel')}
      className={styles['panel']}
      aside={
        <span className={styles['aside']}>
          <Button
            size="small"
            name={texts.t('devices.panel')}
            hotkey={keyOf(bound, 'devices.panel')}
            onClick={() => togglePanel(console, 'devices')}
          >
            {texts.t('devices.panel')}
          </Button>
          <Button size="small" onClick={() => console.setView({ panel: undefined })}>
            {texts.t('keys.close')}
          </Button>
        </span>
      }
    >
      <div className={styles['body']}>
        {uses.map((use) => (
          <Part key={use} use={use} />
        ))}
        <MedlyttPart />
      </div>
    </Panel>
  );
}
