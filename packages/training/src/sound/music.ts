import { scaledTo } from './noise.ts';

type Samples = Float32Array<ArrayBuffer>;

/** s of one beat; the piece is eight bars of four. */
const beat = 0.62;
const beats = 32;
/** Hz of the degrees of F major, and what is played of them: made for this, and nobody's tune. */
const scale = [349.2, 392, 440, 466.2, 523.3, 587.3, 659.3, 698.5, 784, 880];
const chords = [
  [0, 2, 4],
  [5, 7, 9],
  [3, 5, 7],
  [4, 6, 8],
  [0, 2, 4],
  [2, 4, 6],
  [3, 5, 7],
  [4, 6, 8],
];
const melody = [4, 7, 9, 5, 7, 3, 8, 4, 7, 2, 6, 6, 5, 5, 4, 8];

function strike(into: Samples, at: number, hz: number, level: number, rate: number): void {
  const start = Math.round(at * rate);
  const count = Math.round(2.4 * rate);
  for (let index = 0; index < count; index++) {
    const t = index / rate;
    const envelope = Math.min(1, t / 0.03) * Math.exp(-t / 0.8);
    const wave = Math.sin(2 * Math.PI * hz * t) + 0.25 * Math.sin(4 * Math.PI * hz * t);
    const place = (start + index) % into.length;
    into[place] = (into[place] ?? 0) + level * envelope * wave;
  }
}

/** Hold music: a slow broken chord with a melody above, a loop without a seam. */
export function renderMusic(sampleRate: number): Samples {
  const samples: Samples = new Float32Array(Math.round(beats * beat * sampleRate));
  for (let index = 0; index < beats; index++) {
    const chord = chords[Math.floor(index / 4)] ?? [0];
    strike(samples, index * beat, scale[chord[index % chord.length] ?? 0] ?? 440, 0.5, sampleRate);
    if (index % 2 === 0)
      strike(samples, index * beat, 2 * (scale[melody[index / 2] ?? 0] ?? 440), 0.25, sampleRate);
  }
  return scaledTo(samples, -26);
}
