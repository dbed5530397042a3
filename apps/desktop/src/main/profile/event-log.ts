import { join } from 'node:path';
import type { Event } from '@samband/telephony/contract';
import type { Clock, Disposable, Logger } from '@samband/telephony/ports';
import { writeWhole } from './atomic.ts';
import { codeOf, systemFiles } from './files.ts';
import type { Files } from './files.ts';
import { createRotation, currentLog, limits } from './rotation.ts';
import type { EventLogLimits } from './rotation.ts';

/** The position's own record of what happened, one JSON object a line. Holds callers' numbers: owner only, bounded. */
export interface EventLog {
  append(event: Event): void;
  close(): void;
}

/** Told once at each change: the screen says so for as long as it lasts. */
export interface EventLogHandlers {
  handleFailed(): void;
  handleBack(): void;
}

/** Lines kept in memory while the disk refuses; of more, the oldest go. */
const mostPending = 20_000;
/** ms between tries while the disk refuses: doubled each time. */
const firstPause = 1000;
const longestPause = 60_000;
/** ms for which a disk that was lost lately must have taken everything before it is called well again. */
const proof = 60_000;
const newline = 10;

export interface EventLogDeps extends EventLogHandlers {
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly files?: Files;
  readonly bound?: EventLogLimits;
}

/**
 * Opens the log. A disk that refuses is logged once and told; call handling goes on, and what happened meanwhile is
 * written when the disk takes it again. What is told becomes events, and these are lines as well: told is what has
 * changed for some time, so that a disk that comes and goes, or a file that cannot be set aside, is no storm of them.
 *
 *     well ──a line refused──▶ failed ──all is written──▶ proving ──for a minute, or at once the first time──▶ well
 *                                 ▲────── a line refused ─────┘
 */
export function openEventLog(deps: EventLogDeps): EventLog {
  const { folder, clock, log, files = systemFiles, bound = limits } = deps;
  const path = join(folder, currentLog);
  let file: number | undefined;
  let size = 0;
  let broken = false;
  let told = false;
  let toldBackAt = -Infinity;
  let proving: Disposable | undefined;
  let retry: Disposable | undefined;
  let pause = firstPause;
  let isOver = false;
  const pending: string[] = [];
  let lost = 0;
  const rotation = createRotation({ folder, clock, log, files, bound });

  function open(): number {
    files.makeFolder(folder);
    const opened = files.open(path, 'a');
    file = opened;
    try {
      files.restrict(path);
    } catch (error) {
      log.warn('event log may be readable by others', { code: codeOf(error) });
    }
    size = files.size(opened);
    // A line that was cut off when the power went is not to spoil the next one.
    // What is open for appending cannot be read.
    if (size > 0 && lastByteOf(path, files) !== newline) {
      writeWhole(opened, '\n', files);
      size += 1;
    }
    return opened;
  }
  function shut(): void {
    const opened = file;
    file = undefined;
    try {
      if (opened !== undefined) files.close(opened);
    } catch (error) {
      // The descriptor is gone either way (close(2)).
      log.warn('event log was not closed well', { code: codeOf(error) });
    }
  }
  /** In order, one write a line: a reader that follows the file never waits for a buffer. */
  function flush(): void {
    for (let line = pending[0]; line !== undefined; line = pending[0]) {
      const bytes = Buffer.from(line);
      writeWhole(file ?? open(), bytes, files);
      size += bytes.length;
      pending.shift();
    }
  }
  function works(): void {
    retry?.dispose();
    pause = firstPause;
    if (lost > 0) log.error('events were lost while the log could not be written', { lost });
    [broken, lost] = [false, 0];
    if (!told) return;
    const due = toldBackAt + proof - clock.mono();
    if (due <= 0) tellBack();
    else proving = clock.after(proof, tellBack);
  }
  function tellBack(): void {
    proving = undefined;
    told = false;
    toldBackAt = clock.mono();
    deps.handleBack();
  }
  function failed(error: unknown): void {
    if (!broken && proving === undefined) log.error('event log cannot be written', { code: codeOf(error) });
    broken = true;
    proving?.dispose();
    proving = undefined;
    // Opened anew, a line that was cut is closed off, and written again.
    shut();
    if (pending.length > mostPending) lost += pending.splice(0, pending.length - mostPending).length;
    retry?.dispose();
    if (!isOver) retry = clock.after(pause, write);
    pause = Math.min(pause * 2, longestPause);
  }
  function write(): void {
    try {
      flush();
    } catch (error) {
      failed(error);
      if (told) return;
      told = true;
      deps.handleFailed();
      return;
    }
    if (broken) works();
    if (rotation.isDue(size)) rotate();
  }
  function rotate(): void {
    shut();
    rotation.rotate(path, size);
    try {
      open();
    } catch (error) {
      // Nothing is lost yet: the next line opens it, or says that it cannot.
      log.warn('event log cannot be opened at once', { code: codeOf(error) });
      shut();
    }
  }

  try {
    open();
  } catch (error) {
    failed(error);
  }
  rotation.prune();
  return {
    append(event) {
      // A new engine knows nothing of it.
      if (event.type === 'engine.started') told = false;
      pending.push(`${JSON.stringify(event)}\n`);
      write();
    },
    close() {
      if (pending.length > 0 && !isOver) write();
      isOver = true;
      retry?.dispose();
      proving?.dispose();
      shut();
    },
  };
}

function lastByteOf(path: string, files: Files): number | undefined {
  const file = files.open(path, 'r');
  try {
    return files.lastByte(file);
  } finally {
    files.close(file);
  }
}
