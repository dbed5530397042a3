import { Core } from 'sip.js';
import type { Clock, DialogFacts, Disposable, MediaDirection, SdpPeer, SipReason } from '../ports/index.ts';
import type { Agent } from './agent.ts';
import { valuesOf } from './message.ts';
import { createNegotiation, longestMs } from './negotiation.ts';
import { reasonsOf } from './reason.ts';

export interface DialogDeps {
  readonly agent: Agent;
  readonly clock: Clock;
  readonly random: () => number;
  readonly connected: () => boolean;
}

export interface DialogHandlers {
  /** First ACK to our 200. `sdp` is its body. Not for dialogs that we began. */
  handleAcknowledged(sdp: string): void;
  handleEnded(end: { by: 'peer' | 'network'; reasons: readonly SipReason[] }): void;
  handleDirection(direction: MediaDirection): void;
}

/** A confirmed dialog (RFC 3261 §12): offers and answers, and its end. */
export interface ConfirmedDialog {
  readonly facts: DialogFacts;
  reinvite(options: { iceRestart: boolean }): Promise<void>;
  /** The peer's first description stands. */
  handleFirst(sdp: string): void;
  /** BYE, as soon as it may be sent; resolves then, or when nothing is left to end. */
  end(reason?: string): Promise<void>;
  handleConnected(): void;
  handleDisconnected(): void;
  /** Forgets it without a word. */
  dispose(): void;
}

/**
 * The life of a dialog:
 *
 *     live --BYE from the peer, no ACK, 481--> over (told)
 *     live --end()--> ending --BYE sent and answered--> over (not told)
 *
 * A BYE waits for the ACK to our 200 (RFC 3261 §15) and for a socket; one that was on its way when the socket
 * went is sent again on the next.
 */
export function createDialog(
  deps: DialogDeps,
  given: { readonly session: Core.Session; readonly peer: SdpPeer; readonly caller: boolean },
  handlers: DialogHandlers,
  /** Nothing is left to be done. */
  release: () => void,
): ConfirmedDialog {
  const { agent, clock } = deps;
  const { session, peer } = given;
  let state: 'live' | 'ending' | 'over' = 'live';
  /** Or never will be: 64*T1 have gone by. */
  let acknowledged = given.caller;
  let bye: 'none' | 'waiting' | 'sent' = 'none';
  let byeReason: string | undefined;
  let limit: Disposable | undefined;
  let sent: (() => void) | undefined;

  const negotiation = createNegotiation(
    {
      session,
      peer,
      clock,
      random: deps.random,
      connected: deps.connected,
      headers: [`Contact: ${agent.contact}`],
      caller: given.caller,
    },
    {
      handleDirection: (direction) => {
        if (state === 'live') handlers.handleDirection(direction);
      },
      handleLost: () => lost(),
    },
  );

  function over(): void {
    state = 'over';
    negotiation.stop();
    limit?.dispose();
    sent?.();
    release();
  }

  function sendBye(): void {
    const early = !acknowledged && session.sessionState === Core.SessionState.AckWait;
    if (bye !== 'waiting' || early || !deps.connected()) return;
    bye = 'sent';
    const answered = ({ message }: { message: Core.IncomingResponseMessage }): void => {
      // Made by sip.js when the socket failed: it goes again when there is a new one.
      if (agent.rawOf(message) || message.statusCode === 408) over();
      else bye = 'waiting';
    };
    session.bye(
      { onAccept: answered, onReject: answered, onRedirect: answered },
      { extraHeaders: byeReason === undefined ? [] : [`Reason: ${byeReason}`] },
    );
    sent?.();
  }

  function end(reason?: string): Promise<void> {
    if (state === 'over') return Promise.resolve();
    if (state === 'live') {
      state = 'ending';
      bye = 'waiting';
      byeReason = reason;
      negotiation.stop();
      limit = clock.after(2 * longestMs, () => over());
    }
    return new Promise((resolve) => {
      const before = sent;
      sent = () => {
        before?.();
        resolve();
      };
      if (bye === 'sent') sent();
      else sendBye();
    });
  }

  /** Nobody answers at the other end; a BYE is sent in case somebody does hear it. */
  function lost(): void {
    if (state !== 'live') return;
    void end('SIP;cause=408;text="Request Timeout"');
    handlers.handleEnded({ by: 'network', reasons: [] });
  }

  function handleBye(uas: Core.IncomingByeRequest): void {
    uas.accept();
    const told = state === 'live';
    over();
    const raw = agent.rawOf(uas.message);
    if (told) handlers.handleEnded({ by: 'peer', reasons: reasonsOf(raw ? valuesOf(raw, 'reason') : []) });
  }

  session.delegate = {
    onAck: ({ message }) => {
      negotiation.handleAck(message.body);
      const first = !acknowledged;
      acknowledged = true;
      if (first && state === 'live') handlers.handleAcknowledged(message.body);
      sendBye();
    },
    onAckTimeout: () => {
      acknowledged = true;
      if (state === 'live') lost();
      else sendBye();
    },
    onBye: handleBye,
    onInvite: (uas) => negotiation.handleInvite(uas),
    onInfo: (uas) => {
      const raw = agent.rawOf(uas.message);
      // RFC 6086 §4.2.2: no Info Package is known here. Legacy INFO is acknowledged and has no effect.
      if (raw && valuesOf(raw, 'info-package').length > 0)
        uas.reject({ statusCode: 469, extraHeaders: ['Recv-Info:'] });
      else uas.accept();
    },
    onMessage: (uas) => uas.reject({ statusCode: 405 }),
    onNotify: (uas) => uas.accept(),
    onPrack: (uas) => uas.accept(),
    // A transfer is never followed unasked (RFC 3515 §2.4.2).
    onRefer: (uas) => uas.reject({ statusCode: 603 }),
  };

  return {
    facts: { callId: session.callId, localTag: session.localTag, remoteTag: session.remoteTag },
    reinvite: (options) => negotiation.reinvite(options),
    handleFirst: negotiation.handleFirst,
    end,
    handleConnected() {
      if (state === 'ending') sendBye();
    },
    handleDisconnected() {
      negotiation.handleDisconnected();
      if (bye === 'sent' && state === 'ending') bye = 'waiting';
    },
    dispose() {
      if (state !== 'over') over();
      session.dispose();
    },
  };
}
