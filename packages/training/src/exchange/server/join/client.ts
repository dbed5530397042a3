import { randomBytes } from 'node:crypto';
import { Agent, request as ask } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { problemOf, SambandError } from '@samband/telephony/contract';
import { readCode } from './code.ts';
import { fingerprintOf, keyOf, proofOf, sameProof } from './proof.ts';
import { joinPath, limits, placeSchema, refusals, saltPath, saltSchema } from './wire.ts';

const patienceMs = 10_000;

/** What another machine's exercise gives. */
export interface Joined {
  readonly position: number;
  readonly secret: string;
  /** The site file's text: where the exchange is, and the fingerprint of its certificate. */
  readonly site: string;
}

export interface JoinOptions {
  readonly host: string;
  readonly port: number;
  /** As it was typed. */
  readonly code: string;
}

/** `join.code`, `join.full`, `join.later`, `join.untrusted` (it does not know the code itself), `join.unreachable`. */
type Why = (typeof refusals)[keyof typeof refusals] | 'join.untrusted' | 'join.unreachable';

function failure(code: Why, cause?: unknown): SambandError {
  const category = code === 'join.unreachable' ? 'network' : code === 'join.code' ? 'input' : 'exchange';
  return new SambandError(problemOf(code, category), { cause });
}

interface Reply {
  readonly status: number;
  readonly text: string;
  /** Of the certificate it was said under. */
  readonly fingerprint: string;
}

async function textOf(response: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > limits.answer * 2) throw new Error('too long');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** One request. What is sent is made after the certificate has been seen. */
function say(
  to: { readonly host: string; readonly port: number; readonly agent: Agent; readonly signal: AbortSignal },
  method: 'GET' | 'POST',
  path: string,
  bodyFor: (fingerprint: string) => string,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    let seen = '';
    const request = ask(
      { ...to, method, path, headers: { 'Content-Type': 'application/json' } },
      (response) => {
        textOf(response).then(
          (text) => resolve({ status: response.statusCode ?? 0, text, fingerprint: seen }),
          reject,
        );
      },
    );
    request.on('error', reject);
    request.on('socket', (socket) => {
      const send = (): void => {
        if (!(socket instanceof TLSSocket)) return void request.destroy(new Error('not encrypted'));
        seen = fingerprintOf(socket.getPeerCertificate().raw);
        request.end(bodyFor(seen));
      };
      if (request.reusedSocket) send();
      else socket.once('secureConnect', send);
    });
  });
}

function read<T>(
  schema: { safeParse(input: unknown): { success: boolean; data?: T } },
  text: string,
): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/**
 * Takes a place in the exercise of another machine. No authority is asked about the certificate: the code is what
 * both know, and each proves it under the certificate that the console sees.
 */
export async function joinExchange({ host, port, code: typed }: JoinOptions): Promise<Joined> {
  const code = readCode(typed);
  if (code === undefined) throw failure('join.code');
  const agent = new Agent({ keepAlive: true, maxSockets: 1, rejectUnauthorized: false });
  const to = { host, port, agent, signal: AbortSignal.timeout(patienceMs) };
  try {
    const salted = await say(to, 'GET', saltPath, () => '');
    const salt = read(saltSchema, salted.text)?.salt;
    if (salted.status !== 200 || salt === undefined) throw failure('join.unreachable');
    const key = await keyOf(code, Buffer.from(salt, 'base64url'));
    const nonce = randomBytes(32).toString('base64url');
    const reply = await say(to, 'POST', joinPath, (fingerprint) =>
      JSON.stringify({ proof: proofOf(key, 'join', fingerprint, nonce).toString('base64url'), nonce }),
    );
    return placeIn(reply, (fingerprint) => proofOf(key, 'site', fingerprint, nonce));
  } catch (error) {
    throw error instanceof SambandError ? error : failure('join.unreachable', error);
  } finally {
    agent.destroy();
  }
}

function placeIn(reply: Reply, rightFor: (fingerprint: string) => Buffer): Joined {
  const why = Object.entries(refusals).find(([status]) => Number(status) === reply.status)?.[1];
  if (why !== undefined) throw failure(why);
  const place = reply.status === 200 ? read(placeSchema, reply.text) : undefined;
  if (!place) throw failure('join.unreachable');
  // Whoever let us in has to know the code as well, under the certificate that we see.
  if (!sameProof(place.proof, rightFor(reply.fingerprint))) throw failure('join.untrusted');
  const { position, secret, site } = place;
  return { position, secret, site };
}
