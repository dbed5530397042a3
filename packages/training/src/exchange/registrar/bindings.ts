import type { Clock, Disposable } from '@samband/telephony/ports';
import type { Line, Party } from '../lines.ts';
import { sameAgent } from '../wire/uri.ts';

/** One contact at one address of record. */
export interface Binding {
  /** User part of the address of record. */
  readonly aor: string;
  readonly user: string;
  /** Instance and reg-id (RFC 5626 §6), or the contact itself. */
  readonly key: string;
  /** Contact as the client wrote it, parameters included; expires left out. */
  readonly value: string;
  readonly contact: string;
  readonly line: Line;
  readonly callId: string;
  readonly cseq: number;
  /** Monotonic ms. */
  readonly expiresAt: number;
}

export interface Bindings {
  /** `expiresMs` from now. The binding of the same key is replaced. */
  add(binding: Omit<Binding, 'expiresAt'>, expiresMs: number): void;
  remove(binding: Binding): void;
  /** In the order of their first registration. */
  of(aor: string): readonly Binding[];
  /** All of one line. */
  on(line: Line): readonly Binding[];
  /** An open line of this user with a contact like it. */
  lineOf(party: Party): Line | undefined;
  count(): number;
  /** Those who are bound at their own address. */
  users(): readonly string[];
  dispose(): void;
}

interface Entry {
  binding: Binding;
  timer: Disposable;
}

/** A binding lives as long as its connection (RFC 5626 §4.2.2) or until it expires, whichever is shorter. */
export function createBindings(clock: Clock, handleExpired: (binding: Binding) => void): Bindings {
  const byAor = new Map<string, Map<string, Entry>>();

  function remove(binding: Binding): void {
    const entries = byAor.get(binding.aor);
    const entry = entries?.get(binding.key);
    if (!entries || entry?.binding !== binding) return;
    entry.timer.dispose();
    entries.delete(binding.key);
    if (entries.size === 0) byAor.delete(binding.aor);
  }

  const all = (): Binding[] =>
    [...byAor.values()].flatMap((entries) => [...entries.values()].map((entry) => entry.binding));

  return {
    add(given, expiresMs) {
      const entries = byAor.get(given.aor) ?? new Map<string, Entry>();
      byAor.set(given.aor, entries);
      entries.get(given.key)?.timer.dispose();
      const binding = { ...given, expiresAt: clock.mono() + expiresMs };
      const timer = clock.after(expiresMs, () => {
        remove(binding);
        handleExpired(binding);
      });
      entries.set(given.key, { binding, timer });
    },
    remove,
    of: (aor) => [...(byAor.get(aor)?.values() ?? [])].map((entry) => entry.binding),
    on: (line) => all().filter((binding) => binding.line === line),
    lineOf(party) {
      const mine = all().filter((binding) => binding.user === party.user && binding.line.open);
      return mine.findLast((binding) => sameAgent(binding.contact, party.contact))?.line;
    },
    count: () => all().length,
    users: () => [...new Set(all().flatMap(({ user, aor }) => (user === aor ? [user] : [])))],
    dispose() {
      for (const entries of byAor.values()) for (const { timer } of entries.values()) timer.dispose();
      byAor.clear();
    },
  };
}
