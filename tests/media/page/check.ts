import type { Meter } from '@samband/telephony/ports';
import { host } from './host.ts';
import type { Call, Lab } from './lab.ts';

/** The operator's voice, and callers' voices, as tones (Hz): apart from each other and from the hold sound's notes. */
export const operator = 1150;
export const caller = 700;
export const secondCaller = 1500;

/** A-law has no zero: its quietest sample decodes to 8 (ITU-T G.711). */
const quiet = 8;

export function assert(truth: unknown, message: string): asserts truth {
  if (!truth) throw new Error(message);
}

/** Both ends hear the other one, and nobody hears himself. */
export async function bothHear(call: Call, hz: number, withinMs = 60_000): Promise<void> {
  await call.far.ear.expect({ hears: [operator], lacks: [hz] }, { withinMs });
  await host.expectOutput('headset', { hears: [hz], lacks: [operator] }, 400, withinMs);
}

/** Passes only if the check fails: a check that lets a fault through proves nothing. */
export async function mustFail(check: Promise<void>, mutant: string): Promise<void> {
  const passed = await check.then(
    () => true,
    () => false,
  );
  assert(!passed, `the check did not notice: ${mutant}`);
}

/** What the far end hears for the next half second and more is digital silence, and it does come. */
export async function farHearsSilence(call: Call): Promise<void> {
  await call.far.ear.expect({ lacks: [operator] }, { forMs: 400 });
  call.far.forget();
  const mark = call.far.ear.mark;
  const before = await received(call);
  await call.far.ear.expect({ lacks: [operator] }, { forMs: 800 });
  assert(call.far.ear.mark > mark, 'the far end heard nothing at all');
  assert((await received(call)) > before, 'no packets came: the silence proves nothing');
  assert(call.far.peak() <= quiet, `not digital silence: peak ${call.far.peak()}`);
}

/** RTP packets that the far end has got. */
export async function received(call: Call): Promise<number> {
  const stats = [...(await call.far.connection.getStats()).values()] as Record<string, unknown>[];
  return Number(stats.find((entry) => entry['type'] === 'inbound-rtp')?.['packetsReceived'] ?? 0);
}

/** The microphone's state was told. */
export async function microphone(lab: Lab, state: string, label?: string): Promise<void> {
  await lab.told.next(label === undefined ? ['microphone', state] : ['microphone', state, label]);
}

type Loudness = 'loud' | 'silent';

/** A tone is far above -40 dB, and a device's own noise far below -60. */
const isAs = (level: number, wanted: Loudness): boolean => (wanted === 'loud' ? level > -40 : level < -60);

/** The meter shows this, three looks in a row. */
export async function levels(
  meter: Meter,
  wanted: Readonly<Record<'microphone' | 'talk', Loudness>>,
  withinMs = 60_000,
): Promise<void> {
  let last = meter.read();
  const until = performance.now() + withinMs;
  for (let inARow = 0; inARow < 3;) {
    assert(performance.now() < until, `levels ${JSON.stringify(last)}, wanted ${JSON.stringify(wanted)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    last = meter.read();
    const fits = isAs(last.microphone, wanted.microphone) && isAs(last.talk, wanted.talk);
    inARow = fits ? inARow + 1 : 0;
  }
}
