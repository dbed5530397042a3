import type { SocketLike } from '@samband/telephony/sip';
import type { Accepted, Exchange, Side } from '../index.ts';
import type { Post } from './post.ts';

type Listener = (event: { data: unknown }) => void;

/** A WebSocket in memory, from a telephone to the exchange. */
export interface Wire extends SocketLike {
  /** The connection is gone, for both. */
  cut(): void;
  /** By the telephone. */
  readonly received: string[];
  readonly sent: string[];
}

export function createWire(exchange: Exchange, post: Post, side: Side, keep = true): Wire {
  const listeners = new Map<string, Listener[]>();
  const fire = (type: string, data?: unknown): void => {
    for (const listener of listeners.get(type) ?? []) listener({ data });
  };
  const [up, down] = [post.line(), post.line()];
  let open = true;
  let accepted: Accepted | undefined;
  const cut = (): void => {
    if (!open) return;
    open = false;
    up.put(() => accepted?.handleClosed());
    down.put(() => fire('close'));
  };
  const wire: Wire = {
    received: [],
    sent: [],
    cut,
    close: cut,
    addEventListener: (type: string, listener: Listener) =>
      void listeners.set(type, [...(listeners.get(type) ?? []), listener]),
    send(data) {
      if (keep) wire.sent.push(data);
      up.put(() => open && accepted?.handleText(data));
    },
  };
  up.put(() => {
    accepted = exchange.accept({
      side,
      send(text) {
        if (keep) wire.received.push(text);
        down.put(() => open && fire('message', text));
      },
      close: cut,
    });
    down.put(() => fire('open'));
  });
  return wire;
}
