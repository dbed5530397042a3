import { expect, it } from 'vitest';
import { whyUnreadable } from './events.ts';

it('says what an owner can do about it', () => {
  expect(whyUnreadable('hid.denied')).toBe('permission');
  expect(whyUnreadable('hid.busy')).toBe('busy');
  expect(whyUnreadable('hid.unreadable')).toBe('failed');
});
