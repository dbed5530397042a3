import type { Report } from '@samband/telephony/contract';
import type { Disposable, Logger } from '@samband/telephony/ports';
import { fromCallers } from '../../shared/practice.ts';
import type { ToCallers } from '../../shared/practice.ts';
import { createHosted } from '../parties/hosted.ts';
import type { HostedPage } from '../parties/hosted.ts';
import { createLives } from '../parties/lives.ts';
import type { Mint, Port } from '../parties/ports.ts';
import type { WatchClock } from '../supervision/watch.ts';

export type Day = ToCallers & { readonly kind: 'day' };

export interface CallersDeps<P extends Port<P>> {
  readonly clock: WatchClock;
  readonly log: Logger;
  mint: Mint<P>;
  open(handlers: { handleLoaded(): void; handleGone(reason: string): void }): HostedPage<P>;
  readonly start: ToCallers & { readonly kind: 'start' };
  report(report: Report): void;
  /** `connected` or `day` has changed. */
  handleChanged(): void;
  /** Something a simulated party did or heard. */
  handleEvent(event: Record<string, unknown>): void;
}

export interface CallersParty extends Disposable {
  begin(): void;
  connected(): boolean;
  day(): Day | undefined;
  /** False: there is nobody to tell. */
  tell(message: Day | (ToCallers & { readonly kind: 'call' | 'stop' })): boolean;
}

const limits = { every: 1000, silent: 4000, start: 15_000 };

/** Keeps the simulated parties' page alive. A new one begins the day that ran anew. */
export function createCallersParty<P extends Port<P>>(deps: CallersDeps<P>): CallersParty {
  const { log } = deps;
  let connected = false;
  let day: Day | undefined;
  const lives = createLives('callers', deps.report);

  const page = createHosted<P, ToCallers>({
    ...deps,
    name: 'callers',
    limits,
    ping: (n) => ({ kind: 'ping', n }),
    receive,
    handleUp() {
      page.send(deps.start);
      if (day) page.send(day);
      lives.back();
    },
    handleGone() {
      connected = false;
      lives.lost();
      deps.handleChanged();
    },
  });

  function receive(input: unknown): void {
    const parsed = fromCallers.safeParse(input);
    if (!parsed.success) {
      log.error('callers sent what cannot be read', { issue: parsed.error.issues[0]?.path.join('.') ?? '' });
      return;
    }
    const message = parsed.data;
    if (message.kind === 'pong') page.heard(message.n);
    else if (message.kind === 'event') deps.handleEvent(message.event);
    else {
      connected = message.on;
      deps.handleChanged();
    }
  }

  function setDay(next: Day | undefined): void {
    if (day) deps.report({ type: 'scenario.ended', payload: {} });
    day = next;
    if (next) {
      const { pace, seed, speed } = next;
      deps.report({ type: 'scenario.started', payload: { pace, seed, speed } });
    }
    deps.handleChanged();
  }

  return {
    begin: page.start,
    connected: () => connected,
    day: () => day,
    tell(message) {
      if (!connected || !page.send(message)) return false;
      if (message.kind === 'day') setDay(message);
      else if (message.kind === 'stop') setDay(undefined);
      return true;
    },
    dispose: page.dispose,
  };
}
