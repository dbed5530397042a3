import type { Event, Snapshot } from '../contract/index.ts';

export interface ReactionDeps {
  snapshot(): Snapshot;
  /** Ring, prepare, alarms: follow from the snapshot alone. */
  react(): void;
  /** Write what must survive. */
  save(): void;
  isDisposed(): boolean;
}

/** Events that change nothing a reaction depends on. */
const idle: ReadonlySet<Event['type']> = new Set([
  'quality',
  'sip.dropped',
  'screen.attached',
  'ring',
  'command.refused',
]);

/**
 * What follows from a changed snapshot, once for all the events of one moment: a microtask later, so that a call
 * that leaves and enters a list in one breath makes no ring stutter.
 */
export function createReactions(deps: ReactionDeps): { handleEvent(event: Event): void } {
  let pending = false;
  let saved: readonly unknown[] = [];

  function run(): void {
    pending = false;
    if (deps.isDisposed()) return;
    deps.react();
    const { calls, unanswered, uses, medlytt, position } = deps.snapshot();
    const now = [calls, unanswered, uses, medlytt, position];
    if (now.every((part, index) => part === saved[index])) return;
    saved = now;
    deps.save();
  }

  return {
    handleEvent(event) {
      if (pending || idle.has(event.type)) return;
      pending = true;
      queueMicrotask(run);
    },
  };
}
