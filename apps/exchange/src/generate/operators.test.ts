import { pbkdf2Sync } from 'node:crypto';
import { expect, it } from 'vitest';
import { labOperators, labPins } from './operators.ts';

it.each(labOperators)('$id has the PIN that is told', ({ id, pin }) => {
  const [algorithm, rounds = '', salt = '', hash = ''] = pin.split('$');
  expect(algorithm).toBe('pbkdf2-sha256');
  expect(Number(rounds)).toBeGreaterThanOrEqual(200_000);
  const told = labPins[id as keyof typeof labPins];
  const again = pbkdf2Sync(told, Buffer.from(salt, 'base64'), Number(rounds), 32, 'sha256');
  expect(again.toString('base64')).toBe(hash);
});
