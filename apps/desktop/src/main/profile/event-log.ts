import {
  chmodSync,
  closeSync,
  fstatSync,
  openSync,
  readSync,
  readdirSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Event } from '@samband/telephony/contract';
import type { Clock, Logger } from '@samband/telephony/ports';

export interface EventLogLimits {
  /** Bytes of the file in use before it is set aside. */
  readonly size: number;
  /** Files kept besides the one in use. */
  readonly files: number;
  /** ms after which a file that was set aside is deleted. */
  readonly age: number;
}

/** ms for which the log may be kept. */
export const retention = 30 * 86_400_000;
const limits: EventLogLimits = { size: 8 * 1024 * 1024, files: 24, age: retention };

/** The file in use. */
export const currentLog = 'events.jsonl';
const aside = /^events-[0-9TZ-]+\.jsonl$/;

/** Names of the files that were set aside, oldest first. */
export function logsAside(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => aside.test(name))
    .sort();
}

function endsWithNewline(path: string, size: number): boolean {
  const last = Buffer.alloc(1);
  const file = openSync(path, 'r');
  try {
    readSync(file, last, 0, 1, size - 1);
  } finally {
    closeSync(file);
  }
  return last[0] === 10;
}

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

/**
 * Opens the log in `folder`, which must exist. A disk that refuses is logged once and told; call handling goes on,
 * and what happened meanwhile is written when the disk takes it again.
 */
export function openEventLog(
  folder: string,
  clock: Clock,
  log: Logger,
  { handleFailed, handleBack }: EventLogHandlers,
  bound = limits,
): EventLog {
  const path = join(folder, currentLog);
  let file: number | undefined;
  let size = 0;
  let broken = false;
  let told = false;
  const pending: string[] = [];
  let lost = 0;

  function failed(error: unknown): void {
    if (!broken)
      log.error('event log cannot be written', { code: (error as NodeJS.ErrnoException).code ?? '?' });
    broken = true;
  }
  function open(): number {
    const opened = openSync(path, 'a', 0o600);
    file = opened;
    chmodSync(path, 0o600);
    size = fstatSync(opened).size;
    // A line that was cut off when the power went is not to spoil the next one.
    if (size > 0 && !endsWithNewline(path, size)) size += writeSync(opened, '\n');
    return opened;
  }
  function shut(): void {
    const opened = file;
    file = undefined;
    if (opened !== undefined) closeSync(opened);
  }
  function prune(): void {
    const kept = logsAside(folder);
    const old = clock.wall() - bound.age;
    for (const [index, name] of kept.entries())
      if (index < kept.length - bound.files || statSync(join(folder, name)).mtimeMs < old)
        unlinkSync(join(folder, name));
  }
  function rotate(): void {
    shut();
    const stamp = new Date(clock.wall()).toISOString().replaceAll(/[:.]/g, '-');
    renameSync(path, join(folder, `events-${stamp}.jsonl`));
    prune();
    open();
  }
  /** One write a line, in order: a reader that follows the file never waits for a buffer. */
  function write(line: string): void {
    const into = file ?? open();
    const bytes = Buffer.from(line);
    const written = writeSync(into, bytes);
    size += written;
    // A full disk takes what it can: opened anew, the cut line is closed off and this one written again.
    if (written < bytes.length) throw Object.assign(new Error('written in part'), { code: 'ENOSPC' });
  }
  function works(): void {
    if (lost > 0) log.error('events were lost while the log could not be written', { lost });
    if (told) handleBack();
    broken = false;
    told = false;
    lost = 0;
  }

  try {
    open();
    prune();
  } catch (error) {
    failed(error);
  }
  return {
    append(event) {
      // A new engine knows nothing of it.
      if (event.type === 'engine.started') told = false;
      pending.push(`${JSON.stringify(event)}\n`);
      try {
        while (pending[0] !== undefined) {
          write(pending[0]);
          pending.shift();
        }
        if (broken) works();
        if (size > bound.size) rotate();
      } catch (error) {
        failed(error);
        try {
          shut();
        } catch {
          // The descriptor is gone either way (close(2)), and why the disk refuses is told already.
        }
        if (pending.length > mostPending) {
          pending.shift();
          lost += 1;
        }
        if (!told) {
          told = true;
          handleFailed();
        }
      }
    },
    close: shut,
  };
}
