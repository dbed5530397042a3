import type { EngineState } from '../contract/index.ts';
import type { Ids, Logger, PinCheck, StateFile } from '../ports/index.ts';

/** Ids that count, and a jitter that is always in the middle. */
export function fakeIds(prefix = 'id'): Ids {
  let count = 0;
  return { next: () => `${prefix}-${++count}`, random: () => 0.5 };
}

export interface FakeLogger extends Logger {
  readonly lines: { level: string; message: string; facts: Readonly<Record<string, unknown>> }[];
}

export function fakeLogger(): FakeLogger {
  const lines: FakeLogger['lines'] = [];
  const at =
    (level: string) =>
    (message: string, facts: Readonly<Record<string, unknown>> = {}) =>
      void lines.push({ level, message, facts });
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

export interface FakeStateFile extends StateFile {
  /** What was written last. */
  last(): EngineState | undefined;
  writes(): number;
}

export function fakeStateFile(): FakeStateFile {
  let state: EngineState | undefined;
  let writes = 0;
  return {
    save(next) {
      state = structuredClone(next);
      writes += 1;
    },
    last: () => state,
    writes: () => writes,
  };
}

export interface FakePins extends PinCheck {
  /** The next check says so only when told. */
  hold(): { release(): void };
}

/** The hash `…$<PIN in base64>` is right for that PIN; `broken$…` cannot be read. */
export function fakePins(): FakePins {
  let gate: Promise<void> = Promise.resolve();
  return {
    async matches(pin, hash) {
      await gate;
      if (hash.startsWith('broken')) throw new Error('unreadable');
      return hash === pinHash(pin);
    },
    hold() {
      let release = (): void => undefined;
      gate = new Promise((resolve) => (release = resolve));
      return { release: () => release() };
    },
  };
}

/** What stands in the directory for this PIN, in the schema's shape. */
export const pinHash = (pin: string): string =>
  `pbkdf2-sha256$1000$${'A'.repeat(22)}==$${btoa(pin).replaceAll('=', 'A').padEnd(43, 'A')}=`;
