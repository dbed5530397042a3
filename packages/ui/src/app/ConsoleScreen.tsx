import type { ReactNode } from 'react';
import { useRef } from 'react';
import { AlertLine } from '../components/AlertLine.tsx';
import { CallZone } from '../components/CallZone.tsx';
import { GuideAnnouncer } from '../components/FirstRunGuide.tsx';
import { GuardLine } from '../components/GuardLine.tsx';
import { PracticeStrip } from '../components/PracticeStrip.tsx';
import { QueueZone } from '../components/QueueZone.tsx';
import { ReachZone } from '../components/ReachZone.tsx';
import { SignInPage } from '../components/SignInPage.tsx';
import { SoundBar } from '../components/SoundBar.tsx';
import { Splitter, useZones } from '../components/Splitter.tsx';
import { StatusBar } from '../components/StatusBar.tsx';
import { isUnstaffed, practiceOf } from '../state/selectors.ts';
import styles from './ConsoleScreen.module.css';
import { useConsole, useConsoleState } from './context.ts';
import { useZoneKeys } from './zone-focus.ts';

/** Who waits, who I talk to, whom I can reach: in this order always, as wide as the layout or the hand makes them. */
function Zones(): ReactNode {
  const ref = useRef<HTMLElement>(null);
  const zones = useZones(ref);
  return (
    <main ref={ref} className={styles['zones']} style={zones.style}>
      <div id="zone-queue" className={styles['cell']} data-zone="queue">
        <QueueZone />
      </div>
      <Splitter side="queue" zones={zones} />
      <div className={styles['cell']} data-zone="call">
        <CallZone />
      </div>
      <Splitter side="reach" zones={zones} />
      <div id="zone-reach" className={styles['cell']} data-zone="reach">
        <ReachZone />
      </div>
    </main>
  );
}

/** Three zones that never move; status above, sound below. Where nobody is signed in, the page for that. */
export function ConsoleScreen(): ReactNode {
  const { site } = useConsole();
  const link = useConsoleState((state) => state.link);
  const unstaffed = useConsoleState(isUnstaffed);
  const practice = useConsoleState(practiceOf);
  const ref = useRef<HTMLDivElement>(null);
  useZoneKeys(ref);
  return (
    <div
      ref={ref}
      className={styles['screen']}
      data-link={link}
      data-exercise={site?.site.exercise === true}
      data-practice={practice !== undefined}
    >
      <div className={styles['cell']} data-zone="status">
        <StatusBar />
      </div>
      {practice ? (
        <div className={styles['cell']} data-zone="practice">
          <PracticeStrip practice={practice} />
          <GuideAnnouncer />
        </div>
      ) : null}
      <div className={styles['lines']}>
        <AlertLine />
        <GuardLine />
      </div>
      {unstaffed ? <SignInPage /> : <Zones />}
      <div className={styles['cell']} data-zone="sound">
        <SoundBar />
      </div>
    </div>
  );
}
