import type {
  Clock,
  Disposable,
  InviteOptions,
  LegHandlers,
  Logger,
  SdpPeer,
  SipLeg,
  SipReason,
} from '@samband/telephony/ports';
import { between, type PlannedCall, type Random } from '../day/index.ts';
import { nameAddress } from './address.ts';
import { type CallerEffect, type CallerInput, type CallerStage, callerStep } from './caller-table.ts';
import type { EndedBy, PartyEvent } from './event.ts';
import type { PartySoundPort } from './port.ts';
import { createScript } from './script.ts';
import { openSpeaker, type Voice } from './voice.ts';

export interface CallerDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly random: Random;
  readonly sounds: PartySoundPort;
  readonly domain: string;
  isConnected(): boolean;
  /** Undefined: there is no connection. */
  invite(options: InviteOptions, peer: SdpPeer, handlers: LegHandlers): SipLeg | undefined;
  newCall(): string;
  emit(event: PartyEvent): void;
  /** Nothing more is to come. `isReachable`: whoever calls the number now gets an answer. */
  handleOver(last: string, isReachable: boolean): void;
}

export interface Caller extends Disposable {
  readonly plan: PlannedCall;
  /** Makes the first call, and tells which. */
  begin(): string;
  handleConnected(): void;
  /** Whoever waits hangs up; whoever talks goes on. */
  leave(): void;
}

/** A position that was lost, as the exchange says it: nobody hung up (RFC 3326). */
const lostCause = 480;
const mostCalls = 4;
const laterMs = [4000, 12_000] as const;
/** An operator is expected to speak first. */
const greetingMs = 2500;
/** One who cannot speak stays on the line for longer. */
const bears = { speaking: 3, silent: 10 } as const;

function isPositionLost(reasons: readonly SipReason[]): boolean {
  return reasons.some(({ protocol, cause }) => protocol.toUpperCase() === 'SIP' && cause === lostCause);
}

export function createCaller(deps: CallerDeps, plan: PlannedCall): Caller {
  const { clock, logger } = deps;
  const timers = new Set<Disposable>();
  let stage: CallerStage = 'calling';
  let call = '';
  let calls = 0;
  let since = 0;
  let leg: SipLeg | undefined;
  let voice: Voice | undefined;
  /** Call-ID of the last call that was up. */
  let callId: string | undefined;
  let inReplyTo: string | undefined;
  let status = 0;
  let waitsForLine = false;

  function input(what: CallerInput): void {
    const step = callerStep(stage, what);
    if (!step) return logger.debug('caller: nothing to do', { call, stage, input: what });
    stage = step.next;
    for (const effect of step.effects) effects[effect]();
    if (stage === 'over' && what === 'stop') deps.handleOver(call, false);
  }

  function after(ms: number, run: () => void): void {
    const timer = clock.after(ms, () => {
      timers.delete(timer);
      run();
    });
    timers.add(timer);
  }

  function dropTimers(): void {
    for (const timer of timers) timer.dispose();
    timers.clear();
  }

  /** Handlers of one call; what comes late, of a call that is over, is not heard. */
  function handlersOf(own: string): LegHandlers {
    const told =
      <T extends unknown[]>(run: (...given: T) => void) =>
      (...given: T): void => {
        if (own === call) run(...given);
      };
    return {
      handleCancelled: () => undefined,
      handleAcknowledged: () => undefined,
      handleProgress: told((code: number) => {
        if (code >= 180) input('progress');
      }),
      handleEstablished: told(() => input('established')),
      handleFailed: told((code: number) => {
        status = code;
        input('refused');
      }),
      handleEnded: told(({ by, reasons }: Parameters<LegHandlers['handleEnded']>[0]) => {
        const cut = isPositionLost(reasons);
        inReplyTo = cut ? callId : undefined;
        input(cut ? 'cut' : by === 'network' ? 'broke' : 'ended');
      }),
      handleRemoteDirection: told((direction: Parameters<Voice['handleDirection']>[0]) =>
        voice?.handleDirection(direction),
      ),
    };
  }

  function headers(): InviteOptions['headers'] {
    const identity = nameAddress(plan.name, `sip:${plan.number}@${deps.domain}`);
    return [
      ['P-Asserted-Identity', identity],
      ...(inReplyTo === undefined ? [] : ([['In-Reply-To', inReplyTo]] as const)),
    ];
  }

  function openVoice(): Voice {
    const { lines, phrases, background } = plan;
    const silent = lines.length === 0;
    return openSpeaker(deps, {
      script: createScript({
        lines,
        yes: phrases?.yes,
        bye: phrases?.bye,
        bears: silent ? bears.silent : bears.speaking,
      }),
      background,
      firstAfterMs: greetingMs,
      handleFinished: () => input('finished'),
    });
  }

  function dial(): void {
    const before = call;
    call = deps.newCall();
    calls += 1;
    since = clock.mono();
    status = 0;
    const { person, number, to } = plan;
    deps.emit({ type: 'called', call, person, number, to });
    if (before !== '') deps.emit({ type: 'calledBack', call, of: before, by: 'caller', number });
    after(plan.patienceMs, () => input('impatient'));
    try {
      voice = openVoice();
      leg = deps.invite(
        {
          target: `sip:${to}@${deps.domain}`,
          from: `sip:${number}@${deps.domain}`,
          headers: headers(),
        },
        voice.peer,
        handlersOf(call),
      );
    } catch (cause) {
      logger.error('caller: no sound for the call', { call, why: String(cause) });
    }
    if (!leg) input('refused');
  }

  function tellEnded(by: EndedBy): void {
    const figures = voice?.figures() ?? { heardOperatorMs: 0, spokeMs: 0, heard: false };
    deps.emit({ type: 'ended', call, by, ...figures });
  }

  function callAgain(ms: number): void {
    after(ms, () => {
      waitsForLine = true;
      tryAgain();
    });
  }

  const waitedMs = (): number => Math.round(clock.mono() - since);

  const effects: Record<CallerEffect, () => void> = {
    tellRinging: () => deps.emit({ type: 'ringing', call }),
    tellAnswered: () => deps.emit({ type: 'answered', call, waitedMs: waitedMs() }),
    tellGaveUp: () => deps.emit({ type: 'gaveUp', call, waitedMs: waitedMs() }),
    tellRefused: () => deps.emit({ type: 'refused', call, status }),
    tellEndedByOperator: () => tellEnded('operator'),
    tellEndedByCaller: () => tellEnded('caller'),
    tellLost: () => tellEnded('lost'),
    talk() {
      dropTimers();
      callId = leg?.dialog()?.callId;
      after(plan.talkMs, () => input('finished'));
      voice?.begin();
    },
    hangUp: () => void leg?.terminate(),
    release() {
      dropTimers();
      voice?.dispose();
      voice = undefined;
      leg = undefined;
    },
    call: dial,
    callAtOnce() {
      if (calls >= mostCalls) input('leave');
      else callAgain(0);
    },
    callLater() {
      if (calls >= mostCalls || !plan.callsBack) input('leave');
      else callAgain(between(deps.random, laterMs));
    },
    stayAway: dropTimers,
    settle: () => deps.handleOver(call, true),
  };

  function tryAgain(): void {
    if (!waitsForLine || !deps.isConnected()) return;
    waitsForLine = false;
    input('again');
  }

  return {
    plan,
    begin() {
      dial();
      return call;
    },
    handleConnected: tryAgain,
    leave: () => input('leave'),
    dispose: () => input('stop'),
  };
}
