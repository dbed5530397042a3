import type { Clock, Disposable, Logger } from '@samband/telephony/ports';
import { createAside } from './aside.ts';
import { writeAtomic, writeAtomicSync } from './atomic.ts';
import { codeOf, systemFiles } from './files.ts';
import type { Files } from './files.ts';

export interface ReplacedDeps<T> {
  readonly path: string;
  /** For the log: `state file`. */
  readonly name: string;
  readonly log: Logger;
  /** Absent: what could not be written is written with the next change, and not before. */
  readonly clock?: Pick<Clock, 'after'>;
  readonly files?: Files | undefined;
  /** Throws where the text is not what it should be. */
  parse(text: string): T;
  /** Told once at each change. */
  handleFailed?(): void;
  handleBack?(): void;
}

/** A small file that is replaced whole each time. What cannot be read is put aside and never written over. */
export interface Replaced<T> extends Disposable {
  /** What was in it when it was opened. */
  readonly found: T | undefined;
  /** It was there, and could not be used. */
  readonly wasUnusable: boolean;
  /** What is in the file is not to be used again: it is put aside. */
  condemn(): void;
  /** Writes the newest; one write at a time, those in between are skipped. False: not yet, it will be tried again. */
  save(content: () => string): Promise<boolean>;
  /** Before the event loop turns; of one file, either this or `save`. False: not yet, it will be tried again. */
  saveNow(content: string): boolean;
  /** Resolves when what was saved is on disk, or could not be written once more. */
  settled(): Promise<void>;
}

/** ms between tries while the disk refuses: doubled each time. */
const firstPause = 1000;
const longestPause = 60_000;

function readFound<T>({ path, name, log, parse }: ReplacedDeps<T>, files: Files): T | 'unusable' | undefined {
  let text: string;
  try {
    text = files.read(path);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return undefined;
    log.error(`${name} cannot be read`, { code });
    return 'unusable';
  }
  try {
    return parse(text);
  } catch {
    return 'unusable';
  }
}

/** Opens it. Neither opening nor saving ever throws: a disk that refuses is logged once and told. */
export function openReplaced<T>(deps: ReplacedDeps<T>): Replaced<T> {
  const { path, name, log, files = systemFiles } = deps;
  const aside = createAside({ path, name, files, log });
  const found = readFound(deps, files);
  if (found === 'unusable') aside.condemn();

  let newest: (() => string) | undefined;
  let isUnwritten = false;
  let isFailing = false;
  let isOver = false;
  let pause = firstPause;
  let retry: Disposable | undefined;
  let writing: Promise<boolean> | undefined;
  let next: Promise<boolean> | undefined;

  function good(): true {
    if (isFailing) {
      log.info(`${name} is written again`);
      deps.handleBack?.();
    }
    isFailing = false;
    pause = firstPause;
    return true;
  }
  function bad(error: unknown): false {
    if (!isFailing) {
      log.error(`${name} cannot be written`, { code: codeOf(error) });
      deps.handleFailed?.();
    }
    isFailing = true;
    return false;
  }
  function tryLater(run: () => unknown): void {
    if (isOver) return;
    retry?.dispose();
    retry = deps.clock?.after(pause, () => void run());
    pause = Math.min(pause * 2, longestPause);
  }
  async function write(): Promise<boolean> {
    isUnwritten = false;
    try {
      aside.clear();
      await writeAtomic(path, newest?.() ?? '', files);
      return good();
    } catch (error) {
      isUnwritten = true;
      tryLater(again);
      return bad(error);
    }
  }
  /** Whoever comes while one is being written shares the one after it. */
  function again(): Promise<boolean> {
    retry?.dispose();
    next ??= (writing ?? Promise.resolve(true)).then(() => {
      next = undefined;
      writing = write();
      return writing;
    });
    return next;
  }
  function saveNow(content: string): boolean {
    retry?.dispose();
    try {
      aside.clear();
      writeAtomicSync(path, content, files);
      return good();
    } catch (error) {
      tryLater(() => saveNow(content));
      return bad(error);
    }
  }
  return {
    found: found === 'unusable' ? undefined : found,
    wasUnusable: found === 'unusable',
    condemn: aside.condemn,
    save(content) {
      newest = content;
      return again();
    },
    saveNow,
    async settled() {
      await (next ?? writing);
      // The last chance before this process ends.
      if (isUnwritten) await again();
    },
    dispose() {
      isOver = true;
      retry?.dispose();
    },
  };
}
