import type { Ear } from './ear.ts';
import { sampleRate, toneLevel } from './tone.ts';

/** Samples: wide enough to tell one pitch from the next, short enough for a tick. */
const window = (sampleRate * 60) / 1000;
const step = window / 6;
/** dB of full scale, of a tick as of the edge of a note. */
const strokeAbove = -42;

/** When (ms from the start) a tone of this pitch begins, however short it is. */
export function strokes(samples: Int16Array, hz: number): number[] {
  const found: number[] = [];
  let sounding = false;
  for (let at = 0; at + window <= samples.length; at += step) {
    const sounds = toneLevel(samples.subarray(at, at + window), hz) > strokeAbove;
    if (sounds && !sounding) found.push(Math.round((at * 1000) / sampleRate));
    sounding = sounds;
  }
  return found;
}

/** Resolves when the strokes of this pitch that were heard since `mark` are enough; tells when each was. */
export async function untilStrokes(
  ear: Ear,
  hz: number,
  enough: (at: readonly number[]) => boolean = (at) => at.length > 0,
  { mark = ear.mark, withinMs = 60_000 } = {},
): Promise<number[]> {
  for (const until = Date.now() + withinMs; ;) {
    const found = strokes(ear.since(mark), hz);
    if (enough(found)) return found;
    if (Date.now() > until) throw new Error(`strokes of ${hz} Hz within ${withinMs} ms: ${found.join(', ')}`);
    await ear.expect({}, { forMs: 200 });
  }
}
