import type { Site } from '@samband/telephony/contract';
import type { MessageKey } from '../messages/index.ts';
import type { Console } from '../state/console.ts';
import { answerNext, hangUp, toggleHold, toggleMute, togglePanel, togglePause } from '../state/intents.ts';

type Role = Site['roles'][number];

/** One thing a key can do. Data, so that keys can be rebound per role (site file) and shown by `?`. */
export interface Action {
  /** Name used by the site file's `roles[].actions`. */
  readonly id: string;
  /** `KeyboardEvent.key`. */
  readonly key: string;
  readonly label: MessageKey;
  readonly run: (console: Console) => void;
}

export const actions: readonly Action[] = [
  { id: 'queue.answerNext', key: 'F1', label: 'keys.answerNext', run: answerNext },
  { id: 'call.mute', key: 'F2', label: 'keys.mute', run: toggleMute },
  { id: 'call.hold', key: 'F3', label: 'keys.hold', run: toggleHold },
  { id: 'position.pause', key: 'F9', label: 'keys.ready', run: togglePause },
  { id: 'call.hangUp', key: 'F12', label: 'keys.hangUp', run: hangUp },
  {
    id: 'keys.help',
    key: '?',
    label: 'keys.showHelp',
    run: (console) => togglePanel(console, 'keys'),
  },
];

const functionKey = /^F([1-9]|1[0-2])$/;

/** The actions with the keys of a role: its function keys take the place of the usual ones. */
export function bindings(role: Role | undefined): readonly Action[] {
  const own = Object.entries(role?.actions ?? {}).filter(([key]) => functionKey.test(key));
  const taken = new Set(own.map(([key]) => key));
  return actions.map((action) => {
    const chosen = own.find(([, id]) => id === action.id)?.[0];
    if (chosen !== undefined) return { ...action, key: chosen };
    return taken.has(action.key) ? { ...action, key: '' } : action;
  });
}

/** The key that does this, for the label on its button; '' when none does. */
export function keyOf(bound: readonly Action[], id: string): string {
  return bound.find((action) => action.id === id)?.key ?? '';
}
