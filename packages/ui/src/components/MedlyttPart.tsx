import type { ReactNode } from 'react';
import { useState } from 'react';
import { Ear, Mic, MicOff } from 'lucide-react';
import { useConsole, useConsoleState } from '../app/context.ts';
import { toggleSecondMute } from '../state/intents.ts';
import { chooseSecond, doubled, secondOptions, secondState } from '../state/medlytt.ts';
import type { SecondUse } from '../state/medlytt.ts';
import { Choices } from './Choices.tsx';
import { MedlyttHeadset } from './MedlyttHeadset.tsx';
import type { Finding } from './MedlyttHeadset.tsx';
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
        column
        titled
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

/** What the second headset is, once it hears. */
function Chosen(finding: Finding): ReactNode {
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
      <MedlyttHeadset {...finding} />
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
    <section className={styles['part']} aria-label={t('medlytt.title')}>
      <h3>
        <Ear aria-hidden="true" size={20} />
        {t('medlytt.title')}
      </h3>
      {isChosen ? null : <p className={styles['hint']}>{t('medlytt.hint')}</p>}
      <Trouble use="medlytt" />
      <Devices use="medlytt" onChoose={(device) => setFinds(chooseSecond(console, device))} />
      {isChosen ? <Chosen finds={finds} onFinds={setFinds} /> : null}
    </section>
  );
}
