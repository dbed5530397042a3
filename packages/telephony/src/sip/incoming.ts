import type { Core } from 'sip.js';
import type {
  DialogFacts,
  Disposable,
  IncomingLeg,
  LegHandlers,
  RequestFacts,
  SdpPeer,
  SipReason,
} from '../ports/index.ts';
import { sdpOf } from './body.ts';
import { type ConfirmedDialog, createDialog } from './dialog.ts';
import { failure } from './error.ts';
import { factsOf } from './facts.ts';
import type { IncomingLegDeps, LegControl } from './leg.ts';
import { valuesOf } from './message.ts';
import { reasonsOf } from './reason.ts';
import { sessionBody } from './sdp.ts';

/** How long an INVITE that was left unanswered can still be cancelled properly. */
const forgottenMs = 600_000;

/** Why a leg that made room is over: the response that it got. */
const crowdedOut: SipReason = { protocol: 'SIP', cause: 480, text: 'crowded' };

export interface IncomingControl extends LegControl {
  /** Another call is to ring in its place: see `Crowd`. Its row waits on at the exchange. */
  makeRoom(): void;
  /** Nothing more is known of it: its socket is gone, or too many others are forgotten. */
  forget(): void;
}

/**
 * An INVITE from the exchange. No timer of ours ends it and nothing of ours refuses it but `reject` and `makeRoom`:
 *
 *     ringing --accept()--> accepting --200 sent--> up --BYE, no ACK--> over
 *     ringing --CANCEL, reject(), makeRoom()--> over
 *     ringing --abandon()--> forgotten --CANCEL (487), socket gone, 10 min--> over
 *     accepting --media or socket failed--> ringing   (accept rejects; it may be tried again)
 *     accepting --CANCEL--> over                      (accept rejects `leg.gone`)
 */
export function createIncomingLeg(
  deps: IncomingLegDeps,
  uas: Core.InviteUserAgentServer,
  replaces: DialogFacts | undefined,
): { readonly leg: IncomingLeg; readonly control: IncomingControl; ring(): void } {
  const { agent, logger } = deps;
  const raw = agent.rawOf(uas.message);
  const facts: RequestFacts = raw
    ? factsOf(raw)
    : { requestUri: '', callId: uas.message.callId, fromTag: uas.message.fromTag, headers: [], parts: [] };
  const offer = sdpOf(facts.parts);
  let state: 'ringing' | 'accepting' | 'up' | 'over' = 'ringing';
  let handlers: LegHandlers | undefined;
  let cancelled: readonly SipReason[] | undefined;
  let dialog: ConfirmedDialog | undefined;
  let forgotten: Disposable | undefined;

  function over(): void {
    state = 'over';
    deps.handleSettled();
    deps.release();
  }

  function forget(): void {
    forgotten?.dispose();
    agent.core.userAgentServers.delete(uas.transaction.id);
    deps.release();
  }

  /** What rings no more and is answered by nothing: only a CANCEL still gets its due (RFC 3261 §9.2). */
  function abandon(): void {
    if (state !== 'ringing' && state !== 'accepting') return;
    uas.dispose();
    handlers = undefined;
    state = 'over';
    deps.handleSettled();
    // Its CANCEL could only come over the socket that it came over itself.
    if (!deps.connected()) return forget();
    forgotten = deps.clock.after(forgottenMs, forget);
    deps.handleForgotten();
  }

  uas.delegate = {
    onCancel(message) {
      forgotten?.dispose();
      const told = state === 'ringing' || state === 'accepting';
      uas.reject({ statusCode: 487 });
      over();
      if (!told) return;
      const cancel = agent.rawOf(message);
      cancelled = reasonsOf(cancel ? valuesOf(cancel, 'reason') : []);
      handlers?.handleCancelled(cancelled);
    },
    // A 200 that found no socket is sent again until its ACK comes (RFC 6026 §8.1).
    onTransportError: () => logger.debug('response not sent', { leg: deps.id }),
  };

  async function local(peer: SdpPeer): Promise<string> {
    try {
      return await (offer === undefined ? peer.offer({ iceRestart: false }) : peer.answer(offer));
    } catch (error) {
      throw failure('media.failed', undefined, error);
    }
  }

  /** The answer to the offer of our 200. */
  function complete(peer: SdpPeer, sdp: string): void {
    const done = sdp ? peer.accept(sdp) : Promise.reject(new Error('no answer in the ACK'));
    done.catch(() => {
      void dialog?.end('SIP;cause=488;text="Not Acceptable Here"');
      ended({ by: 'network', reasons: [] });
    });
  }

  function ended(end: Parameters<LegHandlers['handleEnded']>[0]): void {
    if (state !== 'up') return;
    state = 'over';
    handlers?.handleEnded(end);
  }

  function established(session: Core.Session, peer: SdpPeer): void {
    state = 'up';
    dialog = createDialog(
      deps,
      { session, peer, caller: false },
      {
        handleAcknowledged(sdp) {
          if (offer === undefined) complete(peer, sdp);
          handlers?.handleAcknowledged();
          dialog?.handleFirst(offer ?? sdp);
        },
        handleEnded: ended,
        handleDirection: (direction) => handlers?.handleRemoteDirection(direction),
      },
      deps.release,
    );
  }

  async function accept(peer: SdpPeer): Promise<void> {
    if (state !== 'ringing') throw failure('leg.gone');
    if (!deps.connected()) throw failure('network.lost');
    state = 'accepting';
    // What is being answered makes room for nobody.
    deps.handleSettled();
    try {
      const sdp = await local(peer);
      // A CANCEL may have come while media was made ready.
      if (state !== 'accepting') throw failure('leg.gone');
      if (!deps.connected()) throw failure('network.lost');
      const { session } = uas.accept({ statusCode: 200, body: sessionBody(sdp) });
      established(session, peer);
    } catch (error) {
      if (state === 'accepting') state = 'ringing';
      throw error;
    }
  }

  /** By the Call-ID that came over the wire, whatever carries it through sip.js. */
  const dialogFacts = (): DialogFacts | undefined => dialog && { ...dialog.facts, callId: facts.callId };

  const leg: IncomingLeg = {
    id: deps.id,
    edge: deps.edge,
    facts,
    offer,
    ...(replaces === undefined ? {} : { replaces }),
    dialog: dialogFacts,
    setHandlers(next) {
      handlers = next;
      if (cancelled) next.handleCancelled(cancelled);
    },
    async progress(peer) {
      // Early media has to be an answer; an offer of ours belongs in the 200 (RFC 3261 §13.2.1).
      if (state !== 'ringing' || offer === undefined || !deps.connected()) return;
      const sdp = await local(peer);
      if (leg.dialog() === undefined && state === 'ringing')
        uas.progress({ statusCode: 183, body: sessionBody(sdp) });
    },
    accept,
    reject(status) {
      if (state === 'ringing' || state === 'accepting') {
        over();
        uas.reject({ statusCode: status });
      }
      return Promise.resolve();
    },
    abandon,
    reinvite: (options) =>
      dialog && state === 'up'
        ? dialog.reinvite(options)
        : Promise.reject(failure('reinvite.failed', 'ended')),
    terminate() {
      if (!dialog) {
        abandon();
        return Promise.resolve();
      }
      state = 'over';
      return dialog.end();
    },
  };

  return {
    leg,
    ring() {
      if (state === 'ringing') uas.progress({ statusCode: 180 });
    },
    control: {
      dialog: () => (state === 'up' ? dialogFacts() : undefined),
      handleConnected: () => dialog?.handleConnected(),
      handleDisconnected: () => dialog?.handleDisconnected(),
      makeRoom() {
        if (state !== 'ringing') return;
        over();
        uas.reject({ statusCode: 480 });
        handlers?.handleEnded({ by: 'network', reasons: [crowdedOut] });
      },
      forget,
      dispose() {
        forgotten?.dispose();
        handlers = undefined;
        state = 'over';
        dialog?.dispose();
      },
    },
  };
}
