import type { ReactNode } from 'react';
import type { PanelName } from '../state/types.ts';
import { KeysHelp } from './KeysHelp.tsx';

const panels: Readonly<Partial<Record<PanelName, () => ReactNode>>> = { keys: KeysHelp };

/** What stands in the right zone in place of its tabs, one at a time: queue and call stay in sight. */
export function SidePanel({ name }: { readonly name: PanelName }): ReactNode {
  const Open = panels[name];
  return Open ? <Open /> : null;
}
