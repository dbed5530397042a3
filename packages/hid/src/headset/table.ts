import type { Situation } from './situation.ts';

/** A press that is none of our own writes coming back. */
export const presses = [
  'lift',
  'replace',
  'replaceAgain',
  'flash',
  'reject',
  'drop',
  'mute',
  'redial',
] as const;
export type Press = (typeof presses)[number];

/** What a headset asks for. Whether it happens is the engine's word. */
export type HeadsetRequest =
  'answer' | 'hangUp' | 'toggleMute' | 'hold' | 'resume' | 'reject' | 'redial' | 'flash';

export interface Meaning {
  readonly request: HeadsetRequest;
  /** A hook edge is no proof of a press: see `guard.ts`. */
  readonly guarded: boolean;
  /** Ask the operator before doing it. */
  readonly confirm: boolean;
}

/** `idleHook` and `idleRedial` are the position's to choose; `restore`: the device is told again how things are. */
export type PressMeaning = Meaning | 'idleHook' | 'idleRedial' | 'restore';

const ask = (request: HeadsetRequest): Meaning => ({ request, guarded: false, confirm: false });
const guarded = (request: HeadsetRequest, confirm = false): Meaning => ({ request, guarded: true, confirm });

const mute = ask('toggleMute');

/**
 * What a press means.
 *
 * ```
 *                 lift        replace           flash    reject    drop      mute    redial
 *   unregistered  –           –                 –        –         –         –       –
 *   idle          as chosen   –                 –        –         –         –       as chosen
 *   ringing       ANSWER      (twice) reject    –        reject    reject    –       –
 *   dialling      –           hang up ¹         –        hang up   hang up   mute    –
 *   active        –           HANG UP ¹         hold     –         hang up   mute    –
 *   activeRinging –           hang up ¹ ²       flash ³  reject    reject    mute    –
 *   activeHeld    –           HANG UP ¹         flash ³  –         hang up   mute    –
 *   held          resume ⁴    hang up ¹ ²       resume   –         hang up ² mute    –
 *   heldRinging   answer ⁴    answer ¹          flash ³  reject    reject    mute    –
 *
 *   ¹ only by the conditions of guard.ts       ² the operator is asked first
 *   ³ hold and answer, or swap                 ⁴ where Off-Hook is cleared on hold
 *   – nothing; a hook that then stands otherwise than the calls is told again how they are
 * ```
 */
const table: Record<Situation, Partial<Record<Press, PressMeaning>>> = {
  unregistered: { lift: 'restore', replace: 'restore' },
  idle: { lift: 'idleHook', replace: 'restore', redial: 'idleRedial' },
  ringing: {
    lift: ask('answer'),
    replace: 'restore',
    replaceAgain: ask('reject'),
    reject: ask('reject'),
    drop: ask('reject'),
  },
  dialling: {
    lift: 'restore',
    replace: guarded('hangUp'),
    reject: ask('hangUp'),
    drop: ask('hangUp'),
    mute,
  },
  active: { lift: 'restore', replace: guarded('hangUp'), flash: ask('hold'), drop: ask('hangUp'), mute },
  activeRinging: {
    lift: 'restore',
    replace: guarded('hangUp', true),
    flash: ask('flash'),
    reject: ask('reject'),
    drop: ask('reject'),
    mute,
  },
  activeHeld: { lift: 'restore', replace: guarded('hangUp'), flash: ask('flash'), drop: ask('hangUp'), mute },
  held: {
    lift: ask('resume'),
    replace: guarded('hangUp', true),
    flash: ask('resume'),
    drop: { request: 'hangUp', guarded: false, confirm: true },
    mute,
  },
  heldRinging: {
    lift: ask('answer'),
    replace: guarded('answer'),
    flash: ask('flash'),
    reject: ask('reject'),
    drop: ask('reject'),
    mute,
  },
};

/** Undefined: nothing happens. */
export function meaningOf(situation: Situation, press: Press): PressMeaning | undefined {
  return table[situation][press];
}

/** A second headset, worn by who listens in: it answers and ends nothing, and its hook is put right. */
export function listenerMeaningOf(situation: Situation, press: Press): PressMeaning | undefined {
  if (press === 'lift' || press === 'replace') return 'restore';
  return press === 'mute' ? meaningOf(situation, press) : undefined;
}
