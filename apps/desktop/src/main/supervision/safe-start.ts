import type { Clock, Disposable, Logger } from '@samband/telephony/ports';

/**
 * How the next engine begins, by how the ones before it ended. An engine that dies soon after its start may die of
 * what it was handed (the state of the last one) or of what an edge sends it. So the fourth in such a row begins with
 * less: without the calls of before, and at one edge, another one each time.
 *
 *            diedSoon         diedSoon          diedSoon               ┌─ diedSoon (the other edge)
 *     calm ───────────▶ once ───────────▶ twice ───────────▶ careful ◀─┘
 *      ▲ ▲                │                 │                   │ released (it has stood for a while, or by a press)
 *      │ └───── stood ────┴────── stood ────┘                   ▼
 *      └──────────────────── replaced ─────────────────────  leaving ──diedSoon──▶ calm
 *
 * `leaving`: the whole engine takes its place as soon as there is no call.
 */
export type Start = 'calm' | 'once' | 'twice' | 'careful' | 'leaving';
export type StartEvent = 'diedSoon' | 'stood' | 'released' | 'replaced';

const same = (start: Start): Readonly<Record<StartEvent, Start>> => ({
  diedSoon: start,
  stood: start,
  released: start,
  replaced: start,
});

export const startTable: Readonly<Record<Start, Readonly<Record<StartEvent, Start>>>> = {
  calm: { ...same('calm'), diedSoon: 'once' },
  once: { ...same('once'), diedSoon: 'twice', stood: 'calm' },
  twice: { ...same('twice'), diedSoon: 'careful', stood: 'calm' },
  careful: { ...same('careful'), released: 'leaving' },
  leaving: { ...same('leaving'), replaced: 'calm', diedSoon: 'calm' },
};

/** ms; an engine that dies within this time died soon. */
export const soon = 60_000;
/** ms for which a careful engine must have stood before the whole one is tried again. */
export const longEnough = 5 * 60_000;

export interface SafeStartDeps {
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Logger;
  /** No call, and nobody waits. */
  isIdle(): boolean;
  /** The next engine is to take the place of the one that runs. */
  replace(): void;
}

export interface SafeStart extends Disposable {
  /** An engine is configured now. The number of the edge to begin with, counted from 0; undefined: as always. */
  begin(): number | undefined;
  /** It has died, or was replaced as hung. */
  handleLost(): void;
  /** The operator wants the whole one back. */
  release(): void;
  /** Calls have come or gone. */
  look(): void;
}

export function createSafeStart(deps: SafeStartDeps): SafeStart {
  let start: Start = 'calm';
  let careful = 0;
  /** While it runs, the engine is young. */
  let young: Disposable | undefined;
  let standing: Disposable | undefined;

  function step(event: StartEvent): void {
    const next = startTable[start][event];
    if (next !== start) deps.log.info('how engines start has changed', { from: start, to: next, event });
    start = next;
  }
  function forget(): void {
    young?.dispose();
    standing?.dispose();
    [young, standing] = [undefined, undefined];
  }
  function release(): void {
    step('released');
    look();
  }
  function look(): void {
    if (start !== 'leaving' || !deps.isIdle()) return;
    step('replaced');
    forget();
    deps.replace();
  }
  return {
    begin() {
      forget();
      young = deps.clock.after(soon, () => {
        young = undefined;
        step('stood');
      });
      if (start !== 'careful') return undefined;
      standing = deps.clock.after(longEnough, release);
      careful += 1;
      return careful - 1;
    },
    handleLost() {
      if (young) step('diedSoon');
      forget();
    },
    release,
    look,
    dispose: forget,
  };
}
