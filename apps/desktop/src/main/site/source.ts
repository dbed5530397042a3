import { unwatchFile, watchFile } from 'node:fs';
import type { Operator, StartProblem } from '@samband/telephony/contract';
import type { Disposable } from '@samband/telephony/ports';
import { directoryFile, loadDirectory } from './directory.ts';
import type { LoadedDirectory } from './directory.ts';
import { loadSite } from './load.ts';
import type { LoadedSite } from './load.ts';

/** Tells of each change of a file, until disposed. */
export type Watch = (file: string, listener: () => void) => Disposable;

/** By looking: editors replace files, and network drives tell nothing. */
export const watchByLooking: Watch = (file, listener) => {
  watchFile(file, { interval: 1000 }, listener);
  return { dispose: () => unwatchFile(file, listener) };
};

export interface SourceDeps {
  readonly file: string | undefined;
  /** As it was read before the app was ready. */
  readonly loaded: LoadedSite;
  readonly watch: Watch;
  /** Was wrong, and has been read again: perhaps it is right now. */
  handleRead(): void;
}

/** The site file and its directory of operators: read at the start, and again for as long as one of them is wrong. */
export interface SiteSource extends Disposable {
  site(): LoadedSite;
  operators(): readonly Operator[] | undefined;
  problem(): StartProblem | undefined;
}

export function openSource({ file, loaded, watch, handleRead }: SourceDeps): SiteSource {
  let site = loaded;
  let directory = readDirectory();
  const watched = new Map<string, Disposable>();

  function readDirectory(): LoadedDirectory {
    return site.ok && file !== undefined ? loadDirectory(file, site) : { ok: true, operators: undefined };
  }
  function problem(): StartProblem | undefined {
    if (!site.ok) return site.problem;
    return directory.ok ? undefined : directory.problem;
  }
  /** What has to be looked at: nothing once all is right. Another start takes up what is changed then. */
  function wanted(): Set<string> {
    if (file === undefined || problem() === undefined) return new Set();
    const named = site.ok ? directoryFile(file, site.site) : undefined;
    return new Set(named === undefined ? [file] : [file, named]);
  }
  function look(): void {
    const now = wanted();
    for (const [name, watching] of watched)
      if (!now.has(name)) {
        watching.dispose();
        watched.delete(name);
      }
    for (const name of now) if (!watched.has(name)) watched.set(name, watch(name, read));
  }
  function read(): void {
    site = loadSite(file);
    directory = readDirectory();
    look();
    handleRead();
  }

  look();
  return {
    site: () => site,
    operators: () => (directory.ok ? directory.operators : undefined),
    problem,
    dispose() {
      for (const watching of watched.values()) watching.dispose();
      watched.clear();
    },
  };
}
