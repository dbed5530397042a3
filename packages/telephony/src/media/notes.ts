/** One note: sine partials under one envelope. */
export interface Note {
  /** s from the start of the sound. */
  readonly at: number;
  /** s; the note is cut off here. */
  readonly for: number;
  readonly hz: readonly number[];
  /** Peak of all partials together, 0–1. */
  readonly level: number;
  /** s to full level. */
  readonly attack: number;
  /** s in which the level falls to a third; absent: it stands until the end. */
  readonly decay?: number;
}

/** A sound as data. Looped sounds repeat after `seconds`. */
export interface Sound {
  readonly seconds: number;
  readonly notes: readonly Note[];
}

// Long enough not to click.
const release = 0.006;

/** One partial of a note, sample by sample. Each follows from those before it: a sine for each takes some three times as long. */
function partial(
  { hz, attack, decay, ...note }: Omit<Note, 'hz' | 'at'> & { hz: number },
  sampleRate: number,
) {
  const step = (2 * Math.PI * hz) / sampleRate;
  const turn = 2 * Math.cos(step);
  const fade = decay === undefined ? 1 : Math.exp(-1 / (decay * sampleRate));
  // At the end of the attack the level is whole; samples seldom fall on that moment.
  const whole = Math.ceil(attack * sampleRate);
  const first = decay === undefined ? 1 : Math.exp((attack - whole / sampleRate) / decay);
  let before = -Math.sin(step);
  let wave = 0;
  let fall = 1;
  return (i: number): number => {
    const t = i / sampleRate;
    const now = wave;
    wave = turn * now - before;
    before = now;
    if (i === whole) fall = first;
    if (i > whole) fall *= fade;
    const rise = i < whole ? t / attack : 1;
    return note.level * rise * fall * Math.min(1, (note.for - t) / release) * now;
  };
}

/** Mono samples of a sound. A note that outlasts the sound goes on at its beginning, so that a loop has no seam. */
export function render(sound: Sound, sampleRate: number): Float32Array<ArrayBuffer> {
  const length = Math.round(sound.seconds * sampleRate);
  const samples = new Float32Array(length);
  for (const note of sound.notes) {
    const start = Math.round(note.at * sampleRate);
    const count = Math.round(note.for * sampleRate);
    for (const hz of note.hz) {
      const next = partial({ ...note, hz, level: note.level / note.hz.length }, sampleRate);
      for (let i = 0, at = start % length; i < count; i++) {
        samples[at] = (samples[at] ?? 0) + next(i);
        at = at + 1 === length ? 0 : at + 1;
      }
    }
  }
  return samples;
}
