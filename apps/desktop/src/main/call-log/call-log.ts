import { closeSync, fstatSync, openSync } from 'node:fs';
import { basename, join } from 'node:path';
import { callLogEntrySchema, matchesLog } from '@samband/telephony/contract';
import type { CallLogEntry, CallLogPage, CallLogQuery, Event } from '@samband/telephony/contract';
import type { Clock, Logger } from '@samband/telephony/ports';
import { currentLog, logsAside, retention } from '../profile/rotation.ts';
import { createBook } from './book.ts';
import { createSlices, eventOf, piecesOf } from './lines.ts';

/** Entries in memory, under a kilobyte each. */
const most = 50_000;
/** ms; a query that comes while the files are read waits so long for them. */
const patience = 300;

export interface CallLogDeps {
  /** Where the event log lies. */
  readonly folder: string;
  /** Others that used this profile have logs of their own. */
  readonly position: number;
  readonly clock: Clock;
  readonly log: Logger;
}

/** The calls of this position, out of its event log: an index in memory, fed by what happens now. */
export interface CallLog {
  /** The next event. What was in the files before the first one is read by `read`. */
  handle(event: Event): void;
  /** Begins to read the files, once; resolves when they are read. */
  read(): Promise<void>;
  query(query: CallLogQuery): Promise<CallLogPage>;
  dispose(): void;
}

interface File {
  readonly path: string;
  /** The file in use: opened, because it may get another name, and what it held before this start. */
  readonly open?: { readonly descriptor: number; readonly bytes: number };
}

/** The files as they are now, newest first. */
function filesOf(folder: string): File[] {
  const files: File[] = [];
  const path = join(folder, currentLog);
  try {
    const descriptor = openSync(path, 'r');
    files.push({ path, open: { descriptor, bytes: fstatSync(descriptor).size } });
    for (const name of logsAside(folder).reverse()) files.push({ path: join(folder, name) });
  } catch {
    // The event log itself has said that there is none.
  }
  return files;
}

/** Entries that fit, newest first, one more than asked for where there are more. */
async function search(
  entries: readonly CallLogEntry[],
  { text = '', before = Infinity, limit = 50 }: CallLogQuery,
  step: () => Promise<void>,
): Promise<CallLogEntry[]> {
  const found: CallLogEntry[] = [];
  for (const entry of entries) {
    if (found.length > limit) break;
    if (entry.at < before && matchesLog(entry, text) && callLogEntrySchema.safeParse(entry).success)
      found.push(entry);
    await step();
  }
  return found;
}

/** At most `limit` of them; calls that began at the same moment stay together, as the next page begins before one. */
function pageOf(found: readonly CallLogEntry[], limit: number): readonly CallLogEntry[] {
  const next = found[limit];
  if (!next) return found;
  const whole = found.filter(({ at }) => at !== next.at);
  return whole.length > 0 ? whole : found.slice(0, limit);
}

/** Made before the first event of this run is written. */
export function openCallLog({ folder, position, clock, log }: CallLogDeps): CallLog {
  const book = createBook(most);
  const files = filesOf(folder);
  let damaged = 0;
  let isRead = false;
  let isOver = false;
  let reading: Promise<void> | undefined;

  async function readFile({ path, open }: File): Promise<void> {
    const slices = createSlices(clock);
    const older = book.older();
    try {
      for await (const lines of piecesOf(path, open))
        for (const line of lines) {
          const event = eventOf(line);
          if (event === 'damaged') damaged += 1;
          else if (event?.position === position) older.add(event);
          await slices.step();
          if (isOver) return;
        }
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '?';
      // It was the oldest, and its time was up meanwhile.
      if (code === 'ENOENT') return;
      damaged += 1;
      log.warn('an event log cannot be read', { file: basename(path), code });
    } finally {
      older.end();
    }
  }
  async function readAll(): Promise<void> {
    for (const file of files) {
      if (isOver || book.full()) break;
      await readFile(file);
    }
    book.complete();
    isRead = true;
    if (damaged > 0) log.warn('lines of the event log are damaged', { count: damaged });
  }
  const read = (): Promise<void> => (reading ??= isOver ? Promise.resolve() : readAll());

  return {
    handle(event) {
      if (event.position === position) book.add(event);
    },
    read,
    async query(query) {
      const { limit = 50 } = query;
      let waiting: { dispose(): void } | undefined;
      const enough = new Promise<void>((resolve) => (waiting = clock.after(patience, resolve)));
      await Promise.race([read(), enough]);
      waiting?.dispose();
      // Nothing is shown longer than the files may be kept.
      book.forget(clock.wall() - retention);
      const slices = createSlices(clock);
      const found = await search(book.newestFirst(), query, () => slices.step());
      const entries = [...pageOf(found, limit)];
      const more = found.length > limit || (!isRead && entries.length > 0);
      return { entries, more, damaged: damaged > 0 };
    },
    dispose() {
      isOver = true;
      const first = files[0]?.open;
      if (first && !reading) closeSync(first.descriptor);
    },
  };
}
