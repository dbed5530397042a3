import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { keyOf, proofOf, sameProof } from './proof.ts';

it('the same code and salt give the same key, another of either another', async () => {
  const salt = randomBytes(16);
  const [one, again, other, salted] = await Promise.all([
    keyOf('AAAABBBB', salt),
    keyOf('AAAABBBB', salt),
    keyOf('AAAABBBC', salt),
    keyOf('AAAABBBB', randomBytes(16)),
  ]);
  expect(one.equals(again)).toBe(true);
  expect(one.equals(other)).toBe(false);
  expect(one.equals(salted)).toBe(false);
});

it('a proof is of one side, one certificate and one nonce', () => {
  const key = randomBytes(32);
  const right = proofOf(key, 'join', 'sha256/a', 'n');
  expect(sameProof(right.toString('base64url'), right)).toBe(true);
  for (const wrong of [
    proofOf(key, 'site', 'sha256/a', 'n'),
    proofOf(key, 'join', 'sha256/b', 'n'),
    proofOf(key, 'join', 'sha256/a', 'm'),
    proofOf(randomBytes(32), 'join', 'sha256/a', 'n'),
  ])
    expect(sameProof(wrong.toString('base64url'), right)).toBe(false);
  expect(sameProof('', right)).toBe(false);
  expect(sameProof('%%%', right)).toBe(false);
});
