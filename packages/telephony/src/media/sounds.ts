import type { Note, Sound } from './notes.ts';

/** A rhythm: moments (s) at which one pitch after the other sounds. */
function strokes(at: readonly number[], pitches: readonly number[], note: Omit<Note, 'at' | 'hz'>): Note[] {
  return at.map((moment, index) => ({ ...note, at: moment, hz: [pitches[index % pitches.length] ?? 440] }));
}

/**
 * What a held caller hears: a slow broken chord over a soft drone, all of it inside the telephone band
 * (300–3400 Hz), never silent, so that nobody takes it for a dead line or for a ringing tone.
 */
export const holdSound: Sound = {
  seconds: 6,
  notes: [
    // The drone stands through the whole loop; whole numbers of waves, so that the seam is silent.
    { at: 0, for: 6.006, hz: [330, 495], level: 0.05, attack: 0 },
    ...strokes([0, 0.75, 1.5, 2.25, 3, 3.75, 4.5], [660, 825, 990, 1320, 990, 825, 660], {
      for: 1.6,
      level: 0.16,
      attack: 0.02,
      decay: 0.45,
    }),
  ],
};

const bright = { for: 0.11, level: 0.5, attack: 0.004 } as const;
/** Two tones in fast alternation: nothing else in the room sounds like it. */
const emergency: Sound = {
  seconds: 1.6,
  notes: strokes([0, 0.12, 0.24, 0.36, 0.48, 0.6], [880, 1174.7], bright),
};
/** Low bell, two strokes. */
const calm: Sound = {
  seconds: 3,
  notes: [
    { at: 0, for: 1.2, hz: [523.3, 1046.5], level: 0.35, attack: 0.006, decay: 0.35 },
    { at: 0.35, for: 1.4, hz: [392, 784], level: 0.35, attack: 0.006, decay: 0.4 },
  ],
};

const pitches = [
  [659.3],
  [740, 587.3],
  [784, 659.3],
  [493.9],
  [554.4, 830.6],
  [698.5, 880, 698.5],
  [830.6],
] as const;
// All rhythms differ within their first half second.
const rhythms = [
  [0, 0.18, 0.36],
  [0, 0.4],
  [0, 0.1, 0.3, 0.4],
  [0, 0.25],
] as const;

/** FNV-1a, 32 bit. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}

/** Rings that are made; with the two that every site has, 30 of which any two are told apart in half a second. */
export const madeRings = rhythms.length * pitches.length;

export function madeRing(number: number): Sound {
  const rhythm = rhythms[number % rhythms.length] ?? rhythms[0];
  const pitch = pitches[Math.floor(number / rhythms.length) % pitches.length] ?? pitches[0];
  return {
    seconds: 2.2,
    notes: strokes(rhythm, pitch, { for: 0.3, level: 0.4, attack: 0.005, decay: 0.12 }),
  };
}

/**
 * The rings of a site by name: the two that every site has, else one made from the name, the same one every time. No two
 * names of the site have the same one, as long as there are enough.
 */
export function ringSounds(names: readonly string[]): (name: string) => Sound {
  const own = new Map<string, Sound>([
    ['emergency', emergency],
    ['calm', calm],
  ]);
  const taken = new Set<number>();
  for (const name of [...new Set(names)].sort()) {
    if (own.has(name)) continue;
    let number = hash(name) % madeRings;
    while (taken.has(number) && taken.size < madeRings) number = (number + 1) % madeRings;
    taken.add(number);
    own.set(name, madeRing(number));
  }
  return (name) => {
    const sound = own.get(name) ?? madeRing(hash(name) % madeRings);
    own.set(name, sound);
    return sound;
  };
}

/** A call waits while one talks: two soft ticks, then a long pause. */
export const tickSound: Sound = {
  seconds: 3,
  notes: strokes([0, 0.14], [1400], { for: 0.03, level: 0.12, attack: 0.002, decay: 0.01 }),
};

/** Something is wrong: three falling tones, each beating with a second one close by, unlike any ring. */
export const alarmSound: Sound = {
  seconds: 1.5,
  notes: [0, 0.2, 0.4].map((at, index) => ({
    at,
    for: 0.18,
    hz: [
      [1480, 1517],
      [1109, 1137],
      [740, 759],
    ][index] ?? [740],
    level: 0.5,
    attack: 0.004,
  })),
};

/** Something must be dealt with: a rising and a falling pair, then a long pause. It goes on for hours if it must. */
export const warningSound: Sound = {
  seconds: 5,
  notes: [0, 0.5].map((at, index) => ({
    at,
    for: 0.34,
    hz: [
      [622.3, 932.3],
      [466.2, 698.5],
    ][index] ?? [622.3],
    level: 0.35,
    attack: 0.02,
  })),
};

/** The same while one talks: short, and far below a voice. */
export const softWarningSound: Sound = {
  seconds: 6,
  notes: strokes([0, 0.18], [622.3, 466.2], { for: 0.12, level: 0.1, attack: 0.01 }),
};

/** Something is to be looked at when there is time: one soft bell. */
export const chimeSound: Sound = {
  seconds: 1.2,
  notes: [{ at: 0, for: 1.2, hz: [1046.5, 1568], level: 0.14, attack: 0.01, decay: 0.3 }],
};

/** "Is this the right device?" Once, not looped. */
export const testSound: Sound = {
  seconds: 0.9,
  notes: strokes([0, 0.2, 0.4], [523.3, 659.3, 784], { for: 0.45, level: 0.35, attack: 0.01, decay: 0.2 }),
};
