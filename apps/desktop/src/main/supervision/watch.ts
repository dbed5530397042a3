import type { Clock, Disposable } from '@samband/telephony/ports';
import { healthyAfter, restartDelay } from './backoff.ts';
import { lifeTable } from './heartbeat.ts';
import type { Life, LifeEvent } from './heartbeat.ts';

export interface WatchLimits {
  /** ms between pings. */
  readonly every: number;
  /** ms without an answer after which a page that has answered before is hung; doubled for one that replaced a hung one. */
  readonly silent: number;
  /** The same for a page that is still loading. */
  readonly start: number;
}

/** Time, and whether this computer has any to spare. */
export interface WatchClock extends Clock {
  /** A reader of its own for each: see `createSpareTime`. */
  spareTime(): () => number;
}

export interface WatchDeps {
  readonly clock: WatchClock;
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
  /** How often its silence has been judged. */
  judged(): number;
  /** A page was launched by hand. */
  launched(): void;
  heard(n: number): void;
  /** The page can answer from now on: asked at once, not at the next beat. */
  ask(): void;
  crashed(): void;
  /** Time in which nobody could answer (the PC slept): not held against the page. */
  forgive(): void;
}

/** A computer that has less than this share of its processors' time to spare lets everybody wait. */
const hardlyAny = 0.1;
/** What silence counts for on such a computer. */
const discount = 1 / 4;
/** A page is never given more than four times the time of the first one. */
const mostDoublings = 2;

/**
 * Watches one page by heartbeat, and has it replaced with a growing pause when it keeps dying. Silence is counted in
 * time in which this process itself ran on time, and those who replace hung ones get longer: see ADR 0011.
 */
export function createWatch(deps: WatchDeps): Watch {
  const { clock, limits } = deps;
  const between = limits.every / 4;
  const spare = clock.spareTime();
  let life: Life = 'lost';
  let sent = 0;
  let launchedAt = clock.mono();
  let tickedAt = launchedAt;
  /** ms. */
  let silence = 0;
  let judged = 0;
  let failures = 0;
  let hangs = 0;
  let pause: Disposable | undefined;

  const isWell = (): boolean => clock.mono() - launchedAt > healthyAfter;

  function replace(after: 'crash' | 'hang'): void {
    if (isWell()) failures = hangs = 0;
    failures += 1;
    if (after === 'hang') hangs += 1;
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
    if (event === 'launched') {
      launchedAt = clock.mono();
      silence = 0;
    }
    if (effect === 'reportAlive') deps.handleAlive();
    if (effect === 'replaceCrashed') replace('crash');
    if (effect === 'replaceHung') replace('hang');
  }

  function tick(): void {
    judged += 1;
    const now = clock.mono();
    // What a tick comes late by is time in which this process did not run: the page may not have run either.
    const silent = Math.min(now - tickedAt, between);
    // Nothing is read of the computer while the page answers.
    const isShort = silence > limits.every && spare() < hardlyAny;
    silence += isShort ? silent * discount : silent;
    tickedAt = now;
    const doublings = isWell() ? 0 : Math.min(hangs, mostDoublings);
    if (silence > (life === 'starting' ? limits.start : limits.silent * 2 ** doublings)) step('silent');
  }

  const ticking = clock.every(between, tick);
  function ask(): void {
    if (life !== 'lost') deps.ping((sent += 1));
  }
  const pinging = clock.every(limits.every, ask);

  return {
    life: () => life,
    judged: () => judged,
    launched: () => step('launched'),
    heard(n) {
      if (n > sent) return;
      silence = 0;
      step('heard');
    },
    ask,
    crashed: () => step('crashed'),
    forgive() {
      tickedAt = clock.mono();
      silence = 0;
    },
    dispose() {
      ticking.dispose();
      pinging.dispose();
      pause?.dispose();
    },
  };
}
