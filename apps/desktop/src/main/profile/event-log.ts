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

/** Opens the log in `folder`, which must exist. A disk that refuses is logged once; call handling goes on. */
export function openEventLog(folder: string, clock: Clock, log: Logger, bound = limits): EventLog {
  const path = join(folder, currentLog);
  let file: number | undefined;
  let size = 0;
  let broken = false;

  function failed(error: unknown): void {
    if (!broken)
      log.error('event log cannot be written', { code: (error as NodeJS.ErrnoException).code ?? '?' });
    broken = true;
  }
  function open(): void {
    file = openSync(path, 'a', 0o600);
    chmodSync(path, 0o600);
    size = fstatSync(file).size;
    // A line that was cut off when the power went is not to spoil the next one.
    if (size > 0 && !endsWithNewline(path, size)) size += writeSync(file, '\n');
  }
  function prune(): void {
    const kept = logsAside(folder);
    const old = clock.wall() - bound.age;
    for (const [index, name] of kept.entries())
      if (index < kept.length - bound.files || statSync(join(folder, name)).mtimeMs < old)
        unlinkSync(join(folder, name));
  }
  function rotate(): void {
    if (file !== undefined) closeSync(file);
    file = undefined;
    const stamp = new Date(clock.wall()).toISOString().replaceAll(/[:.]/g, '-');
    renameSync(path, join(folder, `events-${stamp}.jsonl`));
    prune();
    open();
  }

  try {
    open();
    prune();
  } catch (error) {
    failed(error);
  }
  return {
    append(event) {
      try {
        if (file === undefined) open();
        if (file === undefined) return;
        // One write a line, in order: a reader that follows the file never waits for a buffer.
        size += writeSync(file, `${JSON.stringify(event)}\n`);
        broken = false;
        if (size > bound.size) rotate();
      } catch (error) {
        failed(error);
      }
    },
    close() {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}
