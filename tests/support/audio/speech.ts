import { loudness, sampleRate, toneLevel } from './tone.ts';

const frame = sampleRate / 50;
/** Centres of the bands in which speech is compared: what a telephone carries. */
const bands = [350, 450, 570, 700, 840, 1000, 1170, 1370, 1600, 1850, 2150, 2500, 2900] as const;
const floor = -70;

/** One row of band levels for each 20 ms. */
function spectrogram(samples: Int16Array): number[][] {
  const rows: number[][] = [];
  for (let at = 0; at + frame <= samples.length; at += frame) {
    const part = samples.subarray(at, at + frame);
    rows.push(bands.map((hz) => Math.max(floor, toneLevel(part, hz))));
  }
  return rows;
}

/** Pearson's correlation of the reference with the heard rows from `from` on. */
function correlate(reference: readonly number[][], heard: readonly number[][], from: number): number {
  let [n, sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0, 0];
  for (const [row, levels] of reference.entries())
    for (const [band, x] of levels.entries()) {
      const y = heard[from + row]?.[band] ?? floor;
      n += 1;
      sx += x;
      sy += y;
      sxx += x * x;
      syy += y * y;
      sxy += x * y;
    }
  const spread = Math.sqrt(Math.max(0, n * sxx - sx * sx) * Math.max(0, n * syy - sy * sy));
  return spread === 0 ? 0 : (n * sxy - sx * sy) / spread;
}

/** Quiet at both ends says nothing about which sentence it is. */
function trimmed(samples: Int16Array): Int16Array {
  let [start, end] = [0, samples.length - (samples.length % frame)];
  while (start < end && loudness(samples.subarray(start, start + frame)) < -45) start += frame;
  while (end > start && loudness(samples.subarray(end - frame, end)) < -45) end -= frame;
  return samples.subarray(start, end);
}

/**
 * How much of `sentence` is in `heard`, wherever it begins: the best correlation of their spectrograms, -1 … 1.
 * Levels, codecs and small shifts of time do not matter; another sentence of the same voice stays well below `sameSentence`.
 */
export function likeness(sentence: Int16Array, heard: Int16Array): number {
  const reference = spectrogram(trimmed(sentence));
  const rows = spectrogram(heard);
  let best = -1;
  for (let from = 0; from + reference.length <= rows.length; from += 1)
    best = Math.max(best, correlate(reference, rows, from));
  return best;
}

/**
 * Above this likeness it is the same sentence. Measured: 0.9 and more through A-law alone, 0.6 where a jitter buffer on a
 * loaded machine has stretched it, below 0.35 for another sentence, wherever in half a minute it is looked for.
 */
export const sameSentence = 0.5;
