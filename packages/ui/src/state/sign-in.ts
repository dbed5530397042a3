import type { Problem } from '@samband/telephony/contract';

/** What came of the last try to sign in. */
export type SignInPhase = 'idle' | 'checking' | 'wrong' | 'tooOften';
export type SignInEvent = 'sent' | 'signedIn' | 'wrong' | 'tooOften' | 'failed';

export interface SignIn {
  readonly phase: SignInPhase;
  /** The command that is being checked, or was refused. */
  readonly id: string;
  /** Whose PIN it was. */
  readonly operator: string;
  /** On this screen's monotonic clock: no try before. */
  readonly until: number;
}

export const noSignIn: SignIn = { phase: 'idle', id: '', operator: '', until: 0 };

/**
 * ```
 *          ┌────────────── sent ◄───────────────┐
 * idle ──sent──► checking ──wrong──► wrong ─────┤
 *  ▲                │ └───tooOften──► tooOften ─┘
 *  └─signedIn, failed┘      (signedIn leads to idle from everywhere: another window did it)
 * ```
 */
export const signInTable: Readonly<Record<SignInPhase, Readonly<Record<SignInEvent, SignInPhase>>>> = {
  idle: { sent: 'checking', signedIn: 'idle', wrong: 'idle', tooOften: 'idle', failed: 'idle' },
  checking: { sent: 'checking', signedIn: 'idle', wrong: 'wrong', tooOften: 'tooOften', failed: 'idle' },
  wrong: { sent: 'checking', signedIn: 'idle', wrong: 'wrong', tooOften: 'tooOften', failed: 'wrong' },
  tooOften: { sent: 'checking', signedIn: 'idle', wrong: 'wrong', tooOften: 'tooOften', failed: 'tooOften' },
};

/** Refusals that the form itself tells; any other is a notice. */
export function refusedSignIn({ code }: Pick<Problem, 'code'>): SignInEvent {
  return code === 'pin.wrong' ? 'wrong' : code === 'pin.tooOften' ? 'tooOften' : 'failed';
}

/** Seconds to wait of a `pin.tooOften`; a minute where it does not say. */
export function secondsToWait({ values }: Pick<Problem, 'values'>): number {
  const seconds = Number(values?.['seconds']);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 86_400) : 60;
}

export function step(before: SignIn, event: SignInEvent, more: Partial<SignIn> = {}): SignIn {
  return { ...before, ...more, phase: signInTable[before.phase][event] };
}
