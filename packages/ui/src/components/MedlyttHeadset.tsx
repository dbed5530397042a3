import type { ReactNode } from 'react';
import { useCallback, useEffect } from 'react';
import { useConsole, useConsoleState, useLooking, useLooks } from '../app/context.ts';
import { nearCall, numberedHeadsets, ownHeadset } from '../state/hid.ts';
import { pressedNow } from '../state/looks.ts';
import { Choices } from './Choices.tsx';
import { Button } from './parts.tsx';
import { deviceWords } from './sound.ts';
import styles from './SoundPanel.module.css';

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

/** Whether the headset is being found by a press. */
export interface Finding {
  readonly finds: boolean;
  readonly onFinds: (finds: boolean) => void;
}

/** Whose buttons and lamps are the second headset's. */
export function MedlyttHeadset({ finds, onFinds }: Finding): ReactNode {
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
