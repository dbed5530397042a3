import { join } from 'node:path';
import type { Clock, Logger } from '@samband/telephony/ports';
import { codeOf, systemFiles } from './files.ts';
import type { Files } from './files.ts';

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
export const limits: EventLogLimits = { size: 8 * 1024 * 1024, files: 24, age: retention };

/** The file in use. */
export const currentLog = 'events.jsonl';
const aside = /^events-[0-9TZ-]+\.jsonl$/;

/** Names of the files that were set aside, oldest first. */
export function logsAside(folder: string, files: Files = systemFiles): string[] {
  return files
    .names(folder)
    .filter((name) => aside.test(name))
    .sort();
}

export interface RotationDeps {
  readonly folder: string;
  readonly clock: Pick<Clock, 'wall'>;
  readonly log: Logger;
  readonly files: Files;
  readonly bound: EventLogLimits;
}

/** Sets full files aside and deletes what may not be kept. Never throws: a file that stays in use only grows on. */
export interface Rotation {
  isDue(size: number): boolean;
  /** The file must be closed. */
  rotate(path: string, size: number): void;
  prune(): void;
}

export function createRotation({ folder, clock, log, files, bound }: RotationDeps): Rotation {
  /** Where it could not be set aside, it is tried again when it has grown by as much as would be noticed. */
  let dueAt = bound.size;
  let isRefused = false;

  /** A clock that was set back gives a time twice: what is there already is not written over. */
  function freeName(): string {
    const stamp = new Date(clock.wall()).toISOString().replaceAll(/[:.]/g, '-');
    let name = `events-${stamp}.jsonl`;
    for (let n = 2; files.exists(join(folder, name)); n += 1) name = `events-${stamp}-${n}.jsonl`;
    return name;
  }
  function remove(name: string): boolean {
    try {
      files.unlink(join(folder, name));
      return true;
    } catch (error) {
      return codeOf(error) === 'ENOENT';
    }
  }
  function isOld(name: string): boolean {
    try {
      return files.modified(join(folder, name)) < clock.wall() - bound.age;
    } catch {
      // Whatever has no date is judged by its place in the row.
      return false;
    }
  }
  function prune(): void {
    try {
      const kept = logsAside(folder, files);
      const due = kept.filter((name, index) => index < kept.length - bound.files || isOld(name));
      const stuck = due.filter((name) => !remove(name)).length;
      if (stuck > 0) log.warn('old event logs cannot be deleted', { count: stuck });
    } catch (error) {
      log.warn('old event logs cannot be found', { code: codeOf(error) });
    }
  }
  return {
    isDue: (size) => size > dueAt,
    rotate(path, size) {
      try {
        files.rename(path, join(folder, freeName()));
      } catch (error) {
        dueAt = size + bound.size / 8;
        if (!isRefused) log.error('event log cannot be set aside; it grows on', { code: codeOf(error) });
        isRefused = true;
        return;
      }
      [dueAt, isRefused] = [bound.size, false];
      prune();
    },
    prune,
  };
}
