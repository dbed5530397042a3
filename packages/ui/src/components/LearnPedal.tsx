import type { ReactNode } from 'react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useAway, useConsole, useConsoleState, useLooks } from '../app/context.ts';
import { problemWords } from '../messages/index.ts';
import type { Learning } from '../state/looks.ts';
import type { Outcome } from '../state/types.ts';
import { Choices } from './Choices.tsx';
import styles from './DevicesPanel.module.css';
import { Button, Warning } from './parts.tsx';

const names = ['left', 'middle', 'right'] as const;
type Name = (typeof names)[number];
const isName = (name: string): name is Name => names.some((one) => one === name);

/** What can be learned: everything that is listed and is not a headset. The chosen one, else the first. */
function useLearnable(wanted: string | undefined) {
  const listed = useLooks((looks) => looks.listed);
  const hid = useConsoleState(({ snapshot }) => snapshot.hid);
  return useMemo(() => {
    const headsets = new Set(hid.flatMap(({ id, kind }) => (kind === 'headset' ? [id] : [])));
    const devices = listed?.filter(({ id }) => !headsets.has(id));
    return { devices, device: devices?.find(({ id }) => id === wanted) ?? devices?.[0] };
  }, [listed, hid, wanted]);
}

/** Which switches it has, in the order they are learned: from the left. */
function Switches({
  chosen,
  onChoose,
}: {
  readonly chosen: readonly Name[];
  readonly onChoose: (chosen: readonly Name[]) => void;
}): ReactNode {
  const { t } = useConsole().texts;
  return (
    <fieldset className={styles['switches']}>
      <legend>{t('learn.switches')}</legend>
      {names.map((name) => (
        <label key={name}>
          <input
            type="checkbox"
            checked={chosen.includes(name)}
            onChange={({ target }) =>
              onChoose(names.filter((one) => (one === name ? target.checked : chosen.includes(one))))
            }
          />
          {t(`learn.name.${name}`)}
        </label>
      ))}
    </fieldset>
  );
}

/** What to do next with hand or foot. */
function Step({ learning }: { readonly learning: Learning | undefined }): ReactNode {
  const { t } = useConsole().texts;
  if (!learning) return <p role="status">{t('learn.wait')}</p>;
  const { step, again, problem, button } = learning;
  const pedal = isName(button) ? t(`learn.the.${button}`) : button;
  const key = step === 'press' && again ? 'again' : step;
  const words = key === 'stopped' || key === problem ? '' : t(`learn.step.${key}`, { pedal });
  return (
    <div role="status" className={styles['step']}>
      {problem ? <Warning tone="warn">{t(`learn.step.${problem}`)}</Warning> : null}
      {words === '' ? null : <p>{words}</p>}
    </div>
  );
}

interface Begun {
  readonly device: string;
  readonly names: readonly Name[];
}

/** A learning under way. Leaving it, in whatever way, calls it off: the device must not go on waiting for a foot. */
export function LearnSteps({
  begun,
  onEnd,
}: {
  readonly begun: Begun;
  readonly onEnd: () => void;
}): ReactNode {
  const { console, texts } = useConsole();
  const { t } = texts;
  const learning = useLooks((looks) => looks.learning);
  const { device } = begun;
  const isOver = begun.names.every((name) => learning?.done.includes(name) === true);
  const over = useRef(false);
  useEffect(() => {
    over.current = isOver;
  }, [isOver]);
  useEffect(
    () => () => {
      const live = console.store.getState().link === 'live';
      const stopped = console.looking.store.getState().learning?.step === 'stopped';
      if (!over.current && !stopped && live) console.send('device.learn', { device, names: [] });
    },
    [console, device],
  );
  return (
    <>
      <ol className={styles['progress']} aria-label={t('learn.switches')}>
        {begun.names.map((name) => {
          const done = learning?.done.includes(name) === true;
          return (
            <li key={name} data-done={done} aria-current={!done && learning?.button === name}>
              {t(`learn.name.${name}`)}
              {done ? ` · ${t('learn.known')}` : ''}
            </li>
          );
        })}
      </ol>
      {isOver ? (
        <p role="status" className={styles['step']}>
          {t('learn.finished')}
        </p>
      ) : (
        <Step learning={learning} />
      )}
      <Button autoFocus onClick={onEnd}>
        {t(isOver ? 'learn.another' : 'alerts.cancel')}
      </Button>
    </>
  );
}

/** How the last try ended, where it did not go well. */
type Failure = { readonly kind: 'stopped' } | { readonly kind: 'refused'; readonly outcome: Outcome };

function FailureWords({ failure }: { readonly failure: Failure }): ReactNode {
  const { texts } = useConsole();
  if (failure.kind === 'stopped') return texts.t('learn.stopped');
  const { error } = failure.outcome;
  const why = error ? (problemWords(error, texts) ?? error.code) : texts.t('error.category.state');
  return texts.t('learn.refused', { why });
}

/** Which device, and which switches. */
function Form({ onBegin }: { readonly onBegin: (begun: Begun) => void }): ReactNode {
  const { console, texts } = useConsole();
  const { t } = texts;
  const [wanted, setWanted] = useState<string>();
  const [chosen, setChosen] = useState<readonly Name[]>(names);
  const { devices, device } = useLearnable(wanted);
  const away = useAway();
  const can = device !== undefined && chosen.length > 0;
  const again = (
    <Button size="small" onClick={() => console.looking.again()}>
      {t('learn.lookAgain')}
    </Button>
  );
  if (!devices && away) return null;
  if (!devices || !device)
    return (
      <>
        <p className={styles['hint']}>{t(devices ? 'learn.none' : 'devices.asking')}</p>
        <div className={styles['presses']}>{again}</div>
      </>
    );
  return (
    <>
      <Choices
        column
        label={t('learn.device')}
        value={device.id}
        options={devices.map(({ id, label }) => ({ id, words: label }))}
        onChoose={setWanted}
      />
      <Switches chosen={chosen} onChoose={setChosen} />
      <div className={styles['presses']}>
        <Button
          aria-disabled={!can}
          onClick={() => {
            if (can) onBegin({ device: device.id, names: chosen });
          }}
        >
          {t('learn.begin')}
        </Button>
        {again}
      </div>
    </>
  );
}

/** A pedal that is not known is learned switch by switch: press, let go, once more. */
export function LearnPedal(): ReactNode {
  const { console, texts } = useConsole();
  const { t } = texts;
  const live = useConsoleState((state) => state.link === 'live');
  const stopped = useLooks((looks) => looks.learning?.step === 'stopped');
  const [begun, setBegun] = useState<Begun>();
  const [failure, setFailure] = useState<Failure>();
  const latest = useRef<Begun>(undefined);
  // What went away under it is over: it is begun anew, by hand.
  if (begun !== undefined && (stopped || !live)) {
    setBegun(undefined);
    setFailure({ kind: 'stopped' });
  }

  function begin(wanted: Begun): void {
    setFailure(undefined);
    setBegun(wanted);
    latest.current = wanted;
    console.looking.learnAnew();
    console.send('device.learn', { ...wanted, names: [...wanted.names] }, (outcome) => {
      // What comes late of one that was called off is nobody's business any more.
      if (outcome.kind === 'done' || latest.current !== wanted) return;
      setBegun(undefined);
      setFailure({ kind: 'refused', outcome });
    });
  }

  function end(): void {
    latest.current = undefined;
    setBegun(undefined);
  }

  return (
    <section className={styles['part']} aria-label={t('learn.title')}>
      <h3>{t('learn.title')}</h3>
      {begun ? null : <p className={styles['hint']}>{t('learn.lead')}</p>}
      <div role="status">
        {failure ? (
          <Warning tone="warn">
            <FailureWords failure={failure} />
          </Warning>
        ) : null}
      </div>
      {begun ? <LearnSteps begun={begun} onEnd={end} /> : <Form onBegin={begin} />}
    </section>
  );
}
