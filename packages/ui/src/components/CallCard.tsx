import type { Call } from '@samband/telephony/contract';
import type { ReactNode } from 'react';
import { Mic, MicOff, Pause, Grid3x3, PhoneOff } from 'lucide-react';
import { useConsole, useConsoleState } from '../app/context.ts';
import { useRing } from '../app/guide.ts';
import { callerName, lineName } from '../format/caller.ts';
import { callDuration, wordDuration } from '../format/duration.ts';
import { keyOf } from '../keys/actions.ts';
import type { Texts } from '../messages/index.ts';
import { nameOf } from '../state/directory.ts';
import { sendDigit } from '../state/intents.ts';
import { recordingOf } from '../state/selectors.ts';
import { useSecondsSince } from '../time/hooks.ts';
import styles from './CallCard.module.css';
import { CallFacts } from './CallFacts.tsx';
import { cx } from './cx.ts';
import { Keypad } from './Keypad.tsx';
import { NoteField } from './NoteField.tsx';
import { Button, CategoryMark, Warning } from './parts.tsx';
import { Quality } from './Quality.tsx';
import { usePush } from './sound.ts';

/** What the call is doing, in words; undefined when it is simply up. */
export function stateWords(call: Call, { t }: Texts): string | undefined {
  if (call.state === 'answering') return t('call.answering');
  if (call.state === 'recovering') return t('call.recovering');
  if (call.state === 'dialling') return t(call.progress === 180 ? 'call.ringing' : 'call.dialling');
  return undefined;
}

function Timer({ sinceMono }: { readonly sinceMono: number }): ReactNode {
  const { t } = useConsole().texts;
  return (
    <span className={styles['timer']} role="timer" aria-label={t('call.duration')}>
      {callDuration(useSecondsSince(sinceMono) * 1000)}
    </span>
  );
}

function Head({ call }: { readonly call: Call }): ReactNode {
  const { texts, numbers, directory } = useConsole();
  const { t } = texts;
  const { caller } = call;
  // Whoever is called has no name of the network's: the centre knows whom it rang.
  const known = caller.name ?? nameOf(directory.names, caller.number);
  const line =
    call.direction === 'outgoing'
      ? [known, t('call.outgoing')].filter(Boolean).join(' · ')
      : lineName(call, texts, numbers);
  const waited =
    call.waited === undefined ? undefined : t('call.answeredAfter', { wait: wordDuration(call.waited) });
  const words = stateWords(call, texts);
  const live = useConsoleState((state) => state.link === 'live');
  // Of an old picture it is not known any more.
  const recording = live ? recordingOf(call) : 'unknown';
  return (
    <div className={styles['head']}>
      <CategoryMark id={call.category} />
      <div className={styles['who']}>
        <p className={styles['number']}>
          <bdi>{callerName(caller, texts, numbers)}</bdi>
          {caller.withheld && caller.number ? (
            <span className={styles['badge']}>{t('caller.withheld')}</span>
          ) : null}
        </p>
        <p className={styles['line']} role="status">
          <span>{[line, words ?? waited].filter(Boolean).join(' · ')}</span>
          {call.state === 'dialling' ? null : (
            <span className={styles['recording']} data-state={recording}>
              {t(`call.recording.${recording}`)}
            </span>
          )}
        </p>
      </div>
      <Timer sinceMono={call.upSinceMono ?? call.sinceMono} />
    </div>
  );
}

interface Drawn {
  readonly call: Call;
  /** The one that keys and pedals act on. */
  readonly current: boolean;
}

/** Muted is said; muted while one speaks is unmistakable, with the press that ends it. */
function Muted({ call, current }: Drawn): ReactNode {
  const { console, texts } = useConsole();
  const { t } = texts;
  const speaking = useConsoleState(({ snapshot }) =>
    snapshot.alarms.some(({ kind, call: id }) => kind === 'mutedSpeaking' && (id ?? call.call) === call.call),
  );
  const push = usePush();
  if (current && push === 'talk')
    return (
      <p className={styles['push']}>
        <Mic aria-hidden="true" size={18} />
        {t('push.talk')}
      </p>
    );
  if (!call.muted) return null;
  // A hand that is on the pedal opens it again.
  if (current && push === 'mute' && !speaking) return <Warning tone="warn">{t('push.mute')}</Warning>;
  return (
    <Warning
      tone={speaking ? 'alarm' : 'warn'}
      press={
        <Button onClick={() => console.send('call.mute', { call: call.call, on: false })}>
          {t('call.unmute')}
        </Button>
      }
    >
      {t(speaking ? 'call.mutedSpeaking' : 'call.muted')}
    </Warning>
  );
}

/** What the operator must not overlook in this call. */
function Warnings({ call, current }: Drawn): ReactNode {
  const { t } = useConsole().texts;
  const up = call.state === 'up';
  return (
    <div className={styles['warnings']}>
      {call.state === 'recovering' ? <Warning tone="alarm">{t('call.recovering')}</Warning> : null}
      <Muted call={call} current={current} />
      {call.held.peer ? <Warning tone="warn">{t('call.peerHeld')}</Warning> : null}
      {up && call.silent.heard && !call.held.peer ? (
        <Warning tone="alarm">{t('call.silentHeard')}</Warning>
      ) : null}
      {up && call.silent.beingHeard && !call.muted ? (
        <Warning tone="alarm">{t('call.silentBeingHeard')}</Warning>
      ) : null}
    </div>
  );
}

/** A way that carries no sound is not a good one, however good the network is. */
function Sound({ call: { quality, silent } }: { readonly call: Call }): ReactNode {
  const { t } = useConsole().texts;
  return (
    <div className={styles['sound']}>
      <Quality label={t('call.heard')} level={silent.heard ? 0 : quality?.heard} />
      <Quality label={t('call.beingHeard')} level={silent.beingHeard ? 0 : quality?.beingHeard} />
    </div>
  );
}

function Actions({ call, keys }: { readonly call: Call; readonly keys: boolean }): ReactNode {
  const { console, texts, bound } = useConsole();
  const { t } = texts;
  const open = useConsoleState((state) => state.view.keypad);
  const up = call.state === 'up';
  const hotkey = (id: string): string => (keys ? keyOf(bound, id) : '');
  const id = { call: call.call };
  const ring = useRing('hold');
  return (
    <div className={styles['actions']} role="group" aria-label={t('call.actions')}>
      <Button
        hotkey={hotkey('call.mute')}
        name={t('call.mute')}
        aria-pressed={call.muted}
        className={cx(call.muted && styles['on'])}
        onClick={() => console.send('call.mute', { ...id, on: !call.muted })}
      >
        {call.muted ? <MicOff aria-hidden="true" size={20} /> : <Mic aria-hidden="true" size={20} />}
        {t('call.mute')}
      </Button>
      <Button
        {...ring}
        hotkey={hotkey('call.hold')}
        name={t('call.hold')}
        aria-disabled={!up}
        onClick={() => {
          if (up) console.send('call.hold', id);
        }}
      >
        <Pause aria-hidden="true" size={20} />
        {t('call.hold')}
      </Button>
      {keys ? (
        <Button
          aria-expanded={open}
          className={cx(open && styles['on'])}
          onClick={() => console.setView({ keypad: !open, sent: '' })}
        >
          <Grid3x3 aria-hidden="true" size={20} />
          {t('call.keypad')}
        </Button>
      ) : null}
      <Button
        tone="end"
        hotkey={hotkey('call.hangUp')}
        name={t('call.hangUp')}
        className={styles['end']}
        onClick={() => console.send('call.hangUp', id)}
      >
        <PhoneOff aria-hidden="true" size={20} />
        {t('call.hangUp')}
      </Button>
    </div>
  );
}

function ToneKeys(): ReactNode {
  const { console, texts } = useConsole();
  const sent = useConsoleState((state) => state.view.sent);
  return (
    <div className={styles['tones']}>
      <Keypad onKey={(key) => sendDigit(console, key)} />
      <p className={styles['sent']} role="status">
        {sent === '' ? texts.t('keypad.nothing') : texts.t('keypad.sent', { digits: sent })}
      </p>
    </div>
  );
}

/** A call the operator is in. `current`: the one that the keys act on. */
export function CallCard({ call, current }: Drawn): ReactNode {
  const { texts, numbers } = useConsole();
  const keypad = useConsoleState((state) => state.view.keypad);
  const who = callerName(call.caller, texts, numbers);
  return (
    <article
      className={styles['card']}
      aria-label={texts.t('call.card', { who })}
      data-state={call.state}
      data-current={current}
      data-keypad={current && keypad}
    >
      <Head call={call} />
      <Warnings call={call} current={current} />
      <div className={styles['frame']}>
        <div className={styles['body']}>
          <CallFacts call={call} />
          <NoteField call={call} current={current} />
          {current && keypad ? <ToneKeys /> : null}
        </div>
      </div>
      <Sound call={call} />
      <Actions call={call} keys={current} />
    </article>
  );
}
