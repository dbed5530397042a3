import { expect, it } from 'vitest';
import { currentCall } from './current-call.ts';
import type { Call } from './snapshot.ts';

const call = (name: string, state: Call['state'], operator = false): Call =>
  ({ call: name, state, held: { operator, peer: false } }) as Call;

it('is the call that is spoken in, not the one that is dialled beside it', () => {
  expect(currentCall({ calls: [call('a', 'up'), call('b', 'dialling')] })?.call).toBe('a');
  expect(currentCall({ calls: [call('a', 'up', true), call('b', 'dialling')] })?.call).toBe('b');
});

it('is the newest of those that are not held', () => {
  expect(currentCall({ calls: [call('a', 'up'), call('b', 'answering')] })?.call).toBe('b');
  expect(currentCall({ calls: [call('a', 'up', true)] })).toBeUndefined();
});
