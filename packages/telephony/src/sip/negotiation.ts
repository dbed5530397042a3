import { Core } from 'sip.js';
import type { Clock, Disposable, MediaDirection, SdpPeer } from '../ports/index.ts';
import { failure } from './error.ts';
import { directionOf, sessionBody } from './sdp.ts';

/** 64*T1: how long an answer or an ACK is waited for (RFC 3261 §17.1.1.2, §13.3.1.4). */
export const longestMs = 32_000;
/** How often a re-INVITE is tried again after 491. */
const tries = 8;

export interface NegotiationDeps {
  readonly session: Core.Session;
  readonly peer: SdpPeer;
  readonly clock: Clock;
  readonly random: () => number;
  readonly connected: () => boolean;
  /** `Contact: <…>` of our side. */
  readonly headers: readonly string[];
  /** We made the Call-ID: the longer back-off (RFC 3261 §14.1). */
  readonly caller: boolean;
}

export interface NegotiationHandlers {
  handleDirection(direction: MediaDirection): void;
  /** 481 to a re-INVITE: nobody is at the other end. */
  handleLost(): void;
}

/** Offers and answers of one confirmed dialog, one at a time (RFC 3264 §4). */
export interface Negotiation {
  reinvite(options: { iceRestart: boolean }): Promise<void>;
  handleInvite(uas: Core.IncomingInviteRequest): void;
  /** ACK to the initial 200 or to the answer of a re-INVITE. */
  handleAck(sdp: string): void;
  /** The description of the peer that began the session: it may hold us from the start (RFC 3264 §8.4). */
  handleFirst(sdp: string): void;
  handleDisconnected(): void;
  stop(): void;
}

interface Answer {
  /** 0: none came. */
  readonly status: number;
  readonly sdp?: string;
  readonly again?: boolean;
}

/**
 * sip.js keeps the rules of the dialog (CSeq, 491 to a crossing re-INVITE, 500 before the ACK); here is the order
 * of our own operations.
 *
 *     free --reinvite--> offering --2xx/refusal/given up--> free
 *     free --INVITE----> answering --ACK--> free
 *     offering --INVITE--> 491 (RFC 3261 §14.2)
 */
export function createNegotiation(deps: NegotiationDeps, handlers: NegotiationHandlers): Negotiation {
  const { session, peer, clock } = deps;
  let stopped = false;
  let offering = false;
  let answering = false;
  let ackDue: Disposable | undefined;
  let answerDue = false;
  let abort: (() => void) | undefined;
  let tail: Promise<void> = Promise.resolve();
  let direction: MediaDirection = 'sendrecv';
  /** The peer may have taken an ICE restart whose answer we do not have: only another one brings both together. */
  let isRestartUnsettled = false;
  const waiting = new Set<() => void>();

  function wake(): void {
    for (const go of waiting) go();
    waiting.clear();
  }
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = clock.after(ms, resolve);
      waiting.add(() => {
        timer.dispose();
        resolve();
      });
    });
  const busy = (): boolean => answering || session.sessionState === Core.SessionState.AckWait;

  /** Until the peer's own operation, or our 200, is acknowledged. */
  async function free(): Promise<void> {
    const until = clock.mono() + longestMs;
    while (!stopped && busy() && clock.mono() < until) await pause(longestMs);
  }

  /** The request is forgotten; a 2xx that comes after all is acknowledged by the flow. */
  function forget(request: Core.OutgoingInviteRequest): void {
    if (!(session instanceof Core.SessionDialog)) return;
    const client = session.reinviteUserAgentClient;
    request.dispose();
    if (client) session.userAgentCore.userAgentClients.delete(`${client.transaction.id}INVITE`);
    session.reinviteUserAgentClient = undefined;
    session.signalingStateRollback();
  }

  function ask(sdp: string): Promise<Answer> {
    return new Promise((resolve) => {
      let over = false;
      let timer: Disposable | undefined;
      const done = (answer: Answer): void => {
        if (over) return;
        over = true;
        abort = undefined;
        timer?.dispose();
        resolve(answer);
      };
      const refused = ({ message }: { message: Core.IncomingResponseMessage }): void => {
        const status = message.data === undefined ? 0 : (message.statusCode ?? 0);
        done({ status, again: status === 491 || (status === 500 && message.hasHeader('retry-after')) });
      };
      const request = session.invite(
        {
          onAccept: (response) => {
            response.ack();
            done({ status: 200, sdp: response.message.body });
          },
          onReject: refused,
          onRedirect: refused,
        },
        { extraHeaders: [...deps.headers], body: sessionBody(sdp) },
      );
      abort = () => {
        if (over) return;
        forget(request);
        done({ status: 0 });
      };
      timer = clock.after(longestMs, abort);
    });
  }

  async function rollback(): Promise<void> {
    // A peer that cannot go back is closed or broken; the call's own watch will tell.
    await peer.rollback().catch(() => undefined);
  }

  async function once(options: { iceRestart: boolean }): Promise<Answer> {
    await free();
    if (stopped) throw failure('reinvite.failed', 'ended');
    if (!deps.connected()) throw failure('reinvite.failed', 'not connected');
    offering = true;
    try {
      const iceRestart = options.iceRestart || isRestartUnsettled;
      const sdp = await peer.offer({ iceRestart });
      if (stopped || !deps.connected()) throw failure('reinvite.failed', 'not connected');
      const answer = await ask(sdp);
      if (answer.status === 0 || answer.status === 200) isRestartUnsettled = iceRestart;
      if (answer.status !== 200) await rollback();
      else if (answer.sdp === undefined || answer.sdp === '') throw failure('reinvite.failed', 'no answer');
      else await peer.accept(answer.sdp);
      if (answer.status === 200) isRestartUnsettled = false;
      return answer;
    } catch (error) {
      await rollback();
      throw failure('reinvite.failed', 'media', error);
    } finally {
      offering = false;
    }
  }

  /** RFC 3261 §14.1: 2.1 to 4 s for the owner of the Call-ID, 0 to 2 s for the other, in steps of 10 ms. */
  function backOff(): number {
    const [from, steps] = deps.caller ? [2100, 190] : [0, 200];
    return from + Math.floor(deps.random() * (steps + 1)) * 10;
  }

  async function perform(options: { iceRestart: boolean }): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await once(options);
      if (answer.status === 200) return;
      if (answer.status === 481 && !stopped) handlers.handleLost();
      if (stopped || answer.again !== true || attempt === tries)
        throw failure('reinvite.failed', answer.status === 0 ? 'no answer' : String(answer.status));
      await pause(backOff());
    }
  }

  async function respond(uas: Core.IncomingInviteRequest): Promise<void> {
    const remote = uas.message.body;
    const local = remote ? await peer.answer(remote) : await peer.offer({ iceRestart: false });
    if (stopped) return;
    answerDue = !remote;
    // RFC 3261 §14.2 would end the session for want of an ACK; a caller is not hung up on for that.
    ackDue = clock.after(longestMs, () => unacknowledged());
    uas.accept({ statusCode: 200, extraHeaders: [...deps.headers], body: sessionBody(local) });
    if (remote) tell(directionOf(remote));
  }

  function tell(next: MediaDirection): void {
    if (next === direction) return;
    direction = next;
    handlers.handleDirection(next);
  }

  function release(): void {
    ackDue?.dispose();
    ackDue = undefined;
    answering = false;
    wake();
  }

  function unacknowledged(): void {
    if (session instanceof Core.SessionDialog) session.reinviteUserAgentServer = undefined;
    // Our 200 carried an offer that nobody answered.
    if (answerDue) void rollback();
    answerDue = false;
    release();
  }

  async function refuse(uas: Core.IncomingInviteRequest): Promise<void> {
    await rollback();
    release();
    // 488: the session goes on as it was (RFC 3261 §14.2).
    if (!stopped) uas.reject({ statusCode: 488 });
  }

  return {
    reinvite(options) {
      const run = tail.then(() => perform(options));
      tail = run.catch(() => undefined);
      return run;
    },
    handleInvite(uas) {
      if (offering) {
        uas.reject({ statusCode: 491 });
        return;
      }
      answering = true;
      respond(uas)
        .catch(() => refuse(uas))
        // The transaction is over already: nothing is left to refuse.
        .catch(() => undefined);
    },
    handleAck(sdp) {
      const wanted = answerDue;
      answerDue = false;
      release();
      if (wanted && sdp) {
        peer.accept(sdp).then(
          () => tell(directionOf(sdp)),
          () => rollback(),
        );
      } else if (wanted) void rollback();
    },
    handleFirst(sdp) {
      tell(directionOf(sdp));
    },
    handleDisconnected() {
      abort?.();
    },
    stop() {
      stopped = true;
      abort?.();
      ackDue?.dispose();
      wake();
    },
  };
}
