import type { EngineState, EventPayload, EventType } from '../contract/index.ts';

/** Something that must be released. Registered where it is made. */
export interface Disposable {
  dispose(): void;
}

/** Time. Timers that matter run behind it, so that tests own time and throttling can be worked around. */
export interface Clock {
  /** UTC milliseconds. */
  wall(): number;
  /** Milliseconds, never going back. */
  mono(): number;
  after(ms: number, run: () => void): Disposable;
  every(ms: number, run: () => void): Disposable;
}

export interface Ids {
  /** A new unique id. */
  next(): string;
  /** In [0, 1): jitter only. */
  random(): number;
}

export interface EventAbout {
  readonly call?: string | undefined;
  readonly correlation?: string | undefined;
  /** Id of the command that caused it. */
  readonly cause?: string | undefined;
}

/** Where managers tell what happened. The sink numbers and stamps. */
export interface EventSink {
  emit<K extends EventType>(type: K, payload: EventPayload<K>, about?: EventAbout): void;
}

/** Whether a PIN is the one that a directory's hash was made of (`pbkdf2-sha256$rounds$salt$hash`, RFC 8018 §5.2). */
export interface PinCheck {
  /** Slow by design, and as slow for a wrong PIN as for the right one. Rejects when the hash cannot be read. */
  matches(pin: string, hash: string): Promise<boolean>;
}

/** The state file, written by main. `save` is fire and forget: the last one wins. */
export interface StateFile {
  save(state: EngineState): void;
}

/** Log lines after docs/LOGGING.md. Never personal data, never secrets. */
export interface Logger {
  debug(message: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  info(message: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  warn(message: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  error(message: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
}
