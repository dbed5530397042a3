import { Core } from 'sip.js';
import type { Disposable, InviteOptions, LegHandlers, SdpPeer, SipLeg } from '../ports/index.ts';
import { addressOf, allow } from './agent.ts';
import { type ConfirmedDialog, createDialog } from './dialog.ts';
import { failure } from './error.ts';
import type { LegControl, LegDeps } from './leg.ts';
import { longestMs } from './negotiation.ts';
import { sessionBody } from './sdp.ts';

/** A header may not smuggle in another one. */
function headerLine([name, value]: readonly [string, string]): string | undefined {
  return /^[A-Za-z0-9!%*_+`'~.-]{1,64}$/.test(name)
    ? `${name}: ${value.replaceAll(/[\r\n\0]+/g, ' ')}`
    : undefined;
}

/**
 * A call that we make:
 *
 *     offering --INVITE sent--> calling --2xx--> answered --answer applied--> up --BYE, 481--> over
 *     offering --terminate()--> over
 *     calling --terminate(), socket gone--> cancelling --final response--> over
 *     calling --3xx..6xx, time-out--> over (handleFailed)
 *     cancelling --2xx--> ACK, BYE (RFC 3261 §9.1)
 */
export function createOutgoingLeg(
  deps: LegDeps & { readonly domain: string },
  options: InviteOptions,
  peer: SdpPeer,
  handlers: LegHandlers,
): { readonly leg: SipLeg; readonly control: LegControl; start(): void } {
  const { agent } = deps;
  let state: 'offering' | 'calling' | 'cancelling' | 'answered' | 'up' | 'over' = 'offering';
  let request: Core.OutgoingInviteRequest | undefined;
  let dialog: ConfirmedDialog | undefined;
  let early: { readonly tag: string; readonly sdp: string; readonly applied: Promise<boolean> } | undefined;

  let patience: Disposable | undefined;

  function over(): void {
    state = 'over';
    patience?.dispose();
    deps.release();
  }

  function failed(status: number, reason: string): void {
    const told = state === 'offering' || state === 'calling' || state === 'answered';
    if (state !== 'answered') over();
    else state = 'over';
    if (told) handlers.handleFailed(status, reason);
  }

  const applied = (sdp: string): Promise<boolean> =>
    peer.accept(sdp).then(
      () => true,
      () => false,
    );

  function progress(response: Core.PrackableIncomingResponseWithSession): void {
    if (state !== 'calling') return;
    const { body, statusCode = 0 } = response.message;
    handlers.handleProgress(statusCode);
    // The first answer is the answer (RFC 3261 §13.2.1); a fork's second one has to wait for its 2xx.
    if (body && !early) early = { tag: response.session.remoteTag, sdp: body, applied: applied(body) };
  }

  /** True when the peer's media stands. */
  async function answerOf(response: Core.AckableIncomingResponseWithSession): Promise<boolean> {
    const { body } = response.message;
    if (early && (await early.applied)) return true;
    return body ? applied(body) : false;
  }

  async function accepted(response: Core.AckableIncomingResponseWithSession): Promise<void> {
    response.ack();
    if (state !== 'calling') {
      // Too late, or a second branch of a fork answered as well.
      response.session.bye();
      if (state === 'cancelling') over();
      return;
    }
    state = 'answered';
    const confirmed = createDialog(
      deps,
      { session: response.session, peer, caller: true },
      {
        handleAcknowledged: () => undefined,
        handleEnded: (end) => {
          if (state === 'answered') failed(0, 'ended');
          else if (state === 'up') {
            state = 'over';
            handlers.handleEnded(end);
          }
        },
        handleDirection: (direction) => handlers.handleRemoteDirection(direction),
      },
      deps.release,
    );
    dialog = confirmed;
    const stands = await answerOf(response);
    if (state !== 'answered') return;
    if (!stands) {
      void confirmed.end('SIP;cause=488;text="Not Acceptable Here"');
      failed(0, 'media');
      return;
    }
    state = 'up';
    handlers.handleEstablished();
    confirmed.handleFirst(response.message.body || (early?.sdp ?? ''));
    // Early media was of another branch: the one that answered gets an offer of its own.
    if (early && early.tag !== response.session.remoteTag)
      confirmed.reinvite({ iceRestart: true }).catch(() => deps.logger.warn('fork not renegotiated'));
  }

  function refused({ message }: { message: Core.IncomingResponseMessage }): void {
    // Without a message from the wire it was sip.js that gave up.
    if (!agent.rawOf(message)) failed(0, message.statusCode === 408 ? 'timeout' : 'network');
    else failed(message.statusCode ?? 0, message.reasonPhrase ?? '');
  }

  function send(sdp: string): void {
    const target = addressOf(options.target, deps.domain);
    const from = addressOf(options.from, deps.domain);
    if (!target || !from) return failed(0, 'address');
    const message = agent.core.makeOutgoingRequestMessage(
      'INVITE',
      target,
      from,
      target,
      {},
      [
        ...options.headers.map(headerLine).filter((line) => line !== undefined),
        `Contact: ${agent.contact}`,
        `Allow: ${allow}`,
      ],
      sessionBody(sdp),
    );
    state = 'calling';
    request = agent.core.invite(message, {
      onTrying: () => {
        if (state === 'calling') handlers.handleProgress(100);
      },
      onProgress: progress,
      onAccept: (response) => {
        accepted(response).catch(() => deps.logger.error('answer not handled', { leg: deps.id }));
      },
      onRedirect: refused,
      onReject: refused,
    });
  }

  /** RFC 3261 §9.1: what has no final response 64*T1 after its CANCEL is taken for cancelled. */
  function forget(): void {
    if (request instanceof Core.UserAgentClient)
      agent.core.userAgentClients.delete(`${request.transaction.id}INVITE`);
    request?.dispose();
    over();
  }

  function cancel(): void {
    state = 'cancelling';
    patience ??= deps.clock.after(2 * longestMs, forget);
    if (deps.connected()) request?.cancel();
  }

  const leg: SipLeg = {
    id: deps.id,
    edge: deps.edge,
    dialog: () => dialog?.facts,
    reinvite: (wanted) =>
      dialog && state === 'up'
        ? dialog.reinvite(wanted)
        : Promise.reject(failure('reinvite.failed', 'ended')),
    terminate() {
      if (state === 'calling') cancel();
      else if (state === 'offering') over();
      if (!dialog) return Promise.resolve();
      state = 'over';
      return dialog.end();
    },
  };

  return {
    leg,
    start() {
      if (!deps.connected()) {
        queueMicrotask(() => failed(0, 'network'));
        return;
      }
      peer.offer({ iceRestart: false }).then(
        (sdp) => {
          if (state !== 'offering') return;
          if (deps.connected()) send(sdp);
          else failed(0, 'network');
        },
        () => failed(0, 'media'),
      );
    },
    control: {
      dialog: () => (state === 'up' ? dialog?.facts : undefined),
      handleConnected() {
        if (state === 'cancelling') cancel();
        dialog?.handleConnected();
      },
      handleDisconnected() {
        dialog?.handleDisconnected();
        if (state !== 'calling') return;
        // Its answer cannot find us any more; the INVITE is cancelled over the next socket.
        cancel();
        handlers.handleFailed(0, 'network');
      },
      dispose() {
        state = 'over';
        patience?.dispose();
        request?.dispose();
        dialog?.dispose();
      },
    },
  };
}
