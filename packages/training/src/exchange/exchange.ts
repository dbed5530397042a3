import type { Clock } from '@samband/telephony/ports';
import { createDigest } from './auth/digest.ts';
import { createGate } from './auth/gate.ts';
import type { Identity } from './dialog/dialog.ts';
import { createDialogs } from './dialog/dialogs.ts';
import type { Sending } from './fork/branches.ts';
import type { Branch, Call } from './fork/call.ts';
import { createCalls } from './fork/calls.ts';
import { createInbox } from './inbox.ts';
import type { Line } from './lines.ts';
import { createMemory } from './queue/memory.ts';
import { createQueueing } from './queue/queueing.ts';
import { createBindings } from './registrar/bindings.ts';
import type { Binding } from './registrar/bindings.ts';
import { register } from './registrar/register.ts';
import { createDirect } from './route/direct.ts';
import { createDispatch } from './route/dispatch.ts';
import { routeInvite } from './route/invite.ts';
import { routePage } from './route/page.ts';
import { createPassages } from './route/passages.ts';
import { routeWithin } from './route/within.ts';
import type { Exchange, ExchangeDeps, ExchangeEvent } from './types.ts';
import type { Request, Response } from './wire/request.ts';

/**
 * SIP over WebSocket (RFC 7118) for one centre on one machine: registrar, queue, and forking proxy that stays in
 * the way of its dialogs. Made for training and first use, not for production.
 */
export function createExchange(deps: ExchangeDeps): Exchange {
  const { ids, config } = deps;
  // A timer waits its turn like a message, and what it throws is nobody else's trouble.
  const clock: Clock = {
    ...deps.clock,
    after: (ms, run) => deps.clock.after(ms, () => inbox.inTurn('timer', run)),
    every: (ms, run) => deps.clock.every(ms, () => inbox.inTurn('timer', run)),
  };
  const token = (): string => ids.next().replaceAll(/[^\w-]/g, '-');
  const newTag = (): string => `x${token()}`;
  /** Begins every branch of ours: a request that carries it has been here before. */
  const marker = `z9hG4bKs${token()}`;
  const names = Object.values({ ...config.headers, party: 'P-Called-Party-ID' });
  const isPosition = (user: string): boolean =>
    /^pos[1-9]\d{0,3}$/.test(user) && Number(user.slice(3)) <= config.positions;
  const isQueue = (user: string): boolean => config.queues.includes(user);
  let refused = 0;

  const bindings = createBindings(clock, handleUnbound);
  const sending: Sending = {
    domain: config.domain,
    strip: new Set(names.map((name) => name.toLowerCase())),
    newBranch: () => `${marker}-${token()}`,
    reach(party) {
      if (!party.line.open) party.line = bindings.lineOf(party) ?? party.line;
      return party.line.open ? party.line : undefined;
    },
  };
  const digest = createDigest({
    clock,
    realm: config.domain,
    secret: ids.next() + ids.next(),
    ha1Of: (user) => deps.ha1Of(user),
  });
  const gate = createGate(digest, (user, line) =>
    line.side === 'outside' ? user === 'outside' : isPosition(user),
  );
  const passages = createPassages({ clock, sending, newTag });
  const calls = createCalls({ clock, sending, lostMs: config.lostMs, newTag });
  const memory = createMemory(() => clock.mono());
  const dialogs = createDialogs({
    clock,
    sending,
    lostMs: config.lostMs,
    probe: passages.ask,
    handleEnded({ identity }, how, by) {
      if (!identity) return;
      // It was the position that was lost: the caller will be back.
      if (how === 'lost' && by?.party.line.side === 'position') memory.keep(identity);
      tell({ type: 'call.ended', call: identity.call, queue: identity.queue, how });
    },
  });
  const direct = createDirect({ calls, bindings, handleAnswered });
  const queueing = createQueueing({ clock, ids, config, bindings, calls, memory, tell, handleAnswered });
  const dispatch = createDispatch({
    ...{ calls, dialogs, passages, sending, marker, newTag, gate, handleRegister },
    count: handleRefused,
    close: (line) => inbox.close(line),
    handleInvite: (request, line, user) =>
      routeInvite({ ...routes, bindings, dialogs, queueing, direct, stamp }, request, line, user),
    handlePage: (request, line, user) => routePage({ ...routes, bindings, passages }, request, line, user),
    handleWithin: (request, line) =>
      routeWithin({ ...routes, dialogs, calls, passages, sending }, request, line),
  });
  const routes = { config, isPosition, isQueue, refuse: dispatch.refuse };
  const inbox = createInbox(deps, { ...dispatch, handleRefused, handleGone });

  function tell(event: ExchangeEvent): void {
    inbox.guarded('handle', () => deps.handle?.(event));
  }

  function handleRefused(line: Line, why: string): void {
    refused += 1;
    tell({ type: 'refused', side: line.side, why });
  }

  function stamp(): (readonly [string, string])[] {
    const { headers } = config;
    return [
      [headers.call, ids.next()],
      [headers.cameIn, String(Math.round(clock.wall()))],
      [headers.queueLength, '0'],
    ];
  }

  function handleAnswered(
    call: Call,
    branch: Branch,
    response: Response,
    identity: Identity | undefined,
  ): void {
    const { invite, caller } = call;
    const from = { party: caller, tag: invite.fromTag, name: invite.from, cseq: invite.cseq };
    const callee = { party: branch.party, tag: response.toTag, name: response.to, cseq: 0 };
    dialogs.open(invite.callId, [from, callee], identity);
  }

  function handleUnbound({ user, aor }: Binding): void {
    tell({ type: 'unregistered', user, aor });
    queueing.handleUnbound(aor);
  }

  function handleRegister(request: Request, line: Line, user: string): void {
    const bound: Binding[] = [];
    const mayRegister = (who: string, aor: string): boolean =>
      aor === who || (isPosition(who) && isQueue(aor));
    const answer = register(
      {
        ...{ clock, bindings, mayRegister, handleUnbound },
        handleReplaced: (old) => inbox.close(old),
        handleBound(binding, isNew) {
          bound.push(binding);
          if (isNew) tell({ type: 'registered', user, aor: binding.aor });
        },
      },
      request,
      line,
      user,
    );
    dispatch.refuse(request, line, answer.status, answer.headers);
    // After its 200, and first what is over, then what waits.
    for (const binding of bound) {
      calls.handleBack(user);
      dialogs.handleBack(user, line);
      queueing.handleBound(binding);
      direct.handleBound(binding);
    }
  }

  function handleGone(line: Line): void {
    for (const binding of bindings.on(line)) {
      bindings.remove(binding);
      handleUnbound(binding);
    }
    calls.handleLineGone(line);
    dialogs.handleLineGone(line);
  }

  return {
    accept: inbox.accept,
    signedIn: () => bindings.users(),
    figures: () => ({
      registrations: bindings.count(),
      waiting: queueing.count(),
      calls: dialogs.count(),
      transactions: calls.count() + passages.count(),
      connections: inbox.count(),
      refused,
    }),
    dispose() {
      inbox.dispose();
      for (const part of [bindings, calls, dialogs, passages, queueing]) part.dispose();
    },
  };
}
