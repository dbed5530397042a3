import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import type { PanelName } from '../state/types.ts';
import { DevicesPanel } from './DevicesPanel.tsx';
import { KeysPanel } from './KeysPanel.tsx';
import { PositionPanel } from './PositionPanel.tsx';
import { PracticePanel } from './PracticePanel.tsx';
import styles from './SidePanel.module.css';
import { SoundPanel } from './SoundPanel.tsx';

const panels: Readonly<Record<PanelName, () => ReactNode>> = {
  devices: DevicesPanel,
  keys: KeysPanel,
  position: PositionPanel,
  practice: PracticePanel,
  sound: SoundPanel,
};

/** A panel that goes away with the keyboard in it gives it back to where it was before. */
function useGivesBack(): void {
  const before = useRef(document.activeElement);
  useEffect(() => {
    const { current } = before;
    return () => {
      const { activeElement } = document;
      const lost = activeElement === null || activeElement === document.body;
      if (lost && current instanceof HTMLElement && current.isConnected) current.focus();
    };
  }, []);
}

/** What stands in the right zone in place of its tabs, one at a time: queue and call stay in sight. */
export function SidePanel({ name }: { readonly name: PanelName }): ReactNode {
  const Open = panels[name];
  useGivesBack();
  return (
    <div className={styles['side']}>
      <Open />
    </div>
  );
}
