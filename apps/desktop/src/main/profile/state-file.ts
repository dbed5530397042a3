import { readFileSync, renameSync } from 'node:fs';
import { engineStateSchema } from '@samband/telephony/contract';
import type { EngineState } from '@samband/telephony/contract';
import type { Logger } from '@samband/telephony/ports';
import { writeAtomic } from './atomic.ts';

/** The engine's state on disk: what a restarted engine, or a restarted PC, begins with. */
export interface StateFileOnDisk {
  latest(): EngineState | undefined;
  /** Keeps the newest state; writes are never in parallel, and states in between are skipped. */
  save(state: EngineState): void;
  /** Resolves when what was saved is on disk (or could not be written). */
  settled(): Promise<void>;
}

function readState(path: string, log: Logger): EngineState | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      log.error('state file cannot be read', { code: (error as NodeJS.ErrnoException).code ?? 'unknown' });
    return undefined;
  }
  try {
    return engineStateSchema.parse(JSON.parse(text));
  } catch {
    // Kept aside for the technician: it may be the only trace of a call.
    renameSync(path, `${path}.corrupt`);
    log.error('state file is corrupt and was kept aside; starting without it');
    return undefined;
  }
}

export function openStateFile(path: string, log: Logger): StateFileOnDisk {
  let latest = readState(path, log);
  let written = latest;
  let writing: Promise<void> | undefined;

  async function write(): Promise<void> {
    while (written !== latest && latest) {
      const next = latest;
      written = next;
      try {
        await writeAtomic(path, JSON.stringify(next));
      } catch (error) {
        log.error('state file cannot be written', {
          code: (error as NodeJS.ErrnoException).code ?? 'unknown',
        });
      }
    }
    writing = undefined;
  }

  return {
    latest: () => latest,
    save(state) {
      latest = state;
      writing ??= write();
    },
    settled: async () => writing,
  };
}
