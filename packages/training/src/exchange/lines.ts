import type { Side } from './types.ts';

/** One connection, and who has proved to be at its other end. */
export interface Line {
  readonly side: Side;
  /** Set by the first request that proved its user; one line, one user. */
  user: string | undefined;
  open: boolean;
  /** Wrong secrets so far. */
  failures: number;
  /** Neither throws. */
  send(text: string): void;
  close(): void;
}

/** One end of a dialog, or the target of a branch: found again when it comes back over a new connection. */
export interface Party {
  readonly user: string;
  /** URI of its Contact: the remote target (RFC 3261 §12.1.1). */
  contact: string;
  line: Line;
}
