import type { Clock, Disposable, Ids, IncomingLeg, Logger, SipStack } from '@samband/telephony/ports';
import { type DayOptions, planDay, type PlannedCall, type Random } from '../day/index.ts';
import { dialledOf, numberKey } from './address.ts';
import { createReceptions, type Reception, somebody } from './agencies.ts';
import { createAnswering } from './answering.ts';
import { type Caller, createCaller } from './caller.ts';
import { type PartiesConfigInput, readConfig } from './config.ts';
import type { PartyEvent } from './event.ts';
import { createLink } from './link.ts';
import type { PartySoundCounts, PartySoundPort } from './port.ts';
import { createReachables, type Reachable } from './reachable.ts';
import { createSchedule, type Schedule } from './schedule.ts';
import { createScript } from './script.ts';
import { openService, openSpeaker, serviceOf, type Voice } from './voice.ts';

export interface PartiesDeps {
  readonly sip: SipStack;
  readonly sounds: PartySoundPort;
  readonly clock: Clock;
  readonly ids: Ids;
  /** In [0, 1): how those who are called behave, and whom `callNow` takes. */
  readonly random: Random;
  readonly logger: Logger;
  readonly config: PartiesConfigInput;
  handle(event: PartyEvent): void;
}

export interface Day extends Pick<DayOptions, 'pace' | 'seed'> {
  /** 1 is real time; of the time line and of patience, never of speech. */
  readonly speed?: number;
}

export interface PartyCounts extends PartySoundCounts {
  /** Callers: on the line, or about to call again. */
  readonly callers: number;
  /** Calls from positions. */
  readonly called: number;
}

/** All who are outside of a centre: callers, agencies, rooms. */
export interface Parties extends Disposable {
  /** Connects, and keeps connected; what comes of it is told. */
  connect(): void;
  /** Begins a day in place of the one that runs. Its time stands still while there is no connection. */
  startDay(day: Day): void;
  /** One call more. The id of the call; undefined: not connected, or too many are on the line. */
  callNow(): string | undefined;
  /** The end of the day: nobody calls any more, who waits hangs up, who talks goes on. */
  stop(): void;
  counts(): PartyCounts;
}

/** Of those that there may be at once, so many are kept for those whom positions call. */
const keptForAgencies = 0.25;
const longestAgencyMs = 20 * 60_000;
const atOnce: Reception = { mood: 'answers', afterMs: 0 };
const calledBack: Reception = { mood: 'answers', afterMs: 3000 };
const busy: Reception = { mood: 'busy', afterMs: 500 };
/** After the answer, so that the first word is not lost while the path comes up. */
const agencySpeaksAfterMs = 700;

/** Throws SambandError `parties.config` for what is not an exercise, or lies at an address that leads somewhere. */
export function createParties(deps: PartiesDeps): Parties {
  const { clock, ids, logger, sounds, random } = deps;
  const config = readConfig(deps.config);
  const { domain, queues, atMost } = config;
  const callers = new Set<Caller>();
  const answerings = new Map<string, Disposable>();
  const reachables = createReachables();
  const receive = createReceptions(random);
  const voiceDeps = { clock, logger, sounds };
  const extra = planDay({ seed: Math.floor(random() * 2 ** 31), pace: 'calm', speed: 1, queues });
  let schedule: Schedule | undefined;
  let disposed = false;

  function emit(event: PartyEvent): void {
    if (disposed) return;
    try {
      deps.handle(event);
    } catch (cause) {
      logger.error('parties: a listener failed', { event: event.type, why: String(cause) });
    }
  }

  const link = createLink({
    sip: deps.sip,
    clock,
    logger,
    random,
    config: {
      edge: 'outside',
      url: config.url,
      aor: `sip:outside@${domain}`,
      contactUser: 'outside',
      instanceId: config.instanceId,
      regId: 1,
      credentials: config.credentials,
      userAgent: config.userAgent,
    },
    handleConnected() {
      emit({ type: 'connected' });
      schedule?.run(true);
      for (const caller of callers) caller.handleConnected();
    },
    handleLost(reason) {
      schedule?.run(false);
      emit({ type: 'lost', reason });
    },
    handleIncoming,
  });

  function call(plan: PlannedCall): string | undefined {
    const room = Math.max(1, Math.floor(atMost * (1 - keptForAgencies)));
    if (!link.isConnected() || callers.size >= room) {
      logger.info('parties: a call is not made', { connected: link.isConnected(), callers: callers.size });
      return undefined;
    }
    const caller = createCaller(
      {
        clock,
        logger,
        random,
        sounds,
        domain,
        isConnected: link.isConnected,
        invite: link.invite,
        newCall: () => ids.next(),
        emit,
        handleOver(last, isReachable) {
          callers.delete(caller);
          if (isReachable) reachables.add({ plan, call: last });
        },
      },
      plan,
    );
    callers.add(caller);
    return caller.begin();
  }

  function answer(
    leg: IncomingLeg,
    id: string,
    reception: Reception,
    open: (finished: () => void) => Voice,
  ): void {
    // It may be over at birth: a call can be cancelled before anyone looks at it.
    let isOver = false;
    const own: Disposable = createAnswering(
      {
        clock,
        logger,
        call: id,
        reception,
        longestMs: longestAgencyMs,
        open,
        emit,
        handleOver() {
          isOver = true;
          answerings.delete(id);
        },
      },
      leg,
    );
    if (!isOver) answerings.set(id, own);
  }

  function answerAsCaller(leg: IncomingLeg, id: string, { plan, call: of }: Reachable): void {
    emit({ type: 'calledBack', call: id, of, by: 'operator', number: plan.number });
    const { phrases, lines, background } = plan;
    const said = phrases ? [phrases.hello, ...lines] : lines;
    answer(leg, id, calledBack, (handleFinished) =>
      openSpeaker(voiceDeps, {
        script: createScript({ lines: said, yes: phrases?.yes, bye: phrases?.bye, bears: 3 }),
        background,
        firstAfterMs: agencySpeaksAfterMs,
        handleFinished,
      }),
    );
  }

  function answerAsAgency(leg: IncomingLeg, id: string, dialled: string): void {
    const reception = receive(dialled);
    emit({ type: 'agencyCalled', call: id, dialled, mood: reception.mood });
    const lines = config.agencies[dialled] ?? somebody;
    answer(leg, id, reception, (handleFinished) =>
      openSpeaker(voiceDeps, {
        script: createScript({ lines, bears: Number.POSITIVE_INFINITY }),
        background: 'quiet',
        firstAfterMs: agencySpeaksAfterMs,
        handleFinished,
      }),
    );
  }

  function handleIncoming(leg: IncomingLeg): void {
    const id = ids.next();
    if (disposed || callers.size + answerings.size >= atMost) {
      logger.warn('parties: too many at once', { called: answerings.size });
      void leg.reject(486);
      return;
    }
    const dialled = dialledOf(leg.facts);
    const service = serviceOf(dialled);
    if (service) return answer(leg, id, atOnce, () => openService(voiceDeps, service));
    const onTheLine = [...callers].some(({ plan }) => numberKey(plan.number) === numberKey(dialled));
    const caller = reachables.find(dialled);
    if (onTheLine) answer(leg, id, busy, () => openService(voiceDeps, { is: 'music' }));
    else if (caller) answerAsCaller(leg, id, caller);
    else answerAsAgency(leg, id, dialled);
  }

  function stop(): void {
    schedule?.dispose();
    schedule = undefined;
    for (const caller of callers) caller.leave();
  }

  return {
    connect: () => link.connect(),
    startDay({ pace, seed, speed = 1 }) {
      schedule?.dispose();
      schedule = createSchedule(clock, planDay({ pace, seed, speed, queues }), (plan) => void call(plan));
      schedule.run(link.isConnected());
    },
    callNow: () => (link.isConnected() ? call(extra.next().value) : undefined),
    stop,
    counts: () => ({ ...sounds.counts(), callers: callers.size, called: answerings.size }),
    dispose() {
      schedule?.dispose();
      schedule = undefined;
      for (const one of [...callers, ...answerings.values()]) one.dispose();
      link.dispose();
      disposed = true;
    },
  };
}
