import type { Clock } from '../ports.ts';

/** An answer by the device itself, faster than a hand. */
const echoMs = 200;
/** This many presses in a second are a fight, not a wish: it ends muted, where nobody is heard by mistake. */
const mostToggles = 2;
const fightMs = 1000;

/** Who is muted, when a mute button says only that it was pressed. */
export interface MuteLogic {
  /** The engine's word. */
  handleTruth(muted: boolean): void;
  /** The lamp was written. */
  handleWritten(muted: boolean): void;
  /** A toggle was pressed. Gives what to ask for; undefined: nothing. */
  handlePress(): boolean | undefined;
  /** A switch now stands so. Gives what to ask for. */
  handleSwitch(muted: boolean): boolean | undefined;
}

/**
 * The truth of mute is the engine's; the device's button asks to change it.
 *
 * - A pulse right after our own unmute is a lock: a boom arm that is up takes the unmute back (GOnnect). It stays muted.
 * - A pulse right after our own mute that no press asked for is an echo; a lock would not answer that. From then on
 *   this device is known to echo.
 * - More than two toggles in a second end muted.
 */
export function createMuteLogic(clock: Clock, ackMs: number): MuteLogic {
  let truth = false;
  /** Asked for and not answered yet. */
  let asked: { to: boolean; at: number } | undefined;
  let written: { muted: boolean; byPress: boolean; at: number } | undefined;
  let echoes = false;
  let toggles: number[] = [];

  const target = (): boolean => (asked && clock.mono() - asked.at < fightMs ? asked.to : truth);

  function ask(to: boolean): boolean | undefined {
    if (to === target()) return undefined;
    asked = { to, at: clock.mono() };
    return to;
  }

  /** Too many toggles in too short a time, this one included. */
  function isFight(): boolean {
    const now = clock.mono();
    toggles = [...toggles.filter((at) => now - at < fightMs), now].slice(-(mostToggles + 1));
    return toggles.length > mostToggles;
  }

  /** Undefined: a hand pressed it. */
  function answerTo(): 'echo' | 'lock' | undefined {
    const since = written ? clock.mono() - written.at : Number.POSITIVE_INFINITY;
    if (!written || since >= ackMs) return undefined;
    if (since < echoMs && (echoes || (written.muted && !written.byPress))) return 'echo';
    return written.muted ? undefined : 'lock';
  }

  return {
    handleTruth(muted) {
      truth = muted;
      if (asked?.to === muted) asked = undefined;
    },
    handleWritten(muted) {
      if ((written?.muted ?? false) === muted) return;
      const byPress = toggles.some((at) => clock.mono() - at < fightMs);
      written = { muted, byPress, at: clock.mono() };
    },
    handlePress() {
      const answer = answerTo();
      if (answer === 'echo') {
        echoes = true;
        return undefined;
      }
      if (answer === 'lock') {
        toggles = [];
        return ask(true);
      }
      return isFight() ? ask(true) : ask(!target());
    },
    handleSwitch(muted) {
      if (muted === target()) return undefined;
      return isFight() ? ask(true) : ask(muted);
    },
  };
}
