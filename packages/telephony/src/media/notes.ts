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

function envelope(note: Note, t: number): number {
  const rise = note.attack > 0 ? Math.min(1, t / note.attack) : 1;
  const fall = note.decay === undefined ? 1 : Math.exp(-Math.max(0, t - note.attack) / note.decay);
  const end = Math.min(1, Math.max(0, (note.for - t) / release));
  return rise * fall * end;
}

/** Mono samples of a sound. A note that outlasts the sound goes on at its beginning, so that a loop has no seam. */
export function render(sound: Sound, sampleRate: number): Float32Array<ArrayBuffer> {
  const length = Math.round(sound.seconds * sampleRate);
  const samples = new Float32Array(length);
  for (const note of sound.notes) {
    const start = Math.round(note.at * sampleRate);
    const count = Math.round(note.for * sampleRate);
    for (let i = 0; i < count; i++) {
      const t = i / sampleRate;
      let wave = 0;
      for (const hz of note.hz) wave += Math.sin(2 * Math.PI * hz * t);
      const at = (start + i) % length;
      samples[at] = (samples[at] ?? 0) + (note.level / note.hz.length) * envelope(note, t) * wave;
    }
  }
  return samples;
}
