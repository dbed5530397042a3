import fc from 'fast-check';
import { expect, it } from 'vitest';
import { codeLength, inGroups, joinCode } from './join-code.ts';

it.each([
  ['K7QM-4XNP', 'K7QM4XNP'],
  ['k7qm 4xnp', 'K7QM4XNP'],
  [' k 7 q m – 4 x n p ', 'K7QM4XNP'],
  ['oO0-iIlL1', '00011111'],
  ['UUK7', 'K7'],
  ['K7QM-4XNP-AAAA', 'K7QM4XNP'],
  ['æ!?', ''],
])('%j is %j', (typed, code) => {
  expect(joinCode(typed)).toBe(code);
});

it('shows two groups, the hyphen with the first sign of the second', () => {
  expect(['', 'K', 'K7QM', 'K7QM4', 'K7QM4XNP'].map(inGroups)).toEqual([
    '',
    'K',
    'K7QM',
    'K7QM-4',
    'K7QM-4XNP',
  ]);
});

it('whatever is typed: nothing but signs of a code, and the same again when what is shown is read', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      const code = joinCode(typed);
      expect(code).toMatch(new RegExp(`^[0-9A-HJKMNP-TV-Z]{0,${codeLength}}$`));
      expect(joinCode(inGroups(code))).toBe(code);
    }),
  );
});
