import { pbkdf2Sync } from 'node:crypto';
import { expect, it } from 'vitest';
import { exampleSite } from '../../apps/desktop/src/main/site/example.ts';
import { parseDirectory } from '../../apps/desktop/src/main/site/directory.ts';
import { parseSite } from '../../apps/desktop/src/main/site/load.ts';
import { entryOf, hashPin, pinProblem } from './entry.ts';

const wanted = { id: 'kari', name: 'Kari "K: #" Nordmann', roles: ['medical'], pin: '4711' };

it('writes an entry that a directory takes, with the PIN hashed and not in it', () => {
  const text = entryOf(wanted);
  expect(text).not.toContain('4711');
  const loaded = parseSite(exampleSite, 'site.yaml');
  if (!loaded.ok) throw new Error('the example is wrong');
  const directory = parseDirectory(`schema: 1\noperators:\n${text}\n`, 'operators.yaml', loaded.site);
  const operator = directory.ok ? directory.operators?.[0] : undefined;
  if (!operator) throw new Error(JSON.stringify(directory));
  expect(operator).toMatchObject({ id: 'kari', name: wanted.name, roles: ['medical'] });
  const [, rounds = '', salt = '', hash = ''] = operator.pin.split('$');
  expect(Number(rounds)).toBeGreaterThanOrEqual(200_000);
  const again = pbkdf2Sync('4711', Buffer.from(salt, 'base64'), Number(rounds), 32, 'sha256');
  expect(again.toString('base64')).toBe(hash);
});

it('salts: the same PIN never looks the same', () => {
  expect(hashPin('1234')).not.toBe(hashPin('1234'));
  expect(hashPin('1234', Buffer.alloc(16))).toBe(hashPin('1234', Buffer.alloc(16)));
});

it.each(['', '123', '12 34', 'abcd', '1'.repeat(33)])('%j is no PIN', (pin) => {
  expect(pinProblem(pin)).toBe('A PIN has 4 to 32 digits.');
});

it('says which argument is wrong', () => {
  expect(pinProblem('0000')).toBeUndefined();
  expect(() => entryOf({ ...wanted, id: '' })).toThrow(/^--id: /);
  expect(() => entryOf({ ...wanted, name: 'x'.repeat(200) })).toThrow(/^--name: /);
});
