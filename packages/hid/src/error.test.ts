import { expect, it } from 'vitest';
import { asHidError, HidError } from './error.ts';

it('carries code, category, message key and cause', () => {
  const cause = new Error('EACCES');
  const error = asHidError(cause, 'hid.denied');
  expect(error).toMatchObject({
    code: 'hid.denied',
    category: 'permission',
    messageKey: 'error.hid.denied',
    cause,
  });
});

it('leaves an error of its own as it is', () => {
  const error = new HidError('hid.gone');
  expect(asHidError(error, 'hid.denied')).toBe(error);
});
