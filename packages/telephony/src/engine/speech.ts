/**
 * Peaks above this (dB of full scale) are the operator's own voice: a headset without gain control has speech at
 * -30 to -10, the room and the neighbours well below -45.
 */
const speechLevel = -40;
/** So many loud looks within the window are speech; a cough or a keyboard is fewer. */
const loudLooks = 6;
const windowMs = 1500;
/** Pauses for breath and thought are part of speaking. */
const quietMs = 4000;

/**
 * Whether somebody speaks, by the microphone's level, looked at about ten times a second.
 *
 * ```
 *   quiet ── six loud looks within 1.5 s ─► speaking ── none for 4 s ─► quiet
 * ```
 */
export interface SpeechWatch {
  /** True while somebody speaks. */
  look(level: number, mono: number): boolean;
}

export function createSpeechWatch(): SpeechWatch {
  let loud: number[] = [];
  let isSpeaking = false;
  let lastLoud = 0;
  return {
    look(level, mono) {
      loud = loud.filter((at) => mono - at < windowMs);
      if (level > speechLevel) {
        loud.push(mono);
        lastLoud = mono;
      }
      isSpeaking = isSpeaking ? mono - lastLoud < quietMs : loud.length >= loudLooks;
      return isSpeaking;
    },
  };
}
