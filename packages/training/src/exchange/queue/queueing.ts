import type { Clock, Disposable, Ids } from '@samband/telephony/ports';
import type { RawHeader } from '@samband/telephony/sip';
import type { Identity } from '../dialog/dialog.ts';
import { isUnanswered } from '../fork/call.ts';
import type { Branch, Call, CallHooks } from '../fork/call.ts';
import { moved } from '../fork/calls.ts';
import type { Calls } from '../fork/calls.ts';
import type { Party } from '../lines.ts';
import type { Binding, Bindings } from '../registrar/bindings.ts';
import type { ExchangeConfig, ExchangeEvent } from '../types.ts';
import type { Request, Response } from '../wire/request.ts';
import { readUri, uriIn } from '../wire/uri.ts';
import type { Memory } from './memory.ts';

/** Branches to one user that a call may have: an old one may still be answered over a new connection. */
const mostForUser = 3;

interface Waiting {
  readonly call: Call;
  readonly identity: Identity;
  /** Monotonic ms. */
  readonly at: number;
  /** Until everybody is rung. */
  alarm: Disposable | undefined;
  alarmed: boolean;
}

export interface QueueingDeps {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly config: ExchangeConfig;
  readonly bindings: Bindings;
  readonly calls: Calls;
  readonly memory: Memory;
  tell(event: ExchangeEvent): void;
  handleAnswered(call: Call, branch: Branch, response: Response, identity: Identity): void;
}

/** Beyond this (ms) the wall clock was set since the call came in. */
const setMs = 1000;

/** Calls that wait, and who they ring at. */
export interface Queueing {
  arrive(queue: string, request: Request, caller: Party): void;
  handleBound(binding: Binding): void;
  /** One contact fewer at this address. */
  handleUnbound(aor: string): void;
  count(): number;
  dispose(): void;
}

export function createQueueing(deps: QueueingDeps): Queueing {
  const { clock, config, bindings, calls } = deps;

  /** When the call came in by the clock as it is now: positions read it beside the Date of the same clock. */
  function stampOf({ cameIn, cameInMono }: Identity): number {
    const now = Math.round(clock.wall() - (clock.mono() - cameInMono));
    return Math.abs(now - cameIn) > setMs ? now : cameIn;
  }
  const waiting = new Set<Waiting>();
  const emptySince = new Map<string, number>(config.queues.map((queue) => [queue, clock.mono()]));
  const isEmpty = (queue: string): boolean => bindings.of(queue).length === 0;
  const lengthOf = (queue: string): number =>
    [...waiting].filter(({ identity }) => identity.queue === queue).length;

  function headersFor(item: Waiting, alarm: boolean): RawHeader[] {
    const { headers } = config;
    return [
      [headers.call, item.identity.call],
      [headers.cameIn, String(stampOf(item.identity))],
      [headers.queueLength, String(lengthOf(item.identity.queue))],
      ...(alarm ? [[headers.alarm, 'unattended'] as const] : []),
    ];
  }

  /** One position's telephone; not twice, and not the caller's own. */
  function offer(item: Waiting, binding: Binding, alarm: boolean): void {
    const { call } = item;
    const { line, user, contact } = binding;
    if (line === call.caller.line || user === call.caller.user) return;
    const mine = [...call.branches].filter((branch) => branch.party.user === user);
    if (mine.some((branch) => branch.party.line === line && branch.alarm === alarm && isRinging(branch)))
      return;
    const spare = mine.filter((branch) => branch.party.line !== line);
    const [oldest] = spare;
    if (oldest && spare.length >= mostForUser) calls.dropBranch(call, oldest);
    const dialled = readUri(uriIn(call.invite.to))?.user;
    calls.fork(
      call,
      { user, contact, line },
      {
        alarm,
        headers: headersFor(item, alarm),
        recordRoute: true,
        // A console tells queues by the number in To; `urn:service:sos` is a number to nobody.
        ...(dialled === item.identity.queue ? {} : { to: `<sip:${item.identity.queue}@${config.domain}>` }),
      },
    );
  }

  function offerAll(item: Waiting): void {
    for (const binding of bindings.of(item.identity.queue)) offer(item, binding, false);
  }

  function alarmAll(item: Waiting): void {
    item.alarm = undefined;
    if (!isUnanswered(item.call) || !isEmpty(item.identity.queue)) return;
    item.alarmed = true;
    deps.tell({ type: 'call.unattended', call: item.identity.call, queue: item.identity.queue });
    for (let number = 1; number <= config.positions; number += 1)
      for (const binding of bindings.of(`pos${number}`)) offer(item, binding, true);
  }

  function armAlarm(item: Waiting): void {
    const since = Math.max(item.at, emptySince.get(item.identity.queue) ?? 0);
    item.alarm?.dispose();
    item.alarm = clock.after(since + config.unattendedMs - clock.mono(), () => alarmAll(item));
  }

  /** Somebody is ready again: the others need not be rung any more. */
  function calm(item: Waiting): void {
    item.alarm?.dispose();
    item.alarm = undefined;
    item.alarmed = false;
    calls.stopBranches(item.call, (branch) => branch.alarm, moved);
  }

  function over(item: Waiting): void {
    item.alarm?.dispose();
    waiting.delete(item);
  }

  /** Longest wait first: that is the order they are answered in. */
  const inLine = (queue: string): Waiting[] =>
    [...waiting]
      .filter(({ identity }) => identity.queue === queue)
      .sort((a, b) => a.identity.cameInMono - b.identity.cameInMono);

  return {
    arrive(queue, request, caller) {
      const hooks: CallHooks = {
        handleAnswered(branch, response) {
          over(item);
          deps.tell({
            type: 'call.answered',
            call: item.identity.call,
            queue,
            user: branch.party.user,
          });
          deps.handleAnswered(item.call, branch, response, item.identity);
        },
        handleUnanswered() {
          over(item);
          deps.tell({ type: 'call.ended', call: item.identity.call, queue, how: 'abandoned' });
        },
      };
      const call = calls.begin('queue', request, caller, hooks);
      if (!call) return;
      // Only the telephone network calls again for somebody.
      const known = caller.line.side === 'outside' ? deps.memory.take(request, queue) : undefined;
      const identity: Identity = {
        ...(known ?? {
          call: deps.ids.next(),
          queue,
          cameIn: Math.round(clock.wall()),
          cameInMono: clock.mono(),
        }),
        callIds: [request.callId],
      };
      const item: Waiting = { call, identity, at: clock.mono(), alarm: undefined, alarmed: false };
      waiting.add(item);
      deps.tell({
        type: 'call.waiting',
        call: identity.call,
        queue,
        callId: request.callId,
        again: known !== undefined,
      });
      offerAll(item);
      if (!isEmpty(queue)) return;
      calls.tellQueued(call);
      armAlarm(item);
    },
    handleBound(binding) {
      if (!config.queues.includes(binding.aor)) {
        for (const item of waiting) if (item.alarmed) offer(item, binding, true);
        return;
      }
      emptySince.delete(binding.aor);
      for (const item of inLine(binding.aor)) {
        // First the call, then the end of the alarm: at no moment is it not to be had.
        offer(item, binding, false);
        calm(item);
      }
    },
    handleUnbound(aor) {
      if (!config.queues.includes(aor) || !isEmpty(aor) || emptySince.has(aor)) return;
      emptySince.set(aor, clock.mono());
      for (const item of inLine(aor)) armAlarm(item);
    },
    count: () => waiting.size,
    dispose() {
      for (const item of waiting) item.alarm?.dispose();
      waiting.clear();
    },
  };
}

function isRinging(branch: Branch): boolean {
  return branch.stage === 'sent' || branch.stage === 'ringing';
}
