import type { CommandPayload, CommandType, Problem } from '@samband/telephony/contract';

/** Commands that can take two presses. */
export const guarded = [
  'position.pause',
  'position.signOut',
  'position.changeRole',
  'unanswered.callBack',
] as const;
export type Guarded = (typeof guarded)[number];

/** A command with what it says, as it was asked for. Never holds a PIN: signing in is not guarded. */
export type Asked = { [K in Guarded]: { readonly type: K; readonly payload: CommandPayload<K> } }[Guarded];

/**
 * What waits for its second press. lastReady, maybeLastReady: the engine asked for it, by refusing the first.
 * callBack: a key dials somebody, and the screen shows whom before it does.
 */
export interface Guard {
  readonly why: 'lastReady' | 'maybeLastReady' | 'callBack';
  readonly asked: Asked;
}

const reasons: Readonly<Record<string, Guard['why']>> = {
  'position.lastReady': 'lastReady',
  'position.maybeLastReady': 'maybeLastReady',
};

export function isGuarded(type: CommandType): type is Guarded {
  return (guarded as readonly string[]).includes(type);
}

/** True when this refusal of this command asks for a second press, and is no failure. */
export function asksAgain(type: CommandType, error: Pick<Problem, 'code'>): boolean {
  return isGuarded(type) && Object.hasOwn(reasons, error.code);
}

export function guardOf(asked: Asked | undefined, error: Pick<Problem, 'code'>): Guard | undefined {
  const why = reasons[error.code];
  return asked && why ? { why, asked } : undefined;
}

const same = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);

/** True when this press is the second one of what the guard waits for. */
export function confirms(guard: Guard | undefined, asked: Asked): boolean {
  return guard !== undefined && guard.asked.type === asked.type && same(guard.asked.payload, asked.payload);
}

/** What the second press sends. */
export function confirmed(asked: Asked): Asked {
  if (asked.type === 'unanswered.callBack') return asked;
  // TypeScript cannot see that the payload stays the one of its type.
  return { type: asked.type, payload: { ...asked.payload, confirmed: true } } as Asked;
}
