import type { Clock, Disposable } from '@samband/telephony/ports';
import { healthyAfter, restartDelay } from './backoff.ts';
import { lifeTable } from './heartbeat.ts';
import type { Life, LifeEvent } from './heartbeat.ts';

export interface WatchLimits {
  /** ms between pings. */
  readonly every: number;
  /** ms without an answer after which a page that has answered before is hung. */
  readonly silent: number;
  /** The same for a page that is still loading. */
  readonly start: number;
}

export interface WatchDeps {
  readonly clock: Clock;
  readonly limits: WatchLimits;
  ping(n: number): void;
  /** Answers for the first time since it was launched. */
  handleAlive(): void;
  /** Dead: make sure that it is, and begin whatever does not wait. */
  handleLost(after: 'crash' | 'hang'): void;
  /** Launch the next one now. */
  launch(after: 'crash' | 'hang'): void;
}

export interface Watch extends Disposable {
  life(): Life;
  /** A page was launched by hand. */
  launched(): void;
  heard(n: number): void;
  /** The page can answer from now on: asked at once, not at the next beat. */
  ask(): void;
  crashed(): void;
  /** Time in which nobody could answer (the PC slept): not held against the page. */
  forgive(): void;
}

/** Watches one page by heartbeat, and has it replaced with a growing pause when it keeps dying. */
export function createWatch(deps: WatchDeps): Watch {
  const { clock, limits } = deps;
  let life: Life = 'lost';
  let sent = 0;
  let heardAt = clock.mono();
  let launchedAt = heardAt;
  let tickedAt = heardAt;
  let failures = 0;
  let pause: Disposable | undefined;

  function replace(after: 'crash' | 'hang'): void {
    failures = clock.mono() - launchedAt > healthyAfter ? 1 : failures + 1;
    deps.handleLost(after);
    pause?.dispose();
    pause = clock.after(restartDelay(failures), () => {
      step('launched');
      deps.launch(after);
    });
  }

  function step(event: LifeEvent): void {
    const { next, effect } = lifeTable[life][event];
    life = next;
    if (event === 'launched') heardAt = launchedAt = clock.mono();
    if (effect === 'reportAlive') deps.handleAlive();
    if (effect === 'replaceCrashed') replace('crash');
    if (effect === 'replaceHung') replace('hang');
  }

  function tick(): void {
    const now = clock.mono();
    // A late tick means that this process itself stood still; the page may have answered in time.
    if (now - tickedAt > limits.every) heardAt = now;
    tickedAt = now;
    if (now - heardAt > (life === 'starting' ? limits.start : limits.silent)) step('silent');
  }

  const ticking = clock.every(limits.every / 4, tick);
  function ask(): void {
    if (life !== 'lost') deps.ping((sent += 1));
  }
  const pinging = clock.every(limits.every, ask);

  return {
    life: () => life,
    launched: () => step('launched'),
    heard(n) {
      if (n > sent) return;
      heardAt = clock.mono();
      step('heard');
    },
    ask,
    crashed: () => step('crashed'),
    forgive() {
      heardAt = tickedAt = clock.mono();
    },
    dispose() {
      ticking.dispose();
      pinging.dispose();
      pause?.dispose();
    },
  };
}
