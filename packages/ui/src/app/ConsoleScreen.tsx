import type { ReactNode } from 'react';
import { AlertLine } from '../components/AlertLine.tsx';
import { CallZone } from '../components/CallZone.tsx';
import { QueueZone } from '../components/QueueZone.tsx';
import { ReachZone } from '../components/ReachZone.tsx';
import { SoundBar } from '../components/SoundBar.tsx';
import { StatusBar } from '../components/StatusBar.tsx';
import type { Theme } from '../theme/theme.ts';
import styles from './ConsoleScreen.module.css';
import { useConsole, useConsoleState } from './context.ts';

/** Three zones that never move: who waits, who I talk to, whom I can reach; status above, sound below. */
export function ConsoleScreen({
  theme,
  onTheme,
}: {
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
}): ReactNode {
  const { site } = useConsole();
  const link = useConsoleState((state) => state.link);
  return (
    <div className={styles['screen']} data-link={link} data-exercise={site?.site.exercise === true}>
      <StatusBar />
      <AlertLine />
      <main className={styles['zones']}>
        <QueueZone />
        <CallZone />
        <ReachZone />
      </main>
      <SoundBar theme={theme} onTheme={onTheme} />
    </div>
  );
}
