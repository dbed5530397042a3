import { dirname } from 'node:path';
import { systemFiles } from './files.ts';
import type { Files } from './files.ts';

/** A system that says nothing and takes nothing is not asked for ever. */
const nothingTaken = (): Error => Object.assign(new Error('nothing was written'), { code: 'ENOSPC' });

const temporaryOf = (path: string): string => `${path}.tmp`;

/** What is half written takes room that is lacking already. */
function discard(path: string, files: Files): void {
  try {
    files.unlink(temporaryOf(path));
  } catch {
    // Why it could not be written is told by whoever wanted it; the next try begins with the same file.
  }
}

/** Writes all of it: a call may take fewer bytes than it was given (write(2)). */
export function writeWhole(file: number, content: string | Uint8Array, files: Files): void {
  let rest: Uint8Array = Buffer.from(content);
  while (rest.length > 0) {
    const taken = files.write(file, rest);
    if (taken <= 0) throw nothingTaken();
    rest = rest.subarray(taken);
  }
}

async function fill(path: string, content: string | Uint8Array, { later }: Files): Promise<void> {
  const file = await later.open(path, 'w');
  try {
    let rest: Uint8Array = Buffer.from(content);
    while (rest.length > 0) {
      const taken = await later.write(file, rest);
      if (taken <= 0) throw nothingTaken();
      rest = rest.subarray(taken);
    }
    await later.sync(file);
  } finally {
    await later.close(file);
  }
}

/** Replaces a file whole or not at all: temporary file beside it, fsync, rename, fsync of the folder. */
export async function writeAtomic(
  path: string,
  content: string | Uint8Array,
  files: Files = systemFiles,
): Promise<void> {
  const { later } = files;
  try {
    await fill(temporaryOf(path), content, files);
    await later.rename(temporaryOf(path), path);
  } catch (error) {
    discard(path, files);
    throw error;
  }
  // Windows opens no folders, and needs no such step: NTFS logs the rename.
  if (process.platform === 'win32') return;
  const folder = await later.open(dirname(path), 'r');
  try {
    await later.sync(folder);
  } finally {
    await later.close(folder);
  }
}

function fillNow(path: string, content: string, files: Files): void {
  const file = files.open(path, 'w');
  try {
    writeWhole(file, content, files);
    files.sync(file);
  } finally {
    files.close(file);
  }
}

/** The same, before the event loop turns: for what must be on disk before the next step. */
export function writeAtomicSync(path: string, content: string, files: Files = systemFiles): void {
  try {
    fillNow(temporaryOf(path), content, files);
    files.rename(temporaryOf(path), path);
  } catch (error) {
    discard(path, files);
    throw error;
  }
  if (process.platform === 'win32') return;
  const folder = files.open(dirname(path), 'r');
  try {
    files.sync(folder);
  } finally {
    files.close(folder);
  }
}
