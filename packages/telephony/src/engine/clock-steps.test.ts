import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { inLine } from '../contract/index.ts';
import type { EngineState, Event } from '../contract/index.ts';
import {
  assertNoLeaks,
  elsewhere,
  exampleOperators,
  fakeClock,
  fakeIds,
  leaksAfterDispose,
  settle,
  startedRig,
} from '../testing/index.ts';
import type { FakeClock, Rig } from '../testing/index.ts';

const hour = 3_600_000;

describe('a wall clock that is set', () => {
  let rig: Rig;
  afterEach(() => assertNoLeaks(rig));

  it('an hour back: a caller is late when he is, stays the first, and his wait is not below nothing', async () => {
    rig = await startedRig();
    rig.flow('A').invited({ headers: [['X-Call', 'c1']], callId: 'c1' });
    await rig.clock.run(3000);
    rig.clock.jumpWall(-hour);
    await rig.clock.run(3000);
    rig.flow('A').invited({ headers: [['X-Call', 'c2']], callId: 'c2' });
    await rig.clock.run(3999);
    expect(rig.snapshot().alarms.map(({ kind }) => kind)).toEqual(['clock.jumped']);
    await rig.clock.run(1);
    expect(rig.snapshot().alarms.map(({ kind }) => kind)).toContain('call.late');
    expect(inLine(rig.snapshot().waiting).map(({ call }) => call)).toEqual(['c1', 'c2']);
    rig.send('queue.answerNext', {});
    await settle();
    expect(rig.of('call.answered')).toMatchObject([{ call: 'c1', waited: 10_000 }]);
  });

  it('an hour back in a call: what was talked counts, and it did not break after the answer', async () => {
    rig = await startedRig();
    const leg = rig.flow('A').invited({ headers: [['X-Call', 'c1']], callId: 'c1' });
    await settle();
    rig.send('queue.answerNext', {});
    await settle();
    rig.audio.openPeers()[0]?.handlers.handleFirstAudio(rig.clock.mono());
    await rig.clock.run(60_000);
    rig.clock.jumpWall(-hour);
    leg.bye();
    await settle();
    expect(rig.of('call.brokeAfterAnswer')).toEqual([]);
    expect(rig.of('call.ended')).toMatchObject([{ by: 'peer', talked: 60_000 }]);
  });

  it('in an outage: it lasted as long as it did', async () => {
    rig = await startedRig();
    for (const edge of ['A', 'B'] as const) {
      rig.flow(edge).reachable = false;
      rig.flow(edge).cut();
    }
    const began = rig.clock.mono();
    rig.clock.jumpWall(-hour);
    await rig.clock.run(30_000);
    rig.flow('A').reachable = true;
    await rig.clock.run(60_000);
    const [ended] = rig.of('outage.ended');
    expect(ended && ended.to - ended.from).toBeCloseTo((ended?.mono ?? 0) - began, -1);
  });
});

type Step =
  | { do: 'invite'; call: string; edge: 'A' | 'B'; waited: number; stamped: boolean; autoAck: boolean }
  | { do: 'cancel' | 'cancelElsewhere' | 'bye' | 'heard'; call: string; edge: 'A' | 'B' }
  | { do: 'hide' | 'unhide' | 'hangUp' | 'hold' | 'resume' | 'answer' | 'callBack' | 'note'; call: string }
  | { do: 'answerNext' | 'pause' | 'ready' | 'dial' | 'farAnswers' | 'pressPause' | 'wrongPin' | 'restart' }
  | { do: 'others'; count: number }
  | { do: 'cut' | 'restore'; edge: 'A' | 'B' }
  | { do: 'wait'; ms: number }
  | { do: 'set'; ms: number };

const call = fc.constantFrom('c1', 'c2', 'c3');
const edge = fc.constantFrom('A' as const, 'B' as const);
const plain: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('invite' as const),
      call,
      edge,
      waited: fc.constantFrom(0, 4000, 200_000),
      stamped: fc.boolean(),
      autoAck: fc.constantFrom(true, true, false),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('cancel' as const, 'cancelElsewhere' as const, 'bye' as const, 'heard' as const),
      call,
      edge,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'hide' as const,
        'unhide' as const,
        'hangUp' as const,
        'hold' as const,
        'resume' as const,
        'answer' as const,
        'callBack' as const,
        'note' as const,
      ),
      call,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'answerNext' as const,
        'answerNext' as const,
        'pause' as const,
        'ready' as const,
        'dial' as const,
        'farAnswers' as const,
        'pressPause' as const,
        'wrongPin' as const,
        'restart' as const,
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('others' as const), count: fc.constantFrom(0, 2) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(10, 700, 2500, 4700, 11_000, 31_000),
    }),
  },
);
const cuts = fc.record({ do: fc.constantFrom('cut' as const, 'restore' as const), edge });
const set: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('set' as const),
  ms: fc.constantFrom(-24 * hour, -hour, -300_000, 300_000, hour, 24 * hour),
});

/** How the wall clock is set in one run: not at all, as the script says, or the other way. */
type Setting = 'never' | 'asTold' | 'otherWay';
/** Whose stamps the INVITEs carry: an exchange of its own, or one on this PC whose clock is set with it. */
type Exchange = 'own' | 'here';

const start = Date.parse('2026-01-01T12:00:00Z');

/** One engine after the other on a machine whose monotonic clock begins anew with each. */
async function machine(exchange: Exchange) {
  const base = fakeClock(start);
  let epoch = 0;
  let savedAt = 0;
  let writes = 0;
  const told: unknown[] = [];
  const exchangeTime = (): number => (exchange === 'here' ? base.wall() : start + base.mono());
  // Date counts seconds and is read as the middle of one: written so that this is the exchange's time to the ms.
  const date = (): string => new Date(exchangeTime() - 500).toISOString();

  async function boot(state?: EngineState): Promise<Rig> {
    const origin = base.mono();
    const clock: FakeClock = { ...base, mono: () => base.mono() - origin };
    epoch += 1;
    writes = 0;
    const next = await startedRig({
      clock,
      // No two engines give the same name.
      ids: fakeIds(`id-${epoch}`),
      prepare: ({ sip }) => {
        sip.onFlow = (flow) => {
          flow.outcome = () => ({ ok: true, expires: 120, date: date() });
        };
      },
      config: {
        operators: exampleOperators,
        epoch,
        ...(state ? { after: 'crash', state, stateAge: base.mono() - savedAt } : {}),
      },
    });
    if (!state) next.send('position.signIn', { operator: 'kari', pin: '4711' });
    await settle();
    await settle();
    return next;
  }
  let rig = await boot();
  return {
    base,
    told,
    rig: () => rig,
    stamp: (waited: number) => exchangeTime() - waited,
    look() {
      if (rig.stateFile.writes() === writes) return;
      writes = rig.stateFile.writes();
      savedAt = base.mono();
    },
    async restart() {
      told.push(...rig.events);
      rig.engine.dispose();
      rig = await boot(rig.stateFile.last());
    },
  };
}
type Machine = Awaited<ReturnType<typeof machine>>;

const legOf = (rig: Rig, name: string, at: 'A' | 'B') =>
  rig.flow(at).incoming.findLast((leg) => leg.facts.callId === name);

type Deeds = {
  [K in Step['do']]: (rig: Rig, step: Extract<Step, { do: K }>, of: Machine, setting: Setting) => unknown;
};
const deeds: Deeds = {
  invite(rig, { call: name, edge: at, stamped, waited, autoAck }, of) {
    const flow = rig.flow(at);
    if (!flow.connected() || legOf(rig, name, at)?.state() === 'ringing') return;
    const cameIn: [string, string][] = stamped ? [['X-Came-In', String(of.stamp(waited))]] : [];
    const leg = flow.invited({ headers: [['X-Call', name], ...cameIn], callId: name, fromTag: at });
    leg.autoAck = autoAck;
  },
  cancel: (rig, { call: name, edge: at }) => legOf(rig, name, at)?.cancel(),
  cancelElsewhere: (rig, { call: name, edge: at }) => legOf(rig, name, at)?.cancel(elsewhere),
  bye: (rig, { call: name, edge: at }) => legOf(rig, name, at)?.bye(),
  heard: (rig) => rig.audio.openPeers().at(-1)?.handlers.handleFirstAudio(rig.clock.mono()),
  hide: (rig, { call: name }) => rig.send('queue.hide', { call: name }),
  unhide: (rig, { call: name }) => rig.send('queue.unhide', { call: name }),
  answer: (rig, { call: name }) => rig.send('queue.answer', { call: name }),
  hold: (rig, { call: name }) => rig.send('call.hold', { call: name }),
  resume: (rig, { call: name }) => rig.send('call.resume', { call: name }),
  hangUp: (rig, { call: name }) => rig.send('call.hangUp', { call: name }),
  note: (rig, { call: name }) => rig.send('call.note', { call: name, text: 'x' }),
  callBack: (rig, { call: name }) => rig.send('unanswered.callBack', { call: name }),
  answerNext: (rig) => rig.send('queue.answerNext', {}),
  pause: (rig) => rig.send('position.pause', {}),
  ready: (rig) => rig.send('position.ready', {}),
  pressPause: (rig) => rig.engine.handlePress({ action: 'position.pause', device: 'd', confirm: true }),
  dial: (rig) => rig.send('call.dial', { target: '90000002' }),
  farAnswers: (rig) =>
    rig
      .flow('A')
      .outgoing.findLast((leg) => leg.state() === 'calling')
      ?.answer(),
  wrongPin: (rig) => rig.send('position.signIn', { operator: 'ola', pin: '9999' }),
  others: (rig, { count }) => rig.engine.handleOthersReady(count),
  cut(rig, { edge: at }) {
    rig.flow(at).reachable = false;
    rig.flow(at).cut();
  },
  restore(rig, { edge: at }) {
    rig.flow(at).reachable = true;
  },
  set(_rig, { ms }, { base }, setting) {
    if (setting !== 'never') base.jumpWall(setting === 'asTold' ? ms : -ms);
  },
  restart: (_rig, _step, of) => of.restart(),
  wait: (_rig, { ms }, { base }) => base.run(ms),
};

/** UTC, and names that are counted over all events: what a set clock may change. */
const records = new Set(['wall', 'since', 'at', 'from', 'to', 'seq', 'id', 'cause']);
const without = (key: string, value: unknown): unknown => (records.has(key) ? undefined : value);

/**
 * All that happened, and when by the monotonic clock, without what tells of the clock itself. Timers of the same
 * millisecond may change places, as an event more has alarms looked at once more.
 */
function storyOf(told: readonly unknown[]): string[] {
  return (told as Event[])
    .filter((event) => {
      const { type, alarm } = event as { type: string; alarm?: string | { id: string } };
      const id = typeof alarm === 'object' ? alarm.id : alarm;
      return !type.startsWith('clock.') && id?.startsWith('clock.') !== true;
    })
    .map((event) => {
      const words = JSON.stringify(event, without).replaceAll(/\bid-[\d-]+/g, 'name');
      return { epoch: event.epoch, mono: event.mono, words };
    })
    .sort((a, b) => a.epoch - b.epoch || a.mono - b.mono || (a.words < b.words ? -1 : 1))
    .map(({ words }) => words);
}

async function run(steps: readonly Step[], setting: Setting, exchange: Exchange): Promise<string[]> {
  const of = await machine(exchange);
  const pictures: string[] = [];
  for (const step of steps) {
    const came = await deeds[step.do](of.rig(), step as never, of, setting);
    await settle();
    of.look();
    await settle();
    const { waiting, calls, unanswered, alarms } = of.rig().snapshot();
    pictures.push(
      JSON.stringify(
        [
          step.do,
          came ?? null,
          inLine(waiting).map((row) => [row.call, of.rig().clock.mono() - row.sinceMono]),
          calls.map(({ state, upSinceMono, heldSinceMono, waited }) => [
            state,
            upSinceMono,
            heldSinceMono,
            waited,
          ]),
          unanswered.map(({ kind, waited }) => [kind, waited]),
          alarms
            .filter((alarm) => !alarm.kind.startsWith('clock.'))
            .map(({ kind }) => kind)
            .sort(),
        ],
        without,
      ),
    );
  }
  of.told.push(...of.rig().events);
  expect(leaksAfterDispose(of.rig())).toEqual([]);
  return [...pictures, ...storyOf(of.told)];
}

const runs = Number(process.env['FC_RUNS'] ?? 60);
const scriptOf = (...kinds: fc.Arbitrary<Step>[]) =>
  fc.array(fc.oneof(...kinds.map((arbitrary, index) => ({ weight: index === 0 ? 4 : 1, arbitrary }))), {
    minLength: 15,
    maxLength: 45,
    size: 'max',
  });

describe('the wall clock set at any moment of a call’s life', () => {
  it.each(['own', 'here'] as const)(
    'changes nothing that is ordered, limited, guarded or measured (exchange: %s)',
    async (exchange) => {
      await fc.assert(
        fc.asyncProperty(scriptOf(plain, set), async (steps) => {
          expect(await run(steps, 'asTold', exchange)).toEqual(await run(steps, 'never', exchange));
        }),
        { numRuns: runs },
      );
    },
    120_000,
  );

  /** A step has the flows looked at, which may end an outage sooner: compared with steps the other way. */
  it('nor where edges are lost and come back', async () => {
    await fc.assert(
      fc.asyncProperty(scriptOf(plain, cuts, set), async (steps) => {
        expect(await run(steps, 'asTold', 'own')).toEqual(await run(steps, 'otherWay', 'own'));
      }),
      { numRuns: runs },
    );
  }, 120_000);
});
