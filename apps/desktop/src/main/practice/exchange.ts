import type { Report } from '@samband/telephony/contract';
import type { Disposable, Logger } from '@samband/telephony/ports';
import { fromExchange } from '../../shared/practice.ts';
import type { FromExchange, ToExchange } from '../../shared/practice.ts';
import { createHosted } from '../parties/hosted.ts';
import type { HostedPage } from '../parties/hosted.ts';
import { createLives } from '../parties/lives.ts';
import type { Mint, Port } from '../parties/ports.ts';
import type { WatchClock } from '../supervision/watch.ts';

export type OpenExchange = FromExchange & { readonly kind: 'opened' };

export interface ExchangeDeps<P extends Port<P>> {
  readonly clock: WatchClock;
  readonly log: Logger;
  mint: Mint<P>;
  open(handlers: { handleLoaded(): void; handleGone(reason: string): void }): HostedPage<P>;
  /** What it must know to begin; the same each time. */
  readonly start: ToExchange & { readonly kind: 'start' };
  report(report: Report): void;
  /** `listening`, `open` or what it is open for has changed. */
  handleChanged(): void;
}

export interface ExchangeParty extends Disposable {
  begin(): void;
  listening(): boolean;
  /** Open for other consoles; undefined: it is not. */
  opened(): OpenExchange | undefined;
  /** Lets other consoles join; false: it could not be opened. */
  open(places: readonly number[]): Promise<boolean>;
  /** False: there is nobody to tell. */
  close(): boolean;
}

const limits = { every: 1000, silent: 4000, start: 15_000 };

/**
 * Keeps the embedded exchange's process alive. A new one begins empty: the console registers again, callers who
 * were up are cut and call again.
 */
export function createExchangeParty<P extends Port<P>>(deps: ExchangeDeps<P>): ExchangeParty {
  const { log } = deps;
  let listening = false;
  let opened: OpenExchange | undefined;
  const lives = createLives('exchange', deps.report);
  /** Whoever has asked for it to be opened. */
  let asked: ((isOpen: boolean) => void)[] = [];

  function answer(isOpen: boolean): void {
    for (const tell of asked.splice(0)) tell(isOpen);
  }

  const process = createHosted<P, ToExchange>({
    ...deps,
    name: 'exchange',
    limits,
    ping: (n) => ({ kind: 'ping', n }),
    receive,
    handleUp: () => void process.send(deps.start),
    handleGone() {
      [listening, opened] = [false, undefined];
      answer(false);
      lives.lost();
      deps.handleChanged();
    },
  });

  function handleListening(): void {
    listening = true;
    lives.back();
    deps.handleChanged();
  }

  function receive(input: unknown): void {
    const parsed = fromExchange.safeParse(input);
    if (!parsed.success) {
      log.error('exchange sent what cannot be read', { issue: parsed.error.issues[0]?.path.join('.') ?? '' });
      return;
    }
    const message = parsed.data;
    switch (message.kind) {
      case 'pong':
        process.heard(message.n);
        break;
      case 'listening':
        handleListening();
        break;
      case 'failed':
        log.error('exchange could not start', { code: message.code });
        process.crashed();
        break;
      case 'opened':
        opened = message;
        answer(true);
        deps.handleChanged();
        break;
      case 'closed':
        opened = undefined;
        answer(false);
        deps.handleChanged();
    }
  }

  return {
    begin: process.start,
    listening: () => listening,
    opened: () => opened,
    open: (places) =>
      new Promise((resolve) => {
        asked = [...asked, resolve];
        if (!listening || !process.send({ kind: 'open', places: [...places] })) answer(false);
      }),
    close: () => listening && process.send({ kind: 'close' }),
    dispose: process.dispose,
  };
}
