import type { Files } from '../files.ts';

/** What can go wrong at one call. `short`: half of the bytes are taken. `refused`: a rename alone fails. */
export type Fault = 'EIO' | 'ENOSPC' | 'EROFS' | 'EACCES' | 'short' | 'refused';
export const faults: readonly Fault[] = ['EIO', 'ENOSPC', 'EROFS', 'EACCES', 'short', 'refused'];

export interface FaultyFiles extends Files {
  /** Calls so far, by the names of what was called. */
  readonly calls: readonly string[];
  /** Which call goes wrong from now on, counted from 1 as of now; undefined: none. */
  fail(at: number | undefined, fault?: Fault, lasting?: boolean): void;
}

type Call = (...given: unknown[]) => unknown;

const failure = (code: string): Error => Object.assign(new Error(`${code}: by order of the test`), { code });

/** A file system that fails at the n-th call: once, or from there on for ever. */
export function faultyFiles(real: Files): FaultyFiles {
  const calls: string[] = [];
  let at: number | undefined;
  let fault: Fault = 'EIO';
  let isLasting = false;
  let count = 0;

  function isDue(): boolean {
    count += 1;
    return at !== undefined && (isLasting ? count >= at : count === at);
  }
  function run(name: string, call: Call, given: unknown[]): unknown {
    calls.push(name);
    // A descriptor that cannot be closed, or a question that is answered with yes or no, is nobody's loss.
    if (name === 'exists' || name === 'close' || !isDue()) return call(...given);
    if (fault === 'short' && name === 'write') {
      const bytes = given[1] as Uint8Array;
      return call(given[0], bytes.subarray(0, bytes.length >> 1));
    }
    if (fault === 'short' || (fault === 'refused' && name !== 'rename')) return call(...given);
    throw failure(fault === 'refused' ? 'EPERM' : fault);
  }
  const wrap = <T extends object>(over: T, promised: boolean): T =>
    Object.fromEntries(
      Object.entries(over).map(([name, call]) => [
        name,
        promised
          ? async (...given: unknown[]) => run(name, call as Call, given)
          : (...given: unknown[]) => run(name, call as Call, given),
      ]),
    ) as T;

  const { later, ...now } = real;
  return {
    ...wrap(now, false),
    later: wrap(later, true),
    calls,
    fail(next, kind = 'EIO', lasting = false) {
      [at, fault, isLasting, count] = [next, kind, lasting, 0];
    },
  };
}
