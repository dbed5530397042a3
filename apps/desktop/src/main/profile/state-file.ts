import { engineStateSchema } from '@samband/telephony/contract';
import type { EngineState } from '@samband/telephony/contract';
import type { Clock, Disposable, Logger } from '@samband/telephony/ports';
import type { Files } from './files.ts';
import { openReplaced } from './replaced.ts';

/** The engine's state on disk: what a restarted engine, or a restarted PC, begins with. */
export interface StateFileOnDisk extends Disposable {
  latest(): EngineState | undefined;
  /** Keeps the newest state; writes are never in parallel, and states in between are skipped. */
  save(state: EngineState): void;
  /** Keeps the file aside for the technician; who is here and how they are is all that goes on. */
  setAside(): void;
  /** Resolves when what was saved is on disk (or could not be written). */
  settled(): Promise<void>;
}

export interface StateFileDeps {
  readonly path: string;
  readonly log: Logger;
  readonly clock: Pick<Clock, 'after'>;
  readonly files?: Files;
  /** It cannot be written: an engine that dies now is not lost, but this process and the PC are. Told once. */
  handleFailed?(): void;
  handleBack?(): void;
}

export function openStateFile(deps: StateFileDeps): StateFileOnDisk {
  const file = openReplaced({
    ...deps,
    name: 'state file',
    parse: (text): EngineState => engineStateSchema.parse(JSON.parse(text)),
  });
  let latest = file.found;
  return {
    latest: () => latest,
    save(state) {
      latest = state;
      void file.save(() => JSON.stringify(latest));
    },
    setAside() {
      if (!latest) return;
      file.condemn();
      const { medlytt: _chosen, ...rest } = latest;
      latest = { ...rest, calls: [], unanswered: [], devices: {} };
    },
    settled: file.settled,
    dispose: file.dispose,
  };
}
