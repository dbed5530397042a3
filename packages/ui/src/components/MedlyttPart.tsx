import type { ReactNode } from 'react';
import { useCallback, useEffect, useState } from 'react';
import { Ear, Mic, MicOff } from 'lucide-react';
import { useConsole, useConsoleState, useLooking, useLooks } from '../app/context.ts';
import { nearCall, numberedHeadsets, ownHeadset } from '../state/hid.ts';
import { toggleSecondMute } from '../state/intents.ts';
import { pressedNow } from '../state/looks.ts';
import { chooseSecond, doubled, secondOptions, secondState } from '../state/medlytt.ts';
import type { SecondUse } from '../state/medlytt.ts';
import { Choices } from './Choices.tsx';
import { Button, Warning } from './parts.tsx';
import { deviceWords } from './sound.ts';
import styles from './SoundPanel.module.css';

/** What is gone, and what is the operator's too. */
function Trouble({ use }: { readonly use: SecondUse }): ReactNode {
  const { t } = useConsole().texts;
  const chosen = useConsoleState(({ snapshot }) => snapshot.uses[use]);
  const twice = useConsoleState(({ snapshot }) => doubled(snapshot, use));
  return (
    <>
      {chosen?.fellBack === true ? (
        <Warning tone="warn">{t(`condition.fellBack.${use}`, { label: chosen.label })}</Warning>
      ) : null}
      {twice === undefined ? null : (
        <Warning tone="warn">{t(`medlytt.twice.${use}`, { label: twice })}</Warning>
      )}
    </>
  );
}

/** None, or one of the devices that the operator has not. */
function Devices({
  use,
  onChoose,
}: {
  readonly use: SecondUse;
  readonly onChoose: (device: string) => void;
}): ReactNode {
  const { texts } = useConsole();
  const { t } = texts;
  const devices = useConsoleState(({ snapshot }) => snapshot.devices);
  const uses = useConsoleState(({ snapshot }) => snapshot.uses);
  const options = secondOptions({ devices, uses }, use);
  if (options.length === 0) return <p className={styles['hint']}>{t(`medlytt.noDevice.${use}`)}</p>;
  return (
    <Choices
      column
      titled={use === 'medlyttMicrophone'}
      label={t(`medlytt.choices.${use}`)}
      value={uses[use]?.id ?? ''}
      options={[
        { id: '', words: t('medlytt.none') },
        ...options.map((option) => ({ id: option.id, words: deviceWords(option, texts) })),
      ]}
      onChoose={onChoose}
    />
  );
}

/** Whether who listens in is heard, and the press that changes it; only where it is known. */
function OwnMute(): ReactNode {
  const { console, texts } = useConsole();
  const { t } = texts;
  const state = useConsoleState(({ link, snapshot }) =>
    link === 'live' ? secondState(snapshot) : undefined,
  );
  if (state !== 'open' && state !== 'muted') return null;
  const Sign = state === 'open' ? Mic : MicOff;
  return (
    <div className={styles['mute']} data-state={state}>
      <Sign aria-hidden="true" size={20} />
      <p role="status">{t(`medlytt.is.${state}`)}</p>
      <Button size="small" onClick={() => toggleSecondMute(console)}>
        {t(`medlytt.press.${state}`)}
      </Button>
    </div>
  );
}

function Mute(): ReactNode {
  const { console, texts } = useConsole();
  const { t } = texts;
  const mute = useConsoleState(({ snapshot }) => snapshot.medlytt.mute);
  return (
    <>
      <Choices
        label={t('medlytt.mute')}
        value={mute}
        options={[
          { id: 'shared', words: t('medlytt.shared') },
          { id: 'own', words: t('medlytt.own') },
        ]}
        onChoose={(chosen) => console.send('medlytt.set', { mute: chosen })}
      />
      <OwnMute />
    </>
  );
}

/** The next press on a headset tells which one it is; one for a call, or on what is known as the operator's, does not. */
function useFound(onFound: (device: string) => void): void {
  const { console } = useConsole();
  useLooking();
  useEffect(
    () =>
      console.looking.store.subscribe((now, before) => {
        const pressed = pressedNow(now, before)?.device;
        const { snapshot } = console.store.getState();
        if (pressed === undefined || nearCall(snapshot) || pressed === ownHeadset(snapshot, [])) return;
        onFound(pressed);
      }),
    [console, onFound],
  );
}

function Find({
  onFound,
  onEnd,
}: {
  readonly onFound: (device: string) => void;
  readonly onEnd: () => void;
}): ReactNode {
  const { t } = useConsole().texts;
  const near = useConsoleState(({ snapshot }) => nearCall(snapshot));
  useFound(onFound);
  return (
    <div className={styles['find']}>
      <p role="status">{t(near ? 'medlytt.findLater' : 'medlytt.find')}</p>
      <Button size="small" onClick={onEnd}>
        {t('alerts.cancel')}
      </Button>
    </div>
  );
}

/** Whose buttons and lamps are the second headset's. */
function Headset({
  finds,
  onFinds,
}: {
  readonly finds: boolean;
  readonly onFinds: (finds: boolean) => void;
}): ReactNode {
  const { console, texts } = useConsole();
  const { t } = texts;
  const hid = useConsoleState(({ snapshot }) => snapshot.hid);
  const uses = useConsoleState(({ snapshot }) => snapshot.uses);
  const medlytt = useConsoleState(({ snapshot }) => snapshot.medlytt);
  const pressed = useLooks((looks) => looks.pressed);
  const own = ownHeadset({ hid, uses, medlytt }, pressed);
  const chosen = medlytt.headset ?? '';
  const there = numberedHeadsets(hid);
  const gone = chosen !== '' && !there.some(({ id }) => id === chosen);
  const take = useCallback(
    (headset: string) => {
      onFinds(false);
      console.send('medlytt.set', { headset });
    },
    [console, onFinds],
  );
  if (there.length === 0 && !gone) return null;
  return (
    <>
      <Choices
        column
        titled
        label={t('medlytt.headset')}
        value={chosen}
        options={[
          { id: '', words: t('medlytt.none') },
          ...(gone ? [{ id: chosen, words: t('medlytt.headsetGone') }] : []),
          ...there.map((headset) => {
            const words = deviceWords({ gone: false, ...headset }, texts);
            return {
              id: headset.id,
              words: headset.id === own ? t('medlytt.yours', { label: words }) : words,
            };
          }),
        ]}
        onChoose={take}
      />
      {finds ? <Find onFound={take} onEnd={() => onFinds(false)} /> : null}
      {!finds && chosen === '' && there.length > 1 ? (
        <div className={styles['try']}>
          <Button size="small" onClick={() => onFinds(true)}>
            {t('medlytt.findByPress')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** What the second headset is, once it hears. */
function Chosen({
  finds,
  onFinds,
}: {
  readonly finds: boolean;
  readonly onFinds: (finds: boolean) => void;
}): ReactNode {
  const { console, texts } = useConsole();
  return (
    <>
      <div className={styles['try']}>
        <Button onClick={() => console.send('device.test', { use: 'medlytt' })}>
          {texts.t('medlytt.try')}
        </Button>
      </div>
      <Trouble use="medlyttMicrophone" />
      <Devices
        use="medlyttMicrophone"
        onChoose={(device) => console.send('device.select', { use: 'medlyttMicrophone', device })}
      />
      <Mute />
      <Headset finds={finds} onFinds={onFinds} />
    </>
  );
}

/** A second headset for who listens in: a trainee or a mentor, who hears both ends and may speak. */
export function MedlyttPart(): ReactNode {
  const { console, texts } = useConsole();
  const { t } = texts;
  const isChosen = useConsoleState(({ snapshot }) => secondState(snapshot) !== undefined);
  const [finds, setFinds] = useState(false);
  return (
    <section className={styles['part']} aria-label={t('medlytt')}>
      <h3>
        <Ear aria-hidden="true" size={20} />
        {t('medlytt')}
      </h3>
      {isChosen ? null : <p className={styles['hint']}>{t('medlytt.hint')}</p>}
      <Trouble use="medlytt" />
      <Devices use="medlytt" onChoose={(device) => setFinds(chooseSecond(console, device))} />
      {isChosen ? <Chosen finds={finds} onFinds={setFinds} /> : null}
    </section>
  );
}
