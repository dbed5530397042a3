import type { MessageKey } from '../messages/index.ts';
import type { Console } from '../state/console.ts';
import {
  acknowledgeWorst,
  answerNext,
  callBackNewest,
  hangUp,
  openTab,
  toggleHold,
  toggleKeypad,
  toggleMute,
  togglePanel,
  togglePause,
  toggleSecondMute,
} from '../state/intents.ts';

/** One thing a key can do. Data, so that keys can be rebound per role and person, and shown by `?`. */
export interface Action {
  /** Name used by the site file's `roles[].actions` and by a person's settings. */
  readonly id: string;
  /** As `keys/chord.ts` writes it; '' when no key does this. */
  readonly key: string;
  readonly label: MessageKey;
  /** Works also where nobody is signed in. */
  readonly always?: true;
  readonly run: (console: Console) => void;
}

/** In the order they are shown. F4 and F8 are left for what a call still has to learn: transfer, and playing back. */
export const actions: readonly Action[] = [
  { id: 'queue.answerNext', key: 'F1', label: 'keys.answerNext', run: answerNext },
  { id: 'call.mute', key: 'F2', label: 'keys.mute', run: toggleMute },
  { id: 'medlytt.mute', key: '', label: 'keys.medlytt', run: toggleSecondMute },
  { id: 'call.hold', key: 'F3', label: 'keys.hold', run: toggleHold },
  { id: 'call.keypad', key: 'Shift+F3', label: 'keys.callKeypad', run: toggleKeypad },
  { id: 'call.hangUp', key: 'F12', label: 'keys.hangUp', run: hangUp },
  // The keypad stands where the note stands in a small window.
  {
    id: 'call.note',
    key: 'F5',
    label: 'keys.note',
    run: ({ setView }) => setView({ focus: 'note', keypad: false, sent: '' }),
  },
  {
    id: 'screen.nextZone',
    key: 'F6',
    label: 'keys.nextZone',
    always: true,
    run: ({ setView }) => setView({ focus: 'nextZone' }),
  },
  {
    id: 'screen.previousZone',
    key: 'Shift+F6',
    label: 'keys.previousZone',
    always: true,
    run: ({ setView }) => setView({ focus: 'previousZone' }),
  },
  {
    id: 'reach.phonebook',
    key: 'F7',
    label: 'keys.phonebook',
    run: (console) => openTab(console, 'phonebook'),
  },
  { id: 'reach.log', key: 'Shift+F7', label: 'keys.log', run: (console) => openTab(console, 'log') },
  { id: 'unanswered.callBack', key: 'Shift+F8', label: 'keys.callBack', run: callBackNewest },
  { id: 'position.pause', key: 'F9', label: 'keys.ready', run: togglePause },
  {
    id: 'position.menu',
    key: 'F10',
    label: 'keys.position',
    always: true,
    run: (console) => togglePanel(console, 'position'),
  },
  {
    id: 'sound.panel',
    key: 'Shift+F10',
    label: 'keys.sound',
    always: true,
    run: (console) => togglePanel(console, 'sound'),
  },
  {
    id: 'devices.panel',
    key: 'Shift+F11',
    label: 'keys.devices',
    always: true,
    run: (console) => togglePanel(console, 'devices'),
  },
  { id: 'alarm.acknowledge', key: 'F11', label: 'keys.acknowledge', always: true, run: acknowledgeWorst },
  {
    id: 'keys.help',
    key: '?',
    label: 'keys.showHelp',
    always: true,
    run: (console) => togglePanel(console, 'keys'),
  },
];

/** The key that does this, for the label on its button; '' when none does. */
export function keyOf(bound: readonly Action[], id: string): string {
  return bound.find((action) => action.id === id)?.key ?? '';
}
