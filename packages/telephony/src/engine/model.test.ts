import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  elsewhere,
  exampleOperators,
  leaksAfterDispose,
  leaksOf,
  loseRace,
  settle,
  startedRig,
} from '../testing/index.ts';
import type { FakeIncoming, Rig } from '../testing/index.ts';

const calls = ['c1', 'c2'] as const;
const edges = ['A', 'B'] as const;

type Step =
  | { do: 'invite'; call: string; edge: 'A' | 'B'; mode: FakeIncoming['mode']; autoAck: boolean }
  | {
      do: 'cancel' | 'cancelElsewhere' | 'loseRace' | 'bye' | 'byeElsewhere' | 'ack' | 'lose';
      call: string;
      edge: 'A' | 'B';
    }
  | { do: 'answerNext' | 'ready' | 'pause' | 'signOut' | 'tryMicrophone' | 'speak' }
  | { do: 'signIn'; operator: string; pin: string; role: string | undefined }
  | { do: 'changeRole'; role: string }
  | { do: 'silent'; direction: 'heard' | 'beingHeard'; on: boolean }
  | {
      do:
        | 'answer'
        | 'hide'
        | 'unhide'
        | 'hangUp'
        | 'hold'
        | 'resume'
        | 'mute'
        | 'callBack'
        | 'dismiss'
        | 'note'
        | 'pathLost';
      call: string;
    }
  | { do: 'dial' }
  | { do: 'far'; what: 'ring' | 'answer' | 'busy' | 'unavailable' | 'bye' }
  | { do: 'cut' | 'restore'; edge: 'A' | 'B' }
  | { do: 'failMedia' }
  | { do: 'others'; count: number }
  | { do: 'wait'; ms: number };

const call = fc.constantFrom(...calls);
const edge = fc.constantFrom(...edges);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('invite' as const),
      call,
      edge,
      mode: fc.oneof(
        { weight: 6, arbitrary: fc.constant('ok' as const) },
        {
          weight: 2,
          arbitrary: fc.constantFrom('gone' as const, 'media' as const, 'network' as const, 'stuck' as const),
        },
      ),
      autoAck: fc.constantFrom(true, true, false),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('cancel', 'cancelElsewhere', 'loseRace', 'bye', 'byeElsewhere', 'ack', 'lose'),
      call,
      edge,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('answerNext', 'answerNext', 'ready', 'pause', 'tryMicrophone', 'speak'),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'signOut' }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('signIn' as const),
      operator: fc.constantFrom('kari', 'ola'),
      pin: fc.constantFrom('4711', '4711', '1234'),
      role: fc.constantFrom(undefined, undefined, 'medical', 'nurse'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('changeRole' as const),
      role: fc.constantFrom('medical', 'medical', 'nurse', 'ward'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('silent' as const),
      direction: fc.constantFrom('heard' as const, 'beingHeard' as const),
      on: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'answer',
        'hide',
        'unhide',
        'hangUp',
        'answer',
        'hold',
        'resume',
        'mute',
        'callBack',
        'dismiss',
        'note',
        'pathLost',
      ),
      call,
    }),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'dial' }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('far' as const),
      what: fc.constantFrom(
        'ring' as const,
        'answer' as const,
        'busy' as const,
        'unavailable' as const,
        'bye' as const,
      ),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('cut', 'restore'), edge }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'failMedia' }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('others' as const), count: fc.integer({ min: 0, max: 3 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(0, 10, 500, 2500, 11_000, 25_000),
    }),
  },
);

/** The newest leg of a call on an edge. */
const legOf = (rig: Rig, name: string, edgeName: 'A' | 'B') =>
  rig.flow(edgeName).incoming.findLast((leg) => leg.facts.headers.some(([, value]) => value === name));

const deeds: { [K in Step['do']]: (rig: Rig, step: Extract<Step, { do: K }>) => unknown } = {
  invite: (rig, { call: name, edge: at, mode, autoAck }) => {
    if (!rig.flow(at).connected()) return;
    // One INVITE of a call stands at an edge at a time, as at a proxy.
    if (legOf(rig, name, at)?.state() === 'ringing') return;
    const leg = rig.flow(at).invited({ headers: [['X-Call', name]], callId: name, fromTag: at });
    leg.mode = mode;
    leg.autoAck = autoAck;
  },
  cancel: (rig, { call: name, edge: at }) => legOf(rig, name, at)?.cancel(),
  cancelElsewhere: (rig, { call: name, edge: at }) => legOf(rig, name, at)?.cancel(elsewhere),
  loseRace: (rig, { call: name, edge: at }) => legOf(rig, name, at)?.cancel(loseRace),
  bye: (rig, { call: name, edge: at }) => legOf(rig, name, at)?.bye(),
  byeElsewhere: (rig, { call: name, edge: at }) => legOf(rig, name, at)?.bye(elsewhere),
  ack: (rig, { call: name, edge: at }) => legOf(rig, name, at)?.ack(),
  lose: (rig, { call: name, edge: at }) => legOf(rig, name, at)?.lose(),
  answerNext: (rig) => rig.send('queue.answerNext', {}),
  ready: (rig) => rig.send('position.ready', {}),
  pause: (rig) => rig.send('position.pause', { confirmed: true }),
  signOut: (rig) => rig.send('position.signOut', { confirmed: true }),
  signIn: (rig, { operator, pin, role }) =>
    rig.send('position.signIn', { operator, pin, ...(role === undefined ? {} : { role }) }),
  changeRole: (rig, { role }) => rig.send('position.changeRole', { role, confirmed: true }),
  tryMicrophone: (rig) => rig.send('device.test', { use: 'microphone' }),
  speak: (rig) => rig.audio.setLevels({ microphone: -20, talk: -30 }),
  silent(rig, { direction, on }) {
    const peer = rig.audio.openPeers().findLast((item) => item.watched());
    if (on) peer?.handlers.handleSilent(direction, 5);
    else peer?.handlers.handleAudioBack(direction);
  },
  note: (rig, { call: name }) => rig.send('call.note', { call: name, text: 'x' }),
  answer: (rig, { call: name }) => rig.send('queue.answer', { call: name }),
  hide: (rig, { call: name }) => rig.send('queue.hide', { call: name }),
  unhide: (rig, { call: name }) => rig.send('queue.unhide', { call: name }),
  hangUp: (rig, { call: name }) => rig.send('call.hangUp', { call: name }),
  hold: (rig, { call: name }) => rig.send('call.hold', { call: name }),
  resume: (rig, { call: name }) => rig.send('call.resume', { call: name }),
  mute: (rig, { call: name }) => rig.send('call.mute', { call: name, on: true }),
  callBack: (rig, { call: name }) => rig.send('unanswered.callBack', { call: name }),
  dismiss: (rig, { call: name }) => rig.send('unanswered.dismiss', { call: name, reason: 'known' }),
  pathLost: (rig) => rig.audio.openPeers().at(-1)?.handlers.handlePathLost(),
  dial: (rig) => rig.send('call.dial', { target: '90000002' }),
  far: (rig, { what }) => {
    const leg = edges
      .flatMap((at) => rig.flow(at).outgoing)
      .findLast((item) => item.state() === 'calling' || item.state() === 'up');
    if (what === 'ring') leg?.ring();
    if (what === 'answer') leg?.answer();
    if (what === 'busy') leg?.refuse(486);
    if (what === 'unavailable') leg?.refuse(503);
    if (what === 'bye') leg?.bye();
  },
  cut: (rig, { edge: at }) => {
    rig.flow(at).reachable = false;
    rig.flow(at).cut();
  },
  restore: (rig, { edge: at }) => {
    rig.flow(at).reachable = true;
  },
  failMedia: (rig) => rig.audio.failAnswers(1),
  others: (rig, { count }) => rig.engine.handleOthersReady(count),
  wait: () => undefined,
};

const begins = new Set(['call.waiting', 'call.dialled']);
const ends = new Set(['call.answeredElsewhere', 'call.left', 'call.abandoned', 'call.ended']);

/** Each life of a call begins once and ends exactly once. */
function livesOf(rig: Rig): string[] {
  const faults: string[] = [];
  const alive = new Set<string>();
  for (const event of rig.events) {
    if (event.call === undefined) continue;
    if (begins.has(event.type)) alive.add(event.call);
    if (!ends.has(event.type)) continue;
    if (!alive.has(event.call)) faults.push(`${event.type} of ${event.call}, which had ended or never begun`);
    alive.delete(event.call);
  }
  const { waiting, calls: up } = rig.snapshot();
  const shown = new Set([...waiting, ...up].map((item) => item.call));
  for (const name of alive) if (!shown.has(name)) faults.push(`${name} vanished without an end`);
  for (const name of shown) if (!alive.has(name)) faults.push(`${name} is shown after its end`);
  for (const name of waiting.map((item) => item.call))
    if (up.some((item) => item.call === name)) faults.push(`${name} waits and is up at once`);
  return faults;
}

function check(rig: Rig): void {
  expect(rig.folded()).toEqual(rig.snapshot());
  expect(livesOf(rig)).toEqual([]);
  expect(leaksOf(rig)).toEqual([]);
  const legs = edges.flatMap((at) => rig.flow(at).incoming);
  expect(legs.filter((leg) => leg.state() === 'rejected')).toEqual([]);
  // One voice at a time: the operator speaks to one call, the others hear the hold sound.
  const talking = rig.snapshot().calls.filter((item) => item.state === 'up' && !item.held.operator);
  expect(talking.length).toBeLessThanOrEqual(1);
  const live = rig.audio.openPeers().filter((peer) => peer.source() === 'microphone');
  expect(live.length).toBeLessThanOrEqual(1);
  // A row that can be answered has an INVITE that stands.
  for (const row of rig.snapshot().waiting.filter((item) => !item.withdrawn))
    expect(legs.some((leg) => leg.state() === 'ringing' && leg.facts.callId === row.call)).toBe(true);
  expect(rig.logger.lines.filter((line) => line.level === 'error')).toEqual([]);
  // Nobody there: nothing waits, nothing rings, nobody is left in a call.
  if (rig.snapshot().position.state === 'signedOut') {
    expect(rig.snapshot()).toMatchObject({ waiting: [], calls: [] });
    expect(rig.of('ring').at(-1)?.on ?? false).toBe(false);
  }
}

/** What is registered is what the role and the stage want, at both edges. */
function checkRegistered(rig: Rig): void {
  const { state, role } = rig.snapshot().position;
  const queues = rig.site.roles.find((item) => item.id === role)?.queues ?? [];
  const wanted = [
    ...(state === 'signedOut' ? [] : ['sip:pos3@test.invalid']),
    ...(state === 'ready' ? queues.map((queue) => `sip:${queue}@test.invalid`) : []),
  ];
  for (const at of edges) expect([...rig.flow(at).bound].sort()).toEqual(wanted.sort());
}

/** Every INVITE is cancelled, every call hung up: nothing may be left. */
async function goHome(rig: Rig): Promise<void> {
  for (const at of edges) rig.flow(at).reachable = true;
  await rig.clock.run(30_000);
  for (const at of edges) for (const leg of rig.flow(at).incoming) leg.cancel();
  for (const item of rig.snapshot().calls) rig.send('call.hangUp', { call: item.call });
  await rig.clock.run(60_000);
  expect(rig.snapshot().waiting).toEqual([]);
  expect(rig.snapshot().calls).toEqual([]);
  expect(rig.snapshot().alarms).toEqual([]);
  expect(rig.audio.openPeers()).toEqual([]);
  expect(rig.audio.meters()).toBe(0);
  checkRegistered(rig);
}

describe('queue and calls under any order of events', () => {
  it('every call ends in exactly one way, nothing is left, nothing is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }), async (steps) => {
        const rig = await startedRig({ config: { operators: exampleOperators } });
        rig.audio.playback('hold');
        rig.send('position.signIn', { operator: 'kari', pin: '4711' });
        await settle();
        await settle();
        for (const item of steps) {
          deeds[item.do](rig, item as never);
          await (item.do === 'wait' ? rig.clock.run(item.ms) : settle());
          await settle();
          check(rig);
        }
        await goHome(rig);
        check(rig);
        expect(leaksAfterDispose(rig)).toEqual([]);
      }),
      { numRuns: Number(process.env['FC_RUNS'] ?? 100) },
    );
  }, 120_000);
});
