import type { PedalLayout } from '../layout/index.ts';
import type { Clock, Disposable } from '../ports.ts';
import { guardStep } from './guard-table.ts';
import type { GuardEffect, GuardInput, GuardStage } from './guard-table.ts';
import { createPedalReader } from './reader.ts';

export type PedalEvent =
  | { readonly type: 'pressed'; readonly button: string }
  /** `lost`: it was not let go, it is gone or cannot be believed. `limit`: it was down for too long. */
  | { readonly type: 'released'; readonly button: string; readonly why: 'released' | 'lost' | 'limit' }
  /** Down for so long that something may lie on it. Told once, before the limit. */
  | { readonly type: 'heldLong'; readonly button: string };

export interface PedalOptions {
  /** A release has to stand this long, ms; a press acts at once. */
  readonly settleMs: number;
  /** When to warn of a pedal that stays down, ms. */
  readonly warnMs: number;
  /** When it is let go all the same, ms; undefined: never. */
  readonly limitMs: number | undefined;
}

export const usualPedalOptions: PedalOptions = { settleMs: 20, warnMs: 50_000, limitMs: 60_000 };

export interface PedalDeps {
  readonly layout: PedalLayout;
  readonly options: PedalOptions;
  readonly clock: Clock;
  emit(event: PedalEvent): void;
}

/** A pedal that is open: a switch each. */
export interface Pedal extends Disposable {
  handleReport(bytes: Uint8Array): void;
  /** Unplugged, unreadable, suspended, closed: what is down is let go, and must be seen up before it counts again. */
  handleLost(): void;
}

/** One switch: the table, its timers. */
function createGuard(button: string, { options, clock, emit }: PedalDeps) {
  let stage: GuardStage = 'unarmed';
  let why: 'released' | 'lost' | 'limit' = 'released';
  const timers = { held: undefined, limit: undefined, settled: undefined } as Record<
    'held' | 'limit' | 'settled',
    Disposable | undefined
  >;

  function start(name: keyof typeof timers, ms: number): void {
    timers[name]?.dispose();
    timers[name] = clock.after(ms, () => handle(name));
  }
  function stop(...names: (keyof typeof timers)[]): void {
    for (const name of names) {
      timers[name]?.dispose();
      timers[name] = undefined;
    }
  }

  const effects: Record<GuardEffect, () => void> = {
    tellPressed: () => emit({ type: 'pressed', button }),
    tellReleased: () => emit({ type: 'released', button, why }),
    tellHeld: () => emit({ type: 'heldLong', button }),
    watch() {
      start('held', options.warnMs);
      if (options.limitMs !== undefined) start('limit', options.limitMs);
    },
    unwatch: () => stop('held', 'limit'),
    settle: () => start('settled', options.settleMs),
    unsettle: () => stop('settled'),
  };

  function handle(input: GuardInput): void {
    const step = guardStep(stage, input);
    stage = step.next;
    why = input === 'fail' ? 'lost' : input === 'limit' ? 'limit' : 'released';
    for (const effect of step.effects) effects[effect]();
  }

  return { handle };
}

export function createPedal(deps: PedalDeps): Pedal {
  const reader = createPedalReader(deps.layout);
  const guards = new Map(deps.layout.buttons.map(({ name }) => [name, createGuard(name, deps)]));

  function fail(): void {
    for (const guard of guards.values()) guard.handle('fail');
  }

  return {
    handleReport(bytes) {
      const reading = reader.read(bytes);
      if (!reading) return;
      for (const [name, guard] of guards) guard.handle(reading.down.has(name) ? 'down' : 'up');
      if (reading.allUp) for (const guard of guards.values()) guard.handle('allUp');
    },
    handleLost: fail,
    dispose: fail,
  };
}
