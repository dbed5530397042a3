import type { EdgeState } from '@samband/telephony/contract';
import { worstRefusal } from '@samband/telephony/contract';
import type { ReactNode } from 'react';
import { useConsole, useConsoleState } from '../app/context.ts';
import type { Texts } from '../messages/index.ts';
import { recordingState } from '../state/selectors.ts';
import { useTicking } from '../time/hooks.ts';
import { PositionMenu } from './PositionMenu.tsx';
import styles from './StatusBar.module.css';

type Tone = 'ok' | 'warn' | 'bad' | 'unknown';

/** One lamp: shape and colour by tone, the state in words beneath the name. */
function Lamp({
  name,
  words,
  tone,
}: {
  readonly name: string;
  readonly words: string;
  readonly tone: Tone;
}): ReactNode {
  return (
    <li className={styles['lamp']} data-tone={tone}>
      <i aria-hidden="true" />
      <span>
        <b>{name}</b>
        <span className={styles['words']}> {words}</span>
      </span>
    </li>
  );
}

function proofLamp(proof: EdgeState['proof'], t: Texts['t']): { tone: Tone; words: string } {
  if (proof === 'proven') return { tone: 'ok', words: t('lamp.edge.connected') };
  if (proof === undefined) return { tone: 'warn', words: t('lamp.edge.proving') };
  if (proof === 'undeclared') return { tone: 'warn', words: t('lamp.edge.undeclared') };
  return { tone: 'bad', words: t('lamp.edge.deaf') };
}

/**
 * The state of one edge, truthfully. Green only when a call to this position came back over it within the last minute:
 * that it is registered there does not say that anything rings here.
 */
export function edgeLamp(edge: EdgeState, stale: boolean, { t }: Texts): { tone: Tone; words: string } {
  if (stale) return { tone: 'unknown', words: t('lamp.edge.unknown') };
  const refusal = worstRefusal(edge);
  if (refusal) return { tone: 'bad', words: t('lamp.edge.refused', { status: refusal.status }) };
  if (edge.state === 'connected') {
    if (edge.registered.length === 0) return { tone: 'warn', words: t('lamp.edge.registering') };
    return proofLamp(edge.proof, t);
  }
  if (edge.attempt > 1) return { tone: 'bad', words: t('lamp.edge.reconnecting', { n: edge.attempt }) };
  return edge.state === 'lost'
    ? { tone: 'bad', words: t('lamp.edge.lost') }
    : { tone: 'warn', words: t('lamp.edge.connecting') };
}

function Lamps(): ReactNode {
  const { texts } = useConsole();
  const edges = useConsoleState((state) => state.snapshot.edges);
  const stale = useConsoleState((state) => state.link !== 'live');
  const recording = useConsoleState((state) => recordingState(state.snapshot.calls));
  const tones = { confirmed: 'ok', missing: 'bad', unknown: 'warn', none: 'unknown' } as const;
  const shown = stale && recording !== undefined ? 'unknown' : (recording ?? 'none');
  return (
    <ul className={styles['lamps']}>
      {edges.map((edge) => (
        <Lamp
          key={edge.name}
          name={texts.t('lamp.edge', { name: edge.name })}
          {...edgeLamp(edge, stale, texts)}
        />
      ))}
      <Lamp name={texts.t('lamp.recording')} words={texts.t(`lamp.recording.${shown}`)} tone={tones[shown]} />
    </ul>
  );
}

function Clock(): ReactNode {
  const { texts } = useConsole();
  const words = useTicking((now) => texts.time(now, true));
  return (
    <time className={styles['clock']} aria-label={texts.t('status.clock')}>
      {words}
    </time>
  );
}

export function StatusBar(): ReactNode {
  const { texts, site } = useConsole();
  const { t } = texts;
  const info = useConsoleState((state) => state.info);
  const known = typeof info === 'object' ? info : undefined;
  const told = useConsoleState(({ snapshot }) => snapshot.position.role);
  const unstaffed = useConsoleState(({ snapshot }) => snapshot.position.state === 'signedOut');
  const id = told === '' ? known?.role : told;
  const role = site?.roles.find((item) => item.id === id)?.name ?? id;
  return (
    <header className={styles['bar']} aria-label={t('status.region')}>
      <div className={styles['who']}>
        <h1>{site?.site.name}</h1>
        <span>{known ? t('status.position', { n: known.position }) : ''}</span>
        {unstaffed ? null : <span>{role}</span>}
        {site?.site.exercise === true ? (
          <strong className={styles['exercise']}>{t('status.exercise')}</strong>
        ) : null}
        {known?.runtime.test === true ? (
          <strong className={styles['test']} title={t('status.testWhat')}>
            {t('status.test')}
          </strong>
        ) : null}
      </div>
      <Lamps />
      <Clock />
      <PositionMenu />
    </header>
  );
}
