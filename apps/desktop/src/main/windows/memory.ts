import type { Clock, Disposable } from '@samband/telephony/ports';
import type { KeptWindow } from './placement.ts';

/** ms without a change, then it is kept: a window that is dragged changes all the time. */
const settles = 500;

export interface WindowMemoryDeps {
  readonly clock: Clock;
  /** As the window stands now; `undefined` while that is nothing to remember: minimised, or gone. */
  look(): KeptWindow | undefined;
  keep(window: KeptWindow): void;
}

/** Remembers where the window was left. */
export interface WindowMemory extends Disposable {
  /** As it stands now it was opened: nothing to remember. */
  handleOpened(): void;
  /** Moved, resized, maximised or not. */
  handleChanged(): void;
  /** Keeps at once what is not kept yet: the window is about to go. */
  flush(): void;
}

export function createWindowMemory({ clock, look, keep }: WindowMemoryDeps): WindowMemory {
  let settling: Disposable | undefined;
  let last = '';
  function flush(): void {
    if (!settling) return;
    settling.dispose();
    settling = undefined;
    const window = look();
    const now = JSON.stringify(window);
    if (!window || now === last) return;
    last = now;
    keep(window);
  }
  return {
    handleOpened() {
      last = JSON.stringify(look());
    },
    handleChanged() {
      settling?.dispose();
      settling = clock.after(settles, flush);
    },
    flush,
    dispose() {
      settling?.dispose();
      settling = undefined;
    },
  };
}
