import { byteLength, limits, readMessage, trimmed } from '@samband/telephony/sip';
import type { RawMessage } from '@samband/telephony/sip';
import type { Line } from './lines.ts';
import type { Accepted, Connection, ExchangeDeps } from './types.ts';
import { createBucket } from './wire/bucket.ts';
import type { Bucket } from './wire/bucket.ts';
import { requestOf, responseOf } from './wire/request.ts';
import type { Request, Response } from './wire/request.ts';
import { salvaged } from './wire/screen.ts';

const usualRate = { perSecond: 2000, burst: 8000 };
/** So many messages beyond the rate in a row, and the connection is closed. */
const mostDropped = 5000;
const mostLines = 256;

export interface InboxHandlers {
  handleRequest(request: Request, line: Line): void;
  handleResponse(response: Response, line: Line): void;
  handleRefused(line: Line, why: string): void;
  handleGone(line: Line): void;
  refuse(request: Request, line: Line, status: number): void;
}

/** The lines, and what comes in over them: one message at a time, each on its own feet. */
export interface Inbox {
  accept(connection: Connection): Accepted;
  close(line: Line): void;
  /** Runs it after what is being done now; what it throws is logged. */
  inTurn(what: string, run: () => void): void;
  /** False: it threw, which is logged. */
  guarded(what: string, run: () => void): boolean;
  count(): number;
  dispose(): void;
}

export function createInbox(deps: ExchangeDeps, handlers: InboxHandlers): Inbox {
  const { clock, logger, config } = deps;
  const lines = new Set<Line>();
  /** A connection in memory may answer while it is spoken to: that has to wait its turn. */
  const due: (() => void)[] = [];
  let busy = false;
  let disposed = false;

  function guarded(what: string, run: () => void): boolean {
    try {
      run();
      return true;
    } catch (error) {
      logger.error('exchange: handler failed', {
        what,
        error: error instanceof Error ? error.name : 'unknown',
      });
      return false;
    }
  }

  function inTurn(run: () => void): void {
    due.push(run);
    if (busy) return;
    busy = true;
    for (let next = due.shift(); next; next = due.shift()) if (!disposed) next();
    busy = false;
  }

  function createLine(connection: Connection): Line {
    const line: Line = {
      side: connection.side,
      user: undefined,
      open: true,
      failures: 0,
      send(text) {
        if (line.open) guarded('send', () => connection.send(text));
      },
      close: () => void guarded('close', () => connection.close()),
    };
    return line;
  }

  function gone(line: Line): void {
    if (!lines.delete(line)) return;
    line.open = false;
    guarded('gone', () => handlers.handleGone(line));
  }

  function close(line: Line): void {
    line.close();
    gone(line);
  }

  /** What cannot be read is told so where it says enough to be told. */
  function refuse(text: string, line: Line, why: string): void {
    handlers.handleRefused(line, why);
    const raw = salvaged(text);
    const request = raw && requestOf(raw);
    if (request) handlers.refuse(request, line, why === 'tooLarge' ? 413 : 400);
  }

  /** RFC 3325 §5: an identity is asserted by the network, never by a telephone. */
  function trusted(raw: RawMessage, line: Line): RawMessage {
    if (line.side === 'outside') return raw;
    return { ...raw, headers: raw.headers.filter(([name]) => name.toLowerCase() !== 'p-asserted-identity') };
  }

  function read(text: string, line: Line): void {
    if (text.length > limits.bytes || byteLength(text) > limits.bytes) return refuse(text, line, 'tooLarge');
    const raw = readMessage(text);
    if (typeof raw === 'string') return refuse(text, line, raw);
    const message = trusted(trimmed(raw), line);
    const request = requestOf(message);
    if (request) return handlers.handleRequest(request, line);
    const response = responseOf(message);
    if (response) handlers.handleResponse(response, line);
    else handlers.handleRefused(line, 'response');
  }

  function handleText(text: string, line: Line, bucket: Bucket, dropped: { count: number }): void {
    if (!line.open) return;
    if (!bucket.take()) {
      dropped.count += 1;
      handlers.handleRefused(line, 'rate');
      if (dropped.count > mostDropped) close(line);
      return;
    }
    dropped.count = 0;
    // Keep-alive (RFC 5626 §3.5.1): a ping wants its pong.
    if (text === '\r\n\r\n') line.send('\r\n');
    else if (text !== '\r\n') read(text, line);
  }

  return {
    accept(connection) {
      const line = createLine(connection);
      const bucket = createBucket(clock, config.rate ?? usualRate);
      const dropped = { count: 0 };
      if (disposed || lines.size >= mostLines) {
        line.open = false;
        line.close();
      } else lines.add(line);
      return {
        handleText: (text) =>
          inTurn(() => {
            if (!guarded('message', () => handleText(text, line, bucket, dropped)))
              handlers.handleRefused(line, 'exception');
          }),
        handleClosed: () => inTurn(() => gone(line)),
      };
    },
    close,
    inTurn: (what, run) => inTurn(() => guarded(what, run)),
    guarded,
    count: () => lines.size,
    dispose() {
      disposed = true;
      for (const line of lines) {
        line.open = false;
        line.close();
      }
      lines.clear();
    },
  };
}
