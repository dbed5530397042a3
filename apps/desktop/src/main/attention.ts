import { inLine } from '@samband/telephony/contract';
import type { AttentionWords, Site, Snapshot } from '@samband/telephony/contract';
import type { Clock, Disposable, Logger } from '@samband/telephony/ports';
import { createNotices } from './windows/notices.ts';
import { showNotification } from './windows/notification.ts';
import { createOnCall } from './windows/on-call.ts';
import type { ConsoleWindow } from './windows/open.ts';

export interface AttentionDeps {
  readonly clock: Clock;
  readonly log: Logger;
  window(): ConsoleWindow | undefined;
  /** The site's rule; `undefined` while there is no site. */
  rule(): Site['screen'] | undefined;
}

/** Whatever is done to be seen when a call waits and the operator looks elsewhere. */
export interface Attention extends Disposable {
  handleSnapshot(snapshot: Snapshot): void;
  handleWords(words: AttentionWords): void;
  handleFocused(): void;
  handleOpened(): void;
}

export function createAttention({ clock, log, window, rule }: AttentionDeps): Attention {
  const onCall = createOnCall({ window, rule: () => rule()?.onCall });
  const notices = createNotices({
    clock,
    wanted: () => rule()?.notify ?? false,
    seen() {
      const there = window();
      return there !== undefined && there.isFocused() && !there.isMinimised();
    },
    show: (words, handleClick) => showNotification(words, handleClick, log),
    handleClick: () => window()?.activate(),
  });
  let waiting: Snapshot['waiting'] = [];
  return {
    handleSnapshot(snapshot) {
      // Most events change nothing in the queue: the list is the same one then.
      if (snapshot.waiting === waiting) return;
      ({ waiting } = snapshot);
      onCall.handleWaiting(waiting);
      notices.handleWaiting(inLine(waiting).length);
    },
    handleWords: notices.handleWords,
    handleFocused() {
      onCall.handleFocused();
      notices.handleFocused();
    },
    handleOpened: onCall.handleOpened,
    dispose: () => notices.dispose(),
  };
}
