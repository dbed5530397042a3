import { SambandError } from '../contract/index.ts';
import type { Clock } from '../ports/index.ts';
import { limits } from './message.ts';

/** What is needed of a WebSocket: the browser's, or the `ws` package's in Node. */
export interface SocketLike {
  send(data: string): void;
  close(code?: number): void;
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
}
export type SocketConstructor = new (url: string, protocol: string) => SocketLike;

export interface TransportHandlers {
  handleOpen(): void;
  /** Once for each socket, whether it had come up or not: `closed`, `refused`, `timeout`, `dropped`. */
  handleGone(reason: string): void;
  handleText(text: string): void;
  /** The beginning of a frame over the bound; the rest was never looked at. */
  handleTooLarge(head: string): void;
}

/**
 * SIP over WebSocket (RFC 7118). One socket at a time; the object lives on over sockets, so that transactions
 * and dialogs above it do. Nothing is kept for later: what cannot be sent rejects.
 *
 *     idle --connect--> connecting --open--> connected
 *       ^                   |                    |
 *       +---- gone ---------+------ gone --------+
 */
export interface Transport {
  /** Sent-protocol of the Via header (RFC 7118 §5.2.1). */
  readonly protocol: 'WS' | 'WSS';
  send(message: string): Promise<void>;
  connected(): boolean;
  connect(timeoutMs: number): Promise<void>;
  /** Lets go of the socket at once; whether it closes in time is its own affair. */
  drop(): void;
}

function unreachable(reason: string, cause?: unknown): SambandError {
  return new SambandError(
    {
      code: 'edge.unreachable',
      category: 'network',
      messageKey: 'error.edgeUnreachable',
      values: { reason },
    },
    { cause },
  );
}

/** A frame as text, or the beginning of one over the bound: that one is never copied, decoded or searched whole. */
function textOf(data: unknown): { readonly text: string; readonly isCut: boolean } | undefined {
  if (typeof data === 'string') {
    const isCut = data.length > limits.bytes;
    return { text: isCut ? data.slice(0, limits.head) : data, isCut };
  }
  const view = data instanceof ArrayBuffer ? new Uint8Array(data) : data;
  if (!ArrayBuffer.isView(view)) return undefined;
  const isCut = view.byteLength > limits.bytes;
  const length = isCut ? limits.head : view.byteLength;
  return { text: new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset, length)), isCut };
}

interface Attempt {
  readonly socket: SocketLike | undefined;
  open: boolean;
  settle(error?: SambandError): void;
}

export function createTransport(
  deps: { readonly clock: Clock; readonly url: string; readonly Socket: SocketConstructor | undefined },
  handlers: TransportHandlers,
): Transport {
  let current: Attempt | undefined;
  let connecting: Promise<void> | undefined;

  function gone(attempt: Attempt, reason: string, cause?: unknown): void {
    if (current !== attempt) return;
    current = undefined;
    connecting = undefined;
    attempt.settle(unreachable(reason, cause));
    handlers.handleGone(reason);
  }

  function listen(socket: SocketLike, attempt: Attempt): void {
    socket.addEventListener('open', () => {
      if (current !== attempt) return;
      attempt.open = true;
      connecting = undefined;
      handlers.handleOpen();
      attempt.settle();
    });
    socket.addEventListener('close', () => gone(attempt, attempt.open ? 'closed' : 'refused'));
    // A close follows each error (WHATWG WebSockets §3); Node's `ws` throws when nobody listens.
    socket.addEventListener('error', () => undefined);
    socket.addEventListener('message', (event) => {
      const frame = current === attempt ? textOf(event.data) : undefined;
      if (frame?.isCut === true) handlers.handleTooLarge(frame.text);
      else if (frame) handlers.handleText(frame.text);
    });
  }

  function open(timeoutMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = deps.clock.after(timeoutMs, () => {
        gone(attempt, 'timeout');
        release(attempt.socket);
      });
      const attempt: Attempt = {
        ...construct(),
        open: false,
        settle(error) {
          timer.dispose();
          if (error) reject(error);
          else resolve();
        },
      };
      current = attempt;
      if (attempt.socket) listen(attempt.socket, attempt);
      else queueMicrotask(() => gone(attempt, 'refused'));
    });
  }

  function construct(): { socket: SocketLike | undefined } {
    try {
      const socket = deps.Socket ? new deps.Socket(deps.url, 'sip') : undefined;
      if (socket && 'binaryType' in socket) socket.binaryType = 'arraybuffer';
      return { socket };
    } catch {
      // A URL that no socket can be made of is refused like a port where nobody listens.
      return { socket: undefined };
    }
  }

  function release(socket: SocketLike | undefined): void {
    try {
      socket?.close(1000);
    } catch {
      // Closing a socket that never opened may throw; it is let go of all the same.
    }
  }

  return {
    protocol: deps.url.startsWith('wss:') ? 'WSS' : 'WS',
    connected: () => current?.open === true,
    connect(timeoutMs) {
      if (current?.open === true) return Promise.resolve();
      connecting ??= open(timeoutMs);
      return connecting;
    },
    drop() {
      const attempt = current;
      if (!attempt) return;
      gone(attempt, 'dropped');
      release(attempt.socket);
    },
    send(message) {
      if (current?.open !== true || !current.socket) return Promise.reject(new Error('not connected'));
      try {
        current.socket.send(message);
        return Promise.resolve();
      } catch (error) {
        return Promise.reject(error instanceof Error ? error : new Error('send failed'));
      }
    },
  };
}
