import type { AttentionWords } from '@samband/telephony/contract';
import type { Clock, Disposable } from '@samband/telephony/ports';

/** ms between two notifications: of more, the newest counts. */
const apart = 1000;
/** ms for which words wait for the call they are about: the screen hears of it by another way than main. */
const early = 2000;

export interface NoticesDeps {
  readonly clock: Clock;
  /** The site wants notifications. */
  wanted(): boolean;
  /** The window is in front of the operator: it has the keyboard, and is not minimised. */
  seen(): boolean;
  /** Shows one, without a sound. */
  show(words: AttentionWords, handleClick: () => void): { close(): void };
  handleClick(): void;
}

/** The operating system's notification while a call waits and the window is not looked at: one at a time. */
export interface Notices extends Disposable {
  /** The screen's words of a new call. */
  handleWords(words: AttentionWords): void;
  /** How many calls wait now. */
  handleWaiting(count: number): void;
  handleFocused(): void;
}

export function createNotices(deps: NoticesDeps): Notices {
  const { clock } = deps;
  let waiting = 0;
  let next: { words: AttentionWords; at: number } | undefined;
  let shown: { close(): void } | undefined;
  let pause: Disposable | undefined;

  function close(): void {
    shown?.close();
    shown = undefined;
  }
  function look(): void {
    if (!next || waiting === 0 || pause) return;
    const { words, at } = next;
    next = undefined;
    if (clock.mono() - at > early || !deps.wanted() || deps.seen()) return;
    close();
    shown = deps.show(words, deps.handleClick);
    pause = clock.after(apart, () => {
      pause = undefined;
      look();
    });
  }

  return {
    handleWords(words) {
      next = { words, at: clock.mono() };
      look();
    },
    handleWaiting(count) {
      if (count === 0 && waiting > 0) {
        next = undefined;
        close();
      }
      waiting = count;
      look();
    },
    handleFocused: close,
    dispose() {
      pause?.dispose();
      close();
    },
  };
}
