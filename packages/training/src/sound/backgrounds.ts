import type { Background } from '../parties/index.ts';
import { highPass, lowPass, resonance, scaledTo, seamless, wander, whiteNoise } from './noise.ts';

type Samples = Float32Array<ArrayBuffer>;

const seconds = 9;
const overlap = 1;
/** How loud, RMS in dB of full scale: under a voice, which is at about -20. */
const loudness: Record<Background, number> = {
  quiet: -58,
  traffic: -36,
  crying: -36,
  wind: -38,
  mall: -36,
};

function multiply(samples: Samples, by: Samples, least: number): Samples {
  return samples.map((sample, at) => sample * (least + (1 - least) * (by[at] ?? 0)));
}

function sum(parts: readonly Samples[]): Samples {
  const [first = new Float32Array()] = parts;
  return first.map((_, at) => parts.reduce((total, part) => total + (part[at] ?? 0), 0));
}

/** Tyres and engines that come and go. */
function traffic(length: number, rate: number): Samples {
  const road = highPass(lowPass(whiteNoise(length, 11), 700, rate), 180, rate);
  const engine = resonance(whiteNoise(length, 12), () => 210, 6, rate);
  return sum([
    multiply(road, wander(length, 0.5, 13, rate), 0.15),
    multiply(engine, wander(length, 0.4, 14, rate), 0.1),
  ]);
}

/** Gusts that whistle a little. */
function wind(length: number, rate: number): Samples {
  const gust = wander(length, 0.9, 21, rate);
  const whistle = resonance(whiteNoise(length, 22), (at) => 320 + 500 * (gust[at] ?? 0), 3, rate);
  return multiply(whistle, gust, 0.1);
}

/** Many who talk at once, none of whom can be made out. */
function mall(length: number, rate: number): Samples {
  const voices = [350, 500, 640, 820, 1100, 1600].map((hz, index) => {
    const syllables = wander(length, 4 + index * 0.3, 31 + index, rate);
    const voice = resonance(
      whiteNoise(length, 41 + index),
      (at) => hz * (0.85 + 0.3 * (syllables[at] ?? 0)),
      4,
      rate,
    );
    return multiply(voice, syllables, 0.05);
  });
  return sum([...voices, scaledTo(lowPass(whiteNoise(length, 51), 400, rate), -30)]);
}

/** A small child in another room: rising and falling wails with breaths in between. */
function crying(length: number, rate: number): Samples {
  const tremble = wander(length, 7, 61, rate);
  const lengths = wander(length, 0.7, 62, rate);
  let phase = 0;
  let into = 0;
  const wail = 1.1;
  const breath = 0.5;
  const voice = Float32Array.from({ length }, (_, at) => {
    into += 1 / rate;
    if (into > (wail + breath) * (0.7 + 0.6 * (lengths[at] ?? 0))) into = 0;
    const way = Math.min(1, into / wail);
    phase += (430 + 120 * Math.sin(Math.PI * way) + 25 * (tremble[at] ?? 0)) / rate;
    const loud = into < wail ? Math.sin(Math.PI * way) ** 0.6 : 0;
    // A saw has the harmonics of a throat.
    return loud * (2 * (phase % 1) - 1);
  });
  const mouth = sum([resonance(voice, () => 1050, 3, rate), resonance(voice, () => 2100, 5, rate)]);
  return lowPass(mouth, 1500, rate);
}

const makers: Record<Background, (length: number, rate: number) => Samples> = {
  quiet: (length, rate) => lowPass(whiteNoise(length, 1), 900, rate),
  traffic,
  wind,
  mall,
  crying,
};

/** A loop of mono samples, the same each time it is made. Synthesised: there is no recording in it. */
export function renderBackground(kind: Background, sampleRate: number): Samples {
  const length = Math.round(seconds * sampleRate);
  const made = makers[kind](length + Math.round(overlap * sampleRate), sampleRate);
  return scaledTo(seamless(made, length), loudness[kind]);
}
