import { hears, lacks, loudness, sampleRate, toneLevel } from './tone.ts';

/** What is looked for in the last stretch of sound. */
export interface Expected {
  /** Tones (Hz) that must be there … */
  readonly hears?: readonly number[];
  /** … and tones that must not. */
  readonly lacks?: readonly number[];
}

interface Wait {
  readonly expected: Expected;
  readonly stretches: number;
  seen: number;
  met: number;
  done(): void;
}

/** Longest stretch kept: 15 min of 8 kHz sound is 14 MB; older sound is forgotten. */
const keep = sampleRate * 900;
const stretch = sampleRate / 5;

/** Collects what one party hears and lets a test wait for content. Samples are mono 16-bit at 8 kHz. */
export class Ear {
  readonly #name: string;
  #chunks: Int16Array[] = [];
  #kept = 0;
  #total = 0;
  #pending: Int16Array = new Int16Array();
  #last: Int16Array = new Int16Array();
  readonly #waits = new Set<Wait>();

  constructor(name: string) {
    this.#name = name;
  }

  /** Takes sound as it comes. Each full stretch of 200 ms is looked at once. */
  push(samples: Int16Array): void {
    if (samples.length === 0) return;
    this.#chunks.push(samples);
    this.#kept += samples.length;
    this.#total += samples.length;
    while (this.#kept > keep) this.#kept -= this.#chunks.shift()?.length ?? this.#kept;
    const joined = join([this.#pending, samples]);
    let at = 0;
    for (; at + stretch <= joined.length; at += stretch) this.#judge(joined.subarray(at, at + stretch));
    this.#pending = joined.slice(at);
  }

  /** Samples heard so far; give it to `since` later. */
  get mark(): number {
    return this.#total;
  }

  since(mark = 0): Int16Array {
    const all = join(this.#chunks);
    return all.subarray(Math.max(0, all.length - (this.#total - mark)));
  }

  /**
   * Resolves when every stretch of `forMs` (default 400 ms) of the sound that comes from now on is as expected.
   * Rejects after `withinMs` with what was there instead.
   */
  async expect(expected: Expected, { forMs = 400, withinMs = 60_000 } = {}): Promise<void> {
    let resolve = (): void => undefined;
    let reject = (_error: Error): void => undefined;
    const promise = new Promise<void>((yes, no) => {
      [resolve, reject] = [yes, no];
    });
    const wait: Wait = { expected, stretches: Math.ceil(forMs / 200), seen: 0, met: 0, done: resolve };
    this.#waits.add(wait);
    const watchdog = setTimeout(
      () => reject(new Error(`${this.#name}: ${this.#describe(wait)} within ${withinMs} ms`)),
      withinMs,
    );
    try {
      await promise;
    } finally {
      clearTimeout(watchdog);
      this.#waits.delete(wait);
    }
  }

  #judge(part: Int16Array): void {
    this.#last = part;
    for (const wait of this.#waits) {
      wait.seen += 1;
      wait.met = meets(part, wait.expected) ? wait.met + 1 : 0;
      if (wait.met >= wait.stretches) wait.done();
    }
  }

  #describe({ expected: { hears: wanted = [], lacks: unwanted = [] }, seen }: Wait): string {
    const last = this.#last;
    const missing = wanted.filter((hz) => !hears(last, hz)).map((hz) => `${hz} Hz was not heard`);
    const present = unwanted
      .filter((hz) => !lacks(last, hz))
      .map(
        (hz) =>
          `${hz} Hz was heard at ${toneLevel(last, hz).toFixed(0)} dB, loudness ${loudness(last).toFixed(0)} dB, last of ${seen * 200} ms`,
      );
    if (seen === 0) return `no sound came at all, wanted ${wanted.join(', ')}, not ${unwanted.join(', ')}`;
    return (
      [...missing, ...present].join(' and ') ||
      `the sound was as expected, but not for long enough (${seen * 200} ms came)`
    );
  }
}

/** True when this stretch has every wanted tone and none of the unwanted ones. */
export function meets(part: Int16Array, { hears: wanted = [], lacks: unwanted = [] }: Expected): boolean {
  return wanted.every((hz) => hears(part, hz)) && unwanted.every((hz) => lacks(part, hz));
}

/** For how long a tone is heard in it, ms; what is shorter than two stretches in a row is no tone but a splash. */
export function heardFor(samples: Int16Array, hz: number): number {
  let [total, run] = [0, 0];
  for (let at = 0; at + stretch <= samples.length; at += stretch) {
    run = hears(samples.subarray(at, at + stretch), hz) ? run + 1 : 0;
    if (run >= 2) total += run === 2 ? 400 : 200;
  }
  return total;
}

function join(chunks: readonly Int16Array[]): Int16Array {
  const whole = new Int16Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
