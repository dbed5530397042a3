import type { Console } from '../state/console.ts';
import { answerPlace, cancel, sendDigit } from '../state/intents.ts';
import { openCalls } from '../state/selectors.ts';
import type { Action } from './actions.ts';
import { chordOf } from './chord.ts';

/** What is read of a key press. */
export interface KeyPress {
  readonly key: string;
  readonly repeat: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
  readonly target: EventTarget | null;
  preventDefault(): void;
}

const typing = 'input, textarea, select, [contenteditable], [role="listbox"], [role="menu"]';
const learning = '[data-learns-key]';
/** What is itself the smallest open thing while it has the keyboard. */
const ownEscape = '[data-own-escape]';
const within = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null;

/** Digits: to the call while its keypad is open, else they take the row with that number. */
function digit(console: Console, key: string): boolean {
  const { view, snapshot } = console.store.getState();
  if (view.keypad && openCalls(snapshot.calls).length > 0) {
    if (!/^[0-9*#]$/.test(key)) return false;
    sendDigit(console, key);
    return true;
  }
  if (!/^[1-9]$/.test(key)) return false;
  answerPlace(console, Number(key));
  return true;
}

/** A function key with Shift that means nothing of its own is the key itself: a hand on Shift must not lose a caller. */
function actionOf(bound: readonly Action[], event: KeyPress): Action | undefined {
  const chord = chordOf(event);
  const found = bound.find((item) => item.key === chord);
  return found ?? bound.find((item) => item.key !== '' && chord === `Shift+${item.key}`);
}

/**
 * One press. Function keys work everywhere, also in fields; digits and `?` only outside of them.
 * A key held down counts once: a heavy hand must not take a second caller.
 */
export function pressed(console: Console, bound: readonly Action[], event: KeyPress): void {
  // A field that learns a key takes every one but those that leave it.
  if (event.metaKey || within(event.target, learning)) return;
  const { key } = event;
  const action = actionOf(bound, event);
  const inField = within(event.target, typing);
  if (action && (action.key.length > 1 || !inField)) {
    event.preventDefault();
    if (!event.repeat) action.run(console);
    return;
  }
  if (event.ctrlKey || event.altKey) return;
  if (event.repeat && (key === 'Enter' || key === ' ') && within(event.target, 'button'))
    return event.preventDefault();
  if (event.repeat || inField) return;
  if (key === 'Escape') return within(event.target, ownEscape) ? undefined : cancel(console);
  if (digit(console, key)) event.preventDefault();
}

/** Listens on the window, before anything else sees the key. Returns the undo. */
export function listenToKeys(target: Window, console: Console, bound: () => readonly Action[]): () => void {
  const listener = (event: KeyboardEvent): void => pressed(console, bound(), event);
  target.addEventListener('keydown', listener, { capture: true });
  return () => target.removeEventListener('keydown', listener, { capture: true });
}
