import { expect, it } from 'vitest';
import { noCalls, situationOf } from './situation.ts';
import type { Situation } from './situation.ts';

it.each<[Situation, Partial<typeof noCalls>]>([
  ['unregistered', {}],
  ['idle', { registered: true }],
  ['ringing', { registered: true, ringing: true }],
  ['dialling', { registered: true, dialling: true, ringing: true, held: true }],
  ['active', { active: true }],
  ['activeRinging', { active: true, ringing: true, held: true }],
  ['activeHeld', { active: true, held: true }],
  ['held', { held: true }],
  ['heldRinging', { held: true, ringing: true }],
])('is %s', (situation, calls) => {
  expect(situationOf({ ...noCalls, ...calls })).toBe(situation);
});
