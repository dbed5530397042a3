import { fakeClock, fakeIds, fakeLogger, fakeSip, settle } from '@samband/telephony/testing';
import type { FakeClock, FakeFlow, FakeLogger, FakeOutgoing, FakeSip } from '@samband/telephony/testing';
import type { LegHandlers, MediaDirection } from '@samband/telephony/ports';
import type { PartiesConfigInput } from '../config.ts';
import type { PartyEvent } from '../event.ts';
import { createParties, type Parties } from '../parties.ts';
import { type FakeSounds, fakeSounds } from './sounds.ts';

export const partiesConfig: PartiesConfigInput = {
  url: 'ws://127.0.0.1:5066/outside',
  domain: 'nordvik.test',
  credentials: { username: 'outside', realm: 'nordvik.test', ha1: '0'.repeat(32) },
  instanceId: '00000000-0000-4000-8000-000000000001',
  userAgent: 'Samband parties',
  exercise: true,
  queues: ['113', '116117'],
};

/** All parties with fakes around them. */
export interface PartiesRig {
  readonly parties: Parties;
  readonly clock: FakeClock;
  readonly sip: FakeSip;
  readonly sounds: FakeSounds;
  readonly logger: FakeLogger;
  readonly events: PartyEvent[];
  flow(): FakeFlow;
  /** The last call that was made. */
  outgoing(): FakeOutgoing;
  /** The position holds that call, or takes it back. */
  hold(direction: MediaDirection): void;
  /** Events of one type. */
  told<K extends PartyEvent['type']>(type: K): Extract<PartyEvent, { type: K }>[];
  run(ms: number): Promise<void>;
}

export interface PartiesRigOptions {
  readonly config?: Partial<PartiesConfigInput>;
  readonly random?: () => number;
}

export function createPartiesRig(options: PartiesRigOptions = {}): PartiesRig {
  const clock = fakeClock();
  const sip = fakeSip();
  const handlers: LegHandlers[] = [];
  sip.onFlow = (flow) => {
    const { invite } = flow;
    flow.invite = (wanted, peer, own) => {
      handlers.push(own);
      return invite(wanted, peer, own);
    };
  };
  const sounds = fakeSounds();
  const logger = fakeLogger();
  const events: PartyEvent[] = [];
  const parties = createParties({
    sip,
    sounds,
    clock,
    ids: fakeIds('call'),
    random: options.random ?? (() => 0.5),
    logger,
    config: { ...partiesConfig, ...options.config },
    handle: (event) => events.push(event),
  });
  const flow = (): FakeFlow => sip.flow('outside');
  return {
    parties,
    clock,
    sip,
    sounds,
    logger,
    events,
    flow,
    outgoing: () => flow().outgoing.at(-1)!,
    hold: (direction) => handlers.at(-1)!.handleRemoteDirection(direction),
    told: <K extends PartyEvent['type']>(type: K) =>
      events.filter((event): event is Extract<PartyEvent, { type: K }> => event.type === type),
    run: (ms) => clock.run(ms),
  };
}

/** Connected and registered. */
export async function connectedPartiesRig(options: PartiesRigOptions = {}): Promise<PartiesRig> {
  const rig = createPartiesRig(options);
  rig.parties.connect();
  await settle();
  return rig;
}

/** Ends them; throws when something was not released. For `afterEach`. */
export function assertPartiesRelease({ parties, clock, sounds, sip }: PartiesRig): void {
  parties.dispose();
  const left = [
    ...(clock.open() > 0 ? [`${clock.open()} timers`] : []),
    ...(sounds.open() > 0 ? [`${sounds.open()} peers`] : []),
    ...sip.flows.filter((flow) => !flow.disposed()).map((flow) => `flow ${flow.edge}`),
    ...sip.flows
      .flatMap((flow) => flow.outgoing)
      .filter((leg) => leg.state() === 'calling' || leg.state() === 'up')
      .map((leg) => `call ${leg.id}`),
    ...sip.flows
      .flatMap((flow) => flow.incoming)
      .filter((leg) => ['ringing', 'accepted', 'confirmed'].includes(leg.state()))
      .map((leg) => `call ${leg.id}`),
  ];
  const { callers, called } = parties.counts();
  if (callers + called > 0) left.push(`${callers} callers and ${called} calls`);
  if (left.length > 0) throw new Error(`left open: ${left.join(', ')}`);
}
