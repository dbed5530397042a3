import { expect, it } from 'vitest';
import { asksFirst, usualHeadsetOptions } from './options.ts';
import { meaningOf } from './table.ts';
import type { Meaning, Press } from './table.ts';
import type { Situation } from './situation.ts';

const asks = (
  situation: Situation,
  press: Press,
  options: Partial<typeof usualHeadsetOptions> = {},
): boolean =>
  asksFirst(meaningOf(situation, press) as Meaning, situation, { ...usualHeadsetOptions, ...options });

it('asks where the table says so, and where the position wants it', () => {
  expect(asks('active', 'replace')).toBe(false);
  expect(asks('active', 'replace', { confirmHangUp: true })).toBe(true);
  expect(asks('active', 'drop', { confirmHangUp: true })).toBe(false);
  expect(asks('held', 'replace', { confirmWhileRinging: false })).toBe(true);
  expect(asks('activeRinging', 'replace')).toBe(true);
  expect(asks('activeRinging', 'replace', { confirmWhileRinging: false })).toBe(false);
  expect(asks('ringing', 'lift', { confirmHangUp: true })).toBe(false);
});
