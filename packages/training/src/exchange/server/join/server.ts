import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock, Logger } from '@samband/telephony/ports';
import type { Exchange } from '../../index.ts';
import { listenExchange } from '../listen.ts';
import { newCertificate } from './certificate.ts';
import { newCode, shownCode } from './code.ts';
import { createGuard } from './guard.ts';
import { createPlaces } from './places.ts';
import { fingerprintOfPem, keyOf, proofOf, sameProof } from './proof.ts';
import { joinPath, limits, requestSchema, saltPath } from './wire.ts';

/** Nonces that are remembered, so that a proof that was overheard is of no use even so. */
const mostNonces = 1000;

export interface JoinServerOptions {
  readonly exchange: Exchange;
  readonly clock: Clock;
  readonly logger: Logger;
  /** All IPv4 interfaces unless told otherwise. */
  readonly host?: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Position numbers that may be given, at most eight. */
  readonly places: readonly number[];
  /** A console that has been gone this long, or has never come, has given its place back. ms. */
  readonly goneMs?: number;
  /** The secret of a position, for who gets its place now. */
  secretOf(position: number): string;
  /** The site file for one who joins: where the exchange is for it, and the certificate it shows there. */
  siteFor(edge: { readonly url: string; readonly certificates: readonly string[] }): string;
  /** More or fewer places are taken. */
  handleChanged?(joined: number): void;
}

export interface JoinServer {
  /** In two groups, to be read out. Made anew each time. */
  readonly code: string;
  readonly port: number;
  /** Of the certificate: `sha256/…`. */
  readonly fingerprint: string;
  readonly places: number;
  joined(): number;
  /** Those who have joined are cut off; the exchange goes on for its own machine. */
  close(): Promise<void>;
}

const mostPlaces = 8;

/** Opens an exercise to other machines of the network: SIP over WSS, and places for who knows the code. */
export async function startJoinServer(options: JoinServerOptions): Promise<JoinServer> {
  const { clock, logger, exchange } = options;
  const code = newCode();
  const salt = randomBytes(16);
  const [key, tls] = await Promise.all([keyOf(code, salt), newCertificate(clock.wall())]);
  const fingerprint = fingerprintOfPem(tls.cert);
  const guard = createGuard(clock);
  const nonces = new Set<string>();
  const all = options.places.slice(0, mostPlaces);
  const places = createPlaces({
    clock,
    all,
    goneMs: options.goneMs ?? 120_000,
    isThere: (position) => exchange.signedIn().includes(`pos${position}`),
    handleChanged: (joined) => options.handleChanged?.(joined),
  });

  function answer(response: ServerResponse, status: number, body: object = {}): void {
    response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
    response.end(JSON.stringify(body));
  }

  function isFresh(nonce: string): boolean {
    if (nonces.has(nonce)) return false;
    nonces.add(nonce);
    for (const oldest of nonces) {
      if (nonces.size <= mostNonces) break;
      nonces.delete(oldest);
    }
    return true;
  }

  /** 403 to all that is not right, whatever is wrong with it. */
  function join(text: string, host: string | undefined, response: ServerResponse): void {
    if (!guard.isOpen()) return answer(response, 429);
    const asked = requestSchema.safeParse(jsonOf(text));
    const isRight =
      asked.success && sameProof(asked.data.proof, proofOf(key, 'join', fingerprint, asked.data.nonce));
    if (!asked.success || !isRight || !isFresh(asked.data.nonce)) {
      guard.wrong();
      logger.warn('join: a wrong code', { open: guard.isOpen() });
      return answer(response, 403);
    }
    const address = /^[\w.:[\]-]{1,260}$/.exec(host ?? '')?.[0];
    const position = address === undefined ? undefined : places.give();
    if (address === undefined || position === undefined) return answer(response, address ? 409 : 400);
    logger.info('join: a place was given', { position, joined: places.taken() });
    answer(response, 200, {
      proof: proofOf(key, 'site', fingerprint, asked.data.nonce).toString('base64url'),
      position,
      secret: options.secretOf(position),
      site: options.siteFor({ url: `wss://${address}`, certificates: [fingerprint] }),
    });
  }

  function handleRequest(request: IncomingMessage, response: ServerResponse): void {
    const path = (request.url ?? '').split('?', 1)[0];
    if (request.method === 'GET' && path === saltPath)
      return answer(response, 200, { salt: salt.toString('base64url') });
    if (request.method !== 'POST' || path !== joinPath) return answer(response, 404);
    bodyOf(request).then(
      (text) => {
        if (text === undefined) return answer(response, 413);
        try {
          join(text, request.headers.host, response);
        } catch (error) {
          logger.error('join: failed', { error: error instanceof Error ? error.name : 'unknown' });
          answer(response, 500);
        }
      },
      // The one who asked is gone.
      () => undefined,
    );
  }

  const { host = '0.0.0.0', port } = options;
  const listening = await listenExchange({
    exchange,
    host,
    port,
    tls,
    open: true,
    sides: ['position'],
    handleRequest,
  });
  logger.info('join: open', { port: listening.port, places: all.length });
  return {
    code: shownCode(code),
    port: listening.port,
    fingerprint,
    places: all.length,
    joined: () => places.taken(),
    async close() {
      places.dispose();
      await listening.close();
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Undefined when it is too long. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > limits.request) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
