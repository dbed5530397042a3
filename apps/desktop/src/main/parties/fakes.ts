import { vi } from 'vitest';
import type { Disposable } from '@samband/telephony/ports';
import type { WatchClock } from '../supervision/watch.ts';
import type { Port } from './ports.ts';

/** A port whose other end is the test. */
export class FakePort implements Port<FakePort> {
  readonly sent: { message: unknown; transfer: FakePort[] }[] = [];
  closed = false;
  #listener: (event: { data: unknown }) => void = () => undefined;

  postMessage(message: unknown, transfer: FakePort[] = []): void {
    this.sent.push({ message, transfer });
  }
  on(_event: 'message', listener: (event: { data: unknown }) => void): void {
    this.#listener = listener;
  }
  start(): void {}
  close(): void {
    this.closed = true;
  }
  say(data: unknown): void {
    this.#listener({ data });
  }
  kinds(): unknown[] {
    return this.sent.map(({ message }) => (message as { kind: string }).kind);
  }
}

export const mintFakes = (): { port1: FakePort; port2: FakePort } => ({
  port1: new FakePort(),
  port2: new FakePort(),
});

let contents = 0;

/** A window whose page loads and dies when the test says so. */
export class FakePage {
  readonly contentsId = (contents += 1);
  readonly delivered: { channel: string; message: unknown; ports: FakePort[] }[] = [];
  readonly load = vi.fn();
  readonly kill = vi.fn();
  readonly destroy = vi.fn();
  readonly handlers: { handleLoaded(): void; handleGone(reason: string): void };

  constructor(handlers: { handleLoaded(): void; handleGone(reason: string): void }) {
    this.handlers = handlers;
  }
  deliver(channel: string, message: unknown, ports: FakePort[] = []): void {
    this.delivered.push({ channel, message, ports });
  }
  pid(): number {
    return 1000 + this.contentsId;
  }
}

export const quietLog = () => ({ debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() });

/** Time that goes on when the test says so. */
export function handClock(): WatchClock & { pass(ms: number): void } {
  let now = 0;
  const timers = new Set<{ at: number; every: number; run: () => void }>();
  const add = (at: number, every: number, run: () => void): Disposable => {
    const timer = { at, every, run };
    timers.add(timer);
    return { dispose: () => void timers.delete(timer) };
  };
  return {
    wall: () => now,
    mono: () => now,
    spareTime: () => () => 1,
    after: (ms, run) => add(now + ms, 0, run),
    every: (ms, run) => add(now + ms, ms, run),
    pass(ms) {
      const until = now + ms;
      for (;;) {
        const next = [...timers].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        now = Math.max(now, next.at);
        if (next.every > 0) next.at += next.every;
        else timers.delete(next);
        next.run();
      }
      now = until;
    },
  };
}
