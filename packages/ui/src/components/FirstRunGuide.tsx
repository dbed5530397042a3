import type { KeyboardEvent, ReactNode } from 'react';
import { Fragment } from 'react';
import { useConsole, useConsoleState } from '../app/context.ts';
import { useFocusOn } from '../app/focus.ts';
import { useScene } from '../app/guide.ts';
import { keyOf } from '../keys/actions.ts';
import type { MessageKey } from '../messages/index.ts';
import { guideSteps } from '../state/guide-steps.ts';
import { sceneNamed } from '../state/guide.ts';
import type { SceneName } from '../state/guide.ts';
import { turnGuide } from '../state/intents.ts';
import { openCalls } from '../state/selectors.ts';
import styles from './FirstRunGuide.module.css';
import { Button } from './parts.tsx';

/** The controls that the words speak of: as they are called on the screen, and their keys. */
const spoken: Readonly<Record<string, readonly [label: MessageKey, action?: string]>> = {
  sound: ['sound.panel', 'sound.panel'],
  voice: ['sound.try.microphone'],
  call: ['practice.call'],
  ready: ['position.goReady', 'position.pause'],
  answer: ['queue.answerNext', 'queue.answerNext'],
  hold: ['call.hold', 'call.hold'],
  resume: ['call.resume', 'call.hold'],
  list: ['unanswered.region'],
  back: ['unanswered.callBack'],
  keys: ['keys.help', 'keys.help'],
  menu: ['guide.menu', 'position.menu'],
};

/** What a scene says, with each control as `show` makes it; a key that was taken away is not spoken of. */
function useWords(show: (label: string, key: string) => ReactNode) {
  const { texts, bound } = useConsole();
  const { t, intl } = texts;
  return (scene: SceneName) => {
    const { step } = sceneNamed(scene);
    const controls = Object.entries(spoken).map(([name, [label, action]]) => {
      const key = action === undefined ? '' : keyOf(bound, action);
      return [name, show(t(label), key === '' ? '' : ` (${key})`)] as const;
    });
    return {
      place: t('guide.place', { n: guideSteps.indexOf(step) + 1, of: guideSteps.length }),
      title: t(`guide.step.${step}`),
      text: intl.formatMessage({ id: `guide.${scene}` }, Object.fromEntries(controls)),
    };
  };
}

const plain = (label: string, key: string): string => label + key;
const marked = (label: string, key: string): ReactNode => (
  <Fragment key={label}>
    <b>{label}</b>
    {key}
  </Fragment>
);

/** Says the step to a screen reader, politely; it is there before the guide is. */
export function GuideAnnouncer(): ReactNode {
  const scene = useScene();
  const words = useWords(plain);
  const { place, title, text } = scene ? words(scene) : { place: '', title: '', text: '' };
  return (
    <p role="status" className="sr-only" data-testid="guide-announcer">
      {scene ? [`${place}: ${title}. `, text] : ''}
    </p>
  );
}

/** Turns the pages; after the last one, or when it is skipped, it does not come by itself again at this place. */
function useTurning() {
  const { console, keepPlace } = useConsole();
  const step = useConsoleState(({ view }) => view.guide?.step);
  function end(): void {
    console.setView({ guide: undefined });
    keepPlace({ guided: true });
  }
  return {
    first: step === guideSteps[0],
    last: step === guideSteps.at(-1),
    end,
    back: () => turnGuide(console, -1),
    next: () => (step === guideSteps.at(-1) ? end() : turnGuide(console, 1)),
  };
}

function Card({ scene }: { readonly scene: SceneName }): ReactNode {
  const { t } = useConsole().texts;
  const { place, title, text } = useWords(marked)(scene);
  const { first, last, end, back, next } = useTurning();
  const alone = useConsoleState(({ snapshot }) => openCalls(snapshot.calls).length === 0);
  const ref = useFocusOn<HTMLElement>('guide');
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') end();
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape, for the buttons in it; each thing it does has a button
    <section
      ref={ref}
      tabIndex={-1}
      aria-label={t('guide.title')}
      className={styles['guide']}
      data-scene={scene}
      data-above={alone && sceneNamed(scene).above === true}
      data-own-escape=""
      onKeyDown={onKeyDown}
    >
      <div className={styles['words']}>
        <h3>
          <span className={styles['place']}>{place}</span>
          {title}
        </h3>
        <p>{text}</p>
      </div>
      <div className={styles['turn']}>
        <Button size="small" aria-disabled={first} onClick={() => (first ? undefined : back())}>
          {t('guide.back')}
        </Button>
        <Button size="small" className={styles['next']} onClick={next}>
          {t(last ? 'guide.done' : 'guide.next')}
        </Button>
        {last ? null : (
          <Button size="small" tone="quiet" className={styles['skip']} onClick={end}>
            {t('guide.skip')}
          </Button>
        )}
      </div>
    </section>
  );
}

/**
 * Five steps over the real screen, where a centre to practise with is brought along. It stands in the zone of the call
 * as one more thing in line, so it covers nothing: not a call, nor a caller who waits.
 */
export function FirstRunGuide(): ReactNode {
  const scene = useScene();
  return scene ? <Card scene={scene} /> : null;
}
