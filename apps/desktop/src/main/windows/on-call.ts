import { inLine } from '@samband/telephony/contract';
import type { Site, WaitingCall } from '@samband/telephony/contract';

/** What the operator's window can do to be seen. */
export interface CalledWindow {
  /** It has the keyboard. */
  isFocused(): boolean;
  /** The task bar asks for the window, until told otherwise. */
  flash(on: boolean): void;
  /** In front of all others, without the keyboard: another program may have it in the middle of a word. */
  raise(): void;
  /** In front, and with the keyboard. */
  activate(): void;
  /** How many wait, on the icon; 0: nothing there. */
  badge(count: number): void;
}

export interface OnCallDeps {
  window(): CalledWindow | undefined;
  /** The site's rule; `undefined` while there is no site. */
  rule(): Site['screen']['onCall'] | undefined;
}

/**
 * How the window asks to be looked at when a call comes to wait. Sound is the engine's, and never depends on it.
 *
 * ```
 *           a call comes, window without the keyboard
 *   calm ─────────────────────────────────────────────► asking ──┐ another call comes: asks again
 *     ▲                                                  │   ▲───┘
 *     └── window gets the keyboard, or nobody waits ─────┘
 * ```
 */
export interface OnCall {
  /** Who waits now. */
  handleWaiting(waiting: readonly WaitingCall[]): void;
  handleFocused(): void;
  /** Another window has taken the place of the one before. */
  handleOpened(): void;
}

export function createOnCall({ window, rule }: OnCallDeps): OnCall {
  let known: ReadonlySet<string> = new Set();
  let asking = false;

  function calm(): void {
    if (!asking) return;
    asking = false;
    window()?.flash(false);
  }
  function ask(): void {
    const wanted = rule();
    const there = window();
    if (!wanted || !there || there.isFocused()) return;
    asking = true;
    // Also with the other rules: the operating system may refuse both of them.
    there.flash(true);
    if (wanted === 'raise') there.raise();
    if (wanted === 'full') there.activate();
  }

  return {
    handleWaiting(waiting) {
      const before = known;
      known = new Set(inLine(waiting).map(({ call }) => call));
      if (known.size !== before.size) window()?.badge(known.size);
      if (known.size === 0) calm();
      else if ([...known].some((call) => !before.has(call))) ask();
    },
    handleFocused: calm,
    handleOpened() {
      const there = window();
      if (known.size > 0) there?.badge(known.size);
      if (asking) there?.flash(true);
    },
  };
}
