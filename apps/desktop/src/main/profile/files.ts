import {
  chmodSync,
  close,
  closeSync,
  existsSync,
  fstatSync,
  fsync,
  fsyncSync,
  mkdirSync,
  open,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  rename,
  renameSync,
  statSync,
  unlinkSync,
  write,
  writeSync,
} from 'node:fs';
import { promisify } from 'node:util';

/** Owner only: what is written here holds callers' numbers. */
const mode = 0o600;

/** A file system, as far as main writes with it. Each call fails as Node's own does: it throws an error with a `code`. */
export interface Files {
  open(path: string, flags: 'r' | 'w' | 'a'): number;
  /** Bytes that were taken: a disk that is nearly full takes fewer than it was given. */
  write(file: number, bytes: Uint8Array): number;
  sync(file: number): void;
  close(file: number): void;
  rename(from: string, to: string): void;
  unlink(path: string): void;
  /** In a folder that exists; no error where it exists itself. */
  makeFolder(path: string): void;
  /** Lets nobody but the owner read and write it. */
  restrict(path: string): void;
  exists(path: string): boolean;
  read(path: string): string;
  size(file: number): number;
  /** `undefined` of an empty file. */
  lastByte(file: number): number | undefined;
  names(folder: string): string[];
  /** ms since 1970. */
  modified(path: string): number;
  /** The same, for what may take as long as the disk does. */
  readonly later: LaterFiles;
}

export interface LaterFiles {
  open(path: string, flags: 'r' | 'w'): Promise<number>;
  write(file: number, bytes: Uint8Array): Promise<number>;
  sync(file: number): Promise<void>;
  close(file: number): Promise<void>;
  rename(from: string, to: string): Promise<void>;
}

/** The operating system's word for what went wrong; never a path. */
export const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown';

const openLater = promisify(open);
const writeLater = promisify(write);

function lastByte(file: number, size: number): number | undefined {
  if (size === 0) return undefined;
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, size - 1);
  return last[0];
}

/** One level: Node 20 never returns from a recursive one where the system answers ENOENT all the way up (/proc). */
function makeFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

export const systemFiles: Files = {
  open: (path, flags) => openSync(path, flags, mode),
  write: (file, bytes) => writeSync(file, bytes),
  sync: fsyncSync,
  close: closeSync,
  rename: renameSync,
  unlink: unlinkSync,
  makeFolder,
  restrict: (path) => chmodSync(path, mode),
  exists: existsSync,
  read: (path) => readFileSync(path, 'utf8'),
  size: (file) => fstatSync(file).size,
  lastByte: (file) => lastByte(file, fstatSync(file).size),
  names: (folder) => readdirSync(folder),
  modified: (path) => statSync(path).mtimeMs,
  later: {
    open: (path, flags) => openLater(path, flags, mode),
    write: async (file, bytes) => (await writeLater(file, bytes)).bytesWritten,
    sync: promisify(fsync),
    close: promisify(close),
    rename: promisify(rename),
  },
};
