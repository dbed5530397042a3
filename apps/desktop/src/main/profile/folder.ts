import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeAtomicSync } from './atomic.ts';
import { codeOf, systemFiles } from './files.ts';

/** Why the folder of this console cannot be used. */
export interface FolderProblem {
  readonly folder: string;
  /** The operating system's word: `EACCES`, `EROFS`, `ENOTDIR`. */
  readonly code: string;
}

export interface ProfileFolder {
  /** Where this run keeps its files. */
  readonly folder: string;
  /** The one that was wanted cannot be used: this run has a temporary one. */
  readonly problem?: FolderProblem;
  /** Takes a temporary one away; whatever is still in use stays. */
  dispose(): void;
}

/** What the folder must let this user do; throws where it does not. */
export function proveFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  // Somebody else's folder does not let its mode be set, even where it lets files be written.
  chmodSync(folder, 0o700);
  const probe = join(folder, 'probe');
  writeAtomicSync(probe, 'can be written\n');
  systemFiles.unlink(probe);
}

/**
 * The profile. Where it cannot be used (read-only, somebody else's, a file), a temporary one takes its place: a
 * console that says what is wrong is worth more than a process without a window.
 */
export function openProfile(wanted: string, prove: (folder: string) => void = proveFolder): ProfileFolder {
  try {
    prove(wanted);
    return { folder: wanted, dispose: () => undefined };
  } catch (error) {
    const folder = mkdtempSync(join(tmpdir(), 'samband-'));
    return {
      folder,
      problem: { folder: wanted, code: codeOf(error).slice(0, 32) },
      dispose: () => rmSync(folder, { recursive: true, force: true, maxRetries: 2 }),
    };
  }
}
