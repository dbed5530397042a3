import type { HeadsetLamp } from '../layout/index.ts';
import { situationOf } from './situation.ts';
import type { HeadsetCalls, Situation } from './situation.ts';

interface Shown {
  readonly offHook: boolean;
  readonly ring: boolean;
  readonly hold: boolean;
}

const shown = (offHook: boolean, ring: boolean, hold: boolean): Shown => ({ offHook, ring, hold });

/**
 * What a headset shows (Microsoft's list for Teams and Skype; Genesys and GOnnect agree).
 *
 * ```
 *                  Off-Hook  Ring  Hold   Mute, Microphone   On-Line
 *   unregistered       0       0     0           0              0
 *   idle               0       0     0           0              1
 *   ringing            0       1     0           0              1
 *   dialling           1       0     0         muted            1
 *   active             1       0     0         muted            1
 *   activeRinging      1       1     0         muted            1
 *   activeHeld         1       0     0         muted            1
 *   held               1*      0     1         muted            1
 *   heldRinging        1*      1     1         muted            1
 * ```
 *
 * On-Line follows the registration. `*` stays on while a call is held: some Jabra answer Off-Hook 0 with hook 0, which
 * reads as hanging up (GOnnect PR 52). Yealink's own software clears it, hence the quirk.
 */
const table: Record<Situation, Shown> = {
  unregistered: shown(false, false, false),
  idle: shown(false, false, false),
  ringing: shown(false, true, false),
  dialling: shown(true, false, false),
  active: shown(true, false, false),
  activeRinging: shown(true, true, false),
  activeHeld: shown(true, false, false),
  held: shown(true, false, true),
  heldRinging: shown(true, true, true),
};

export interface LampRules {
  readonly holdClearsOffHook: boolean;
  /** The headset's own ringer sounds, beside its lamp. */
  readonly audibleRinger: boolean;
}

export function lampsOf(calls: HeadsetCalls, rules: LampRules): Record<HeadsetLamp, boolean> {
  const { offHook, ring, hold } = table[situationOf(calls)];
  const isOffHook = offHook && !(hold && rules.holdClearsOffHook);
  // A mute lamp acts only in a call; the Microphone lamp is set with it (telephony-webhid-demo).
  const muted = offHook && calls.muted;
  return {
    offHook: isOffHook,
    ring,
    hold,
    mute: muted,
    microphone: muted,
    onLine: calls.registered,
    // Line is what MX Brio has for Off-Hook.
    line: isOffHook,
    ringer: ring && rules.audibleRinger,
    speaker: false,
  };
}
