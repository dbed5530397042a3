import type { Pace, PracticeInfo } from '@samband/telephony/contract';
import type { ReactNode } from 'react';
import { FastForward, PhoneIncoming, Play, Square, Users } from 'lucide-react';
import { useConsole, useConsoleState } from '../app/context.ts';
import { useRing } from '../app/guide.ts';
import { togglePanel } from '../state/intents.ts';
import { cx } from './cx.ts';
import { Button } from './parts.tsx';
import styles from './PracticeStrip.module.css';

const signs = { calm: Play, busy: FastForward } as const;
/** What the buttons refer to for why they cannot be pressed. */
const state = 'practice-state';

interface PartProps {
  readonly practice: PracticeInfo;
}

/** A day of callers; the one that runs stays pressed until it is stopped. */
function Day({ practice: { ready, day }, pace }: PartProps & { readonly pace: Pace }): ReactNode {
  const { texts, order } = useConsole();
  const runs = day?.pace === pace;
  const Sign = signs[pace];
  return (
    <Button
      size="small"
      aria-pressed={runs}
      aria-disabled={!ready}
      aria-describedby={state}
      className={cx(styles['press'], runs && ready && styles['runs'])}
      onClick={() => {
        if (ready && !runs) void order({ order: 'day', pace });
      }}
    >
      <Sign aria-hidden="true" size={16} />
      {texts.t(`practice.${pace}`)}
    </Button>
  );
}

function OneCall({ practice: { ready } }: PartProps): ReactNode {
  const { texts, order } = useConsole();
  const ring = useRing('callNow');
  return (
    <Button
      {...ring}
      size="small"
      aria-disabled={!ready}
      aria-describedby={state}
      className={styles['press']}
      onClick={() => {
        if (ready) void order({ order: 'call' });
      }}
    >
      <PhoneIncoming aria-hidden="true" size={16} />
      {texts.t('practice.call')}
    </Button>
  );
}

function Stop({ practice: { ready, day } }: PartProps): ReactNode {
  const { texts, order } = useConsole();
  // A single caller can be sent home too.
  const waits = useConsoleState(({ snapshot }) => snapshot.waiting.length > 0);
  const can = ready && (day !== undefined || waits);
  return (
    <Button
      size="small"
      aria-disabled={!can}
      aria-describedby={state}
      className={styles['press']}
      onClick={() => {
        if (can) void order({ order: 'stop' });
      }}
    >
      <Square aria-hidden="true" size={14} />
      {texts.t('practice.stop')}
    </Button>
  );
}

/** Lets other consoles in; from then on the code in small, and the panel that shows it to a room. */
function Places({ practice: { ready, open } }: PartProps): ReactNode {
  const { console, texts, order } = useConsole();
  const { t } = texts;
  const shown = useConsoleState(({ view }) => view.panel === 'practice');
  async function openUp(): Promise<void> {
    if (await order({ order: 'open' })) console.setView({ panel: 'practice' });
  }
  if (!open)
    return (
      <Button
        size="small"
        aria-disabled={!ready}
        aria-describedby={state}
        className={styles['press']}
        onClick={() => {
          if (ready) void openUp();
        }}
      >
        <Users aria-hidden="true" size={16} />
        {t('practice.open')}
      </Button>
    );
  return (
    <Button
      size="small"
      aria-expanded={shown}
      className={cx(styles['press'], shown && styles['runs'])}
      onClick={() => togglePanel(console, 'practice')}
    >
      <Users aria-hidden="true" size={16} />
      <b className={styles['code']}>{t('practice.shortCode', { code: open.code })}</b>
      <span className="figures">{t('practice.joined', { joined: open.joined, places: open.places })}</span>
    </Button>
  );
}

/** What the simulated callers do, beneath the status: one line that is there from the start, so that nothing moves. */
export function PracticeStrip({ practice }: PartProps): ReactNode {
  const { t } = useConsole().texts;
  const { ready, day } = practice;
  const words = !ready
    ? t('practice.starting')
    : day
      ? t(`practice.day.${day.pace}`, { seed: String(day.seed) })
      : t('practice.none');
  return (
    <section className={styles['strip']} aria-label={t('practice.region')}>
      <Day practice={practice} pace="calm" />
      <Day practice={practice} pace="busy" />
      <OneCall practice={practice} />
      <Stop practice={practice} />
      <p id={state} role="status" className={styles['state']} data-runs={ready && day !== undefined}>
        {words}
      </p>
      <Places practice={practice} />
    </section>
  );
}
