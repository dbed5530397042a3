import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createEngine } from './index.ts';
import type { MediaDirection } from '../ports/index.ts';
import { createSipStack } from '../sip/index.ts';
import { farEnd, type Mood } from '../testing/far-end.ts';
import {
  exampleSiteInput,
  fakeClock,
  fakeIds,
  fakeLogger,
  fakePins,
  fakeStateFile,
  plainReader,
  settle,
} from '../testing/index.ts';
import { soundingAudio } from '../testing/sounding.ts';

/** One position at one edge, from its start to a call that is up. */
async function inCall(first: MediaDirection) {
  const [clock, far, ids] = [fakeClock(), farEnd(), fakeIds()];
  const audio = soundingAudio(clock);
  const site = exampleSiteInput();
  const engine = createEngine({
    config: {
      site: { ...site, exchange: { ...site.exchange, edges: site.exchange.edges.slice(0, 1) } },
      position: 3,
      role: 'medical',
      credentials: { username: 'pos3', realm: 'test.invalid', ha1: '0'.repeat(32) },
      instanceId: '6d6c6d20-7a2d-4f0e-9d2b-0a3d5c1e7f10',
      epoch: 1,
      after: 'start',
      userAgent: 'Samband/test',
    },
    sip: createSipStack({ clock, ids, logger: fakeLogger(), WebSocket: far.network.Socket }),
    audio,
    clock,
    ids,
    logger: fakeLogger(),
    stateFile: fakeStateFile(),
    pins: fakePins(),
    reader: plainReader,
    onEvent: () => undefined,
  });
  let commands = 0;
  const send = (type: string, payload: object): void => {
    const id = `command-${(commands += 1)}`;
    engine.handleCommand({ id, at: clock.wall(), from: 'screen', type, ...payload } as never);
  };
  /** Until what is under way has come to its end: back-offs, retries, reconnecting. */
  const rest = async (ms = 6000): Promise<void> => {
    await clock.run(ms);
    for (let round = 0; round < 4; round += 1) await settle();
  };
  void engine.start();
  await rest();
  far.call(first);
  await rest(500);
  send('queue.answerNext', {});
  await rest(500);
  const call = () => engine.snapshot().calls[0];
  const sounding = () => audio.soundings.findLast(({ peer }) => peer.watched() && !peer.closed());
  return { engine, clock, far, send, rest, call, sounding };
}
type Position = Awaited<ReturnType<typeof inCall>>;

type Step =
  | { do: 'hold' | 'resume' | 'mute' | 'unmute' | 'cut' | 'replace' | 'rest' | 'pathBack' }
  | { do: 'offer'; what: MediaDirection | 'none' | 'bad' }
  | { do: 'pathLost'; mood: Mood };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constantFrom('hold', 'resume', 'mute', 'unmute', 'cut', 'replace', 'rest', 'rest', 'pathBack'),
  }),
  fc.record({
    do: fc.constant('offer' as const),
    what: fc.constantFrom('sendrecv', 'sendrecv', 'sendonly', 'inactive', 'recvonly', 'none', 'bad'),
  }),
  fc.record({
    do: fc.constant('pathLost' as const),
    mood: fc.constantFrom<Mood>('accept', 'silent', 403, 408, 488, 491, 500, 503),
  }),
);

async function take(position: Position, { do: what, ...more }: Step): Promise<void> {
  const { far, send, rest, sounding } = position;
  const orders: Record<Step['do'], () => unknown> = {
    hold: () => send('call.hold', { call: 'c1' }),
    resume: () => send('call.resume', { call: 'c1' }),
    mute: () => send('call.mute', { call: 'c1', on: true }),
    unmute: () => send('call.mute', { call: 'c1', on: false }),
    cut: () => far.cut(),
    replace: () => far.replace(),
    rest: () => rest(),
    offer: () => far.offer('what' in more ? more.what : 'sendrecv'),
    pathLost: () => {
      far.mood = 'mood' in more ? more.mood : 'accept';
      sounding()?.peer.handlers.handlePathLost();
    },
    pathBack: () => sounding()?.peer.handlers.handlePathBack(),
  };
  orders[what]();
  for (let round = 0; round < 3; round += 1) await settle();
}

/** Sound and screen say the same of the call, and it is what was agreed on last. */
function expectAgreement({ call, sounding, far }: Position): void {
  const [shown, sound] = [call(), sounding()];
  if (!shown || !sound) throw new Error('the call is gone');
  const { operator, peer } = shown.held;
  expect(peer).toBe(far.direction === 'sendonly' || far.direction === 'inactive');
  const callerSends = far.direction === 'sendrecv' || far.direction === 'sendonly';
  const callerListens = far.direction === 'sendrecv' || far.direction === 'recvonly';
  const said = operator ? 'hold' : shown.muted ? 'silence' : 'microphone';
  expect({ hears: sound.hears(), sends: sound.sends() }).toEqual({
    hears: callerSends && !operator,
    sends: callerListens ? said : 'nothing',
  });
}

const first = fc.constantFrom<MediaDirection>('sendrecv', 'sendrecv', 'sendonly', 'inactive');

it('after every order of hold, mute, offers, losses and refusals sound flows as the screen says', async () => {
  await fc.assert(
    fc.asyncProperty(first, fc.array(step, { maxLength: 14 }), async (begins, steps) => {
      const position = await inCall(begins);
      try {
        expectAgreement(position);
        for (const one of steps) await take(position, one);
        // All is well again: what was under way ends, and everyone wants to talk.
        position.far.mood = 'accept';
        await position.rest(40_000);
        expectAgreement(position);
        await take(position, { do: 'pathLost', mood: 'accept' });
        await take(position, { do: 'pathBack' });
        await position.rest();
        await take(position, { do: 'resume' });
        await take(position, { do: 'unmute' });
        await take(position, { do: 'offer', what: 'sendrecv' });
        await position.rest();
        expectAgreement(position);
        expect(position.call()).toMatchObject({ muted: false, held: { operator: false, peer: false } });
      } finally {
        position.engine.dispose();
      }
    }),
    { numRuns: 40 },
  );
}, 120_000);
