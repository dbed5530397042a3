import type { Logger } from '@samband/telephony/ports';
import { codeOf } from './files.ts';
import type { Files } from './files.ts';

/** So many files of one name are kept aside; of more, the last one is replaced. */
const most = 5;

export interface AsideDeps {
  readonly path: string;
  /** For the log: `state file`. */
  readonly name: string;
  readonly files: Files;
  readonly log: Logger;
}

/**
 * A file that was found and cannot be used: unreadable, or not what it should be. It is put aside for the
 * technician, as it may be the only trace of a call or of what operators had chosen, and is never written over.
 *
 *     in place ──putAside──▶ aside
 *        └──refused──▶ in place, tried again before the next write
 */
export interface Aside {
  /** The file cannot be used: it is put aside now, or later where that is refused. Never throws. */
  condemn(): void;
  /** Before each write: throws while the unusable file is still in the way. */
  clear(): void;
}

export function createAside({ path, name, files, log }: AsideDeps): Aside {
  let isInTheWay = false;

  function place(): string {
    for (let n = 1; n < most; n += 1) {
      const free = n === 1 ? `${path}.corrupt` : `${path}.corrupt-${n}`;
      if (!files.exists(free)) return free;
    }
    return `${path}.corrupt-${most}`;
  }
  function clear(): void {
    if (!isInTheWay) return;
    try {
      files.rename(path, place());
    } catch (error) {
      // Somebody else has taken it away.
      if (codeOf(error) !== 'ENOENT') throw error;
    }
    isInTheWay = false;
  }
  return {
    condemn() {
      isInTheWay = true;
      try {
        clear();
        log.error(`${name} cannot be used and was kept aside; starting without it`);
      } catch (error) {
        log.error(`${name} cannot be used, nor put aside yet; starting without it`, {
          code: codeOf(error),
        });
      }
    },
    clear,
  };
}
