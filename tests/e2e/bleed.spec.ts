import type { Event } from '@samband/telephony/contract';
import { heardFor } from '../support/audio/ear.ts';
import type { Party } from '../support/callers/caller.ts';
import { startStranger } from '../support/callers/stranger.ts';
import type { Stranger } from '../support/callers/stranger.ts';
import type { HeadlessPosition } from '../support/position/headless.ts';
import { bothHear, expect, needs, test, tones, voiceOf } from './fixtures.ts';
import type { Centre } from './fixtures.ts';

/** The lowest part of the hold sound stands through all of it, Hz. */
const holdDrone = 330;
const operatorTone = voiceOf(1);
/** Nobody of a call speaks like this, Hz. */
const strangersTone = 2900;
/** Within it Asterisk learns where a leg's sound comes from, and a little more. */
const learningMs = 5600;

async function answeredCall(centre: Centre, position: HeadlessPosition, sound: number = tones.caller) {
  const caller = await centre.caller({ sound });
  return { caller, ...(await answerOf(position, caller)) };
}

async function answerOf(position: HeadlessPosition, caller: Party): Promise<{ call: string }> {
  const where = (event: Event<'call.waiting'>): boolean => event.caller.number === caller.number;
  const { call = '' } = await position.log.waitFor('call.waiting', { where });
  await position.command('queue.answer', { call });
  await position.log.waitFor('call.answered', { where: (event) => event.call === call });
  return { call };
}

/** The caller's sound stops for a moment, again and again, for as long as the exchange may still learn. */
async function gapsInCallersSound(caller: Party): Promise<void> {
  const pauses = Math.ceil(learningMs / 1600);
  for (let pause = 0; pause < pauses; pause += 1) {
    caller.play(null);
    await caller.ear.expect({ hears: [operatorTone] }, { forMs: 800 });
    caller.play(tones.caller);
    await caller.ear.expect({ hears: [operatorTone] }, { forMs: 800 });
  }
}

/** The media relay stands still for a moment, and with it what the operator says and hears. */
async function gapInRelay({ target }: Centre, { ear }: HeadlessPosition): Promise<void> {
  const pid = (await target.parts?.status())?.find(({ part }) => part === 'rtpengine')?.pid;
  if (typeof pid !== 'number') return;
  process.kill(pid, 'SIGSTOP');
  await ear.expect({ lacks: [tones.caller] }).finally(() => process.kill(pid, 'SIGCONT'));
}

const strangers = {
  'from an address of its own': '127.0.0.9',
  'from the address of the exchange': '127.0.0.1',
  'from the address of the trunk': '127.0.0.2',
} as const;

for (const [where, address] of Object.entries(strangers))
  test(`a stranger ${where} sends sound to every media port: hears nothing, is heard by nobody`, async ({
    centre,
  }) => {
    needs(centre, 'telephones');
    const ranges = centre.target.media ?? [];
    const position = await centre.headless(1);
    const stranger: Stranger = await startStranger({ address, tone: strangersTone, ranges });
    centre.defer(() => stranger.close());

    const { caller, call } = await answeredCall(centre, position);
    await bothHear(caller, position, { withinMs: 15_000 });
    await gapInRelay(centre, position);
    await gapsInCallersSound(caller);
    await bothHear(caller, position, { withinMs: 15_000 });

    await position.command('call.hold', { call });
    await caller.ear.expect({ hears: [holdDrone], lacks: [operatorTone] });
    await position.command('call.resume', { call });
    await bothHear(caller, position, { withinMs: 15_000 });
    await gapInRelay(centre, position);
    await bothHear(caller, position, { withinMs: 15_000 });
    await position.command('call.hangUp', { call });
    expect(await caller.ended()).toBe('peer');

    expect(stranger.sent()).toBeGreaterThan(500);
    expect(stranger.received(), 'datagrams that came back to the stranger').toBe(0);
    // The caller always; the operator where the exchange can.
    const safe = centre.can('strangersUnheard') ? { caller, position } : { caller };
    for (const [who, { ear }] of Object.entries(safe))
      expect(heardFor(ear.since(), strangersTone), `ms of the stranger that the ${who} heard`).toBe(0);
  });
