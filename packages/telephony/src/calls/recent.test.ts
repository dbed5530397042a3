import { expect, it } from 'vitest';
import { createRecent } from './recent.ts';

it('knows the calls that ended last, each with what it belongs to, and not for ever', () => {
  const recent = createRecent();
  for (let i = 0; i < 40; i++) recent.add({ call: `c${i}`, correlation: `i${i}` });
  recent.add({ call: 'c8' });
  recent.add({});
  expect(recent.find('c0')).toBeUndefined();
  expect(recent.find('c39')).toEqual({ call: 'c39', correlation: 'i39' });
  recent.add({ call: 'c40' });
  expect(recent.find('c8')).toEqual({ call: 'c8' });
});
