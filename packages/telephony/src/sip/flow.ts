import type { Core } from 'sip.js';
import { SambandError } from '../contract/index.ts';
import type { Clock, DialogFacts, FlowConfig, FlowHandlers, Ids, Logger, SipFlow } from '../ports/index.ts';
import { addressOf, type Agent, createAgent } from './agent.ts';
import { createCrowd, type Ringing } from './crowd.ts';
import { createIncomingLeg, type IncomingControl } from './incoming.ts';
import type { IncomingLegDeps, LegControl, LegDeps } from './leg.ts';
import { valuesOf } from './message.ts';
import { createOutgoingLeg } from './outgoing.ts';
import { createRegistrations } from './registration.ts';
import { replacesOf } from './replaces.ts';
import { createTransport, type SocketConstructor, type Transport } from './transport.ts';

export interface SipDeps {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  /** The browser's WebSocket unless told otherwise. */
  readonly WebSocket?: SocketConstructor;
}

/** Dialogs of all flows: an INVITE with Replaces may come over the other edge. */
export interface DialogBook {
  find(dialog: DialogFacts): boolean;
  add(control: LegControl): void;
  delete(control: LegControl): void;
}

/** So many INVITEs that were let go are kept known, for the CANCEL that they are due (RFC 3261 §9.2). */
const mostForgotten = 1000;

function closed(): SambandError {
  return new SambandError({
    code: 'edge.unreachable',
    category: 'network',
    messageKey: 'error.edgeUnreachable',
    values: { reason: 'closed' },
  });
}

/** User part of the own AoR: what a call to the position itself is for. */
function userOfAor(aor: string): string {
  return /^sips?:([^@;]*)@/i.exec(aor)?.[1] ?? '';
}

/** RFC 3261 §19.3: unique and random. */
function randomToken(ids: Ids): string {
  return Array.from({ length: 16 }, () => Math.floor(ids.random() * 36).toString(36)).join('');
}

/** One WebSocket, one agent: registrations, calls both ways, keep-alive (RFC 5626). */
export function createFlow(deps: SipDeps, config: FlowConfig, book: DialogBook, told: FlowHandlers): SipFlow {
  const { clock, ids, logger } = deps;
  const legs = new Set<LegControl>();
  const crowd = createCrowd(clock);
  /** Let go and answered by nothing, the oldest first. */
  const forgotten = new Set<IncomingControl>();
  const pings = new Set<(error: SambandError) => void>();
  const domain = addressOf(config.aor, '')?.host ?? 'invalid';
  let disposed = false;

  const Socket = deps.WebSocket ?? (globalThis as { WebSocket?: SocketConstructor }).WebSocket;
  const transport: Transport = createTransport(
    { clock, url: config.url, Socket },
    {
      handleText: (text) => agent.receive(text),
      handleTooLarge: (head) => agent.receiveCut(head),
      handleOpen() {
        for (const leg of legs) guarded('leg', () => leg.handleConnected());
        guarded('handleConnected', () => told.handleConnected());
      },
      handleGone(reason) {
        registrations.handleDisconnected();
        for (const fail of pings) fail(closed());
        for (const leg of [...forgotten]) guarded('leg', () => leg.forget());
        for (const leg of legs) guarded('leg', () => leg.handleDisconnected());
        // Who dropped it knows.
        if (reason !== 'dropped') guarded('handleDisconnected', () => told.handleDisconnected(reason));
      },
    },
  );
  const agent: Agent = createAgent(
    {
      config,
      transport,
      marker: `w${randomToken(ids)}`,
      newTag: () => randomToken(ids),
    },
    (user) =>
      [config.contactUser, userOfAor(config.aor), 'sos'].includes(user) || registrations.users().has(user),
    { handleInvite, handleLateAccept, mayRing: () => crowd.admit(), handleDropped },
  );
  const registrations = createRegistrations({
    agent,
    config,
    clock,
    newCallId: () => `${randomToken(ids)}${randomToken(ids)}`,
    connected: transport.connected,
  });

  /** What a handler throws is its own trouble: the socket and the next message are not to suffer. */
  function guarded(what: string, run: () => void): void {
    if (disposed) return;
    try {
      run();
    } catch (error) {
      logger.error('handler failed', { what, error: error instanceof Error ? error.name : 'unknown' });
    }
  }

  function handleDropped(why: string, isCall: boolean): void {
    guarded('handleDropped', () => told.handleDropped(why, isCall));
  }

  function depsOf(release: () => void): LegDeps {
    return {
      agent,
      clock,
      logger,
      random: () => ids.random(),
      connected: transport.connected,
      id: ids.next(),
      edge: config.edge,
      release,
    };
  }

  function keep<T extends { readonly control: LegControl }>(make: (release: () => void) => T): T {
    const made = make(() => {
      legs.delete(made.control);
      book.delete(made.control);
    });
    legs.add(made.control);
    book.add(made.control);
    return made;
  }

  function handleInvite(uas: Core.InviteUserAgentServer): void {
    const raw = agent.rawOf(uas.message);
    const replaces = replacesOf(raw ? valuesOf(raw, 'replaces') : []);
    const refused =
      replaces === undefined
        ? undefined
        : replaces === 'invalid'
          ? 400
          : !book.find(replaces.dialog)
            ? 481
            : replaces.earlyOnly
              ? 486
              : undefined;
    if (refused !== undefined) {
      uas.reject({ statusCode: refused });
      handleDropped('replaces', false);
      return;
    }
    const replaced = typeof replaces === 'object' ? replaces.dialog : undefined;
    const ringing: Ringing = {
      makeRoom() {
        handleDropped('flood', true);
        guarded('makeRoom', () => made.control.makeRoom());
      },
    };
    const made = keep((release) => createIncomingLeg(incomingDeps(release), uas, replaced));
    function incomingDeps(release: () => void): IncomingLegDeps {
      return {
        ...depsOf(() => {
          forgotten.delete(made.control);
          release();
        }),
        handleSettled: () => crowd.delete(ringing),
        handleForgotten: () => handleForgotten(made.control),
      };
    }
    crowd.add(ringing);
    made.ring();
    guarded('handleIncoming', () => told.handleIncoming(made.leg));
  }

  function handleForgotten(control: IncomingControl): void {
    forgotten.add(control);
    const [oldest] = forgotten;
    if (forgotten.size > mostForgotten) oldest?.forget();
  }

  /** RFC 3261 §13.2.2.4: each 2xx gets its ACK, that of a re-INVITE given up with a lost socket too. */
  function handleLateAccept(response: Core.IncomingResponseMessage): void {
    const dialog = agent.core.dialogs.get(response.callId + response.fromTag + response.toTag);
    if (!dialog) return;
    const ack = dialog.createOutgoingRequestMessage('ACK', { cseq: response.cseq });
    ack.setViaHeader(`z9hG4bK${randomToken(ids)}`, transport.protocol);
    agent.core.transport.send(ack.toString()).catch(() => undefined);
  }

  function ping(timeoutMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const edge = addressOf(`sip:${domain}`, domain);
      const own = agent.core.configuration.aor;
      if (!transport.connected() || !edge) {
        reject(closed());
        return;
      }
      const done = (error?: SambandError): void => {
        if (!pings.delete(done)) return;
        timer.dispose();
        if (error) reject(error);
        else resolve();
      };
      const timer = clock.after(timeoutMs, () => done(closed()));
      pings.add(done);
      // Any answer will do: it is the way there and back that is tried.
      const answered = ({ message }: { message: Core.IncomingResponseMessage }): void => {
        if (agent.rawOf(message)) done();
        else done(closed());
      };
      const request = agent.core.makeOutgoingRequestMessage('OPTIONS', edge, own, edge, {}, [
        `Contact: ${agent.contact}`,
      ]);
      agent.core.request(request, { onAccept: answered, onReject: answered, onRedirect: answered });
    });
  }

  return {
    edge: config.edge,
    connect: (timeoutMs) => (disposed ? Promise.reject(closed()) : transport.connect(timeoutMs)),
    drop: () => transport.drop(),
    ping,
    register: (aor, expires) => registrations.register(aor, Math.max(1, Math.round(expires))),
    unregister: (aor) => registrations.register(aor, 0),
    invite(options, peer, handlers) {
      const made = keep((release) =>
        createOutgoingLeg({ ...depsOf(release), domain }, options, peer, handlers),
      );
      made.start();
      return made.leg;
    },
    dispose() {
      disposed = true;
      transport.drop();
      for (const leg of [...legs]) {
        leg.dispose();
        book.delete(leg);
      }
      legs.clear();
      forgotten.clear();
      registrations.dispose();
      agent.dispose();
    },
  };
}
