import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readUri, sameAgent, uriIn } from './uri.ts';

it.each([
  ['sip:113@Example.org', { scheme: 'sip', user: '113', host: 'example.org' }],
  ['sip:113@example.org:5060;user=phone', { scheme: 'sip', user: '113', host: 'example.org:5060' }],
  ['sips:a%20b:secret@[::1];lr', { scheme: 'sips', user: 'a b', host: '[::1]' }],
  ['sip:%zz@h.invalid;transport=ws?Subject=x', { scheme: 'sip', user: '%zz', host: 'h.invalid' }],
  ['sip:example.org', { scheme: 'sip', user: '', host: 'example.org' }],
  ['tel:+47-22(33).44;phone-context=x', { scheme: 'tel', user: '+47223344', host: '' }],
  ['URN:service:SOS.ambulance', { scheme: 'urn', user: 'urn:service:sos.ambulance', host: '' }],
  ['http://example.org', undefined],
  ['sip:a@b c', undefined],
  ['sip:a@b\r\nX: y', undefined],
])('%s', (text, expected) => {
  expect(readUri(text)).toEqual(expected);
});

it('finds the URI of a header value', () => {
  expect(uriIn('"Kari <x>" <sip:kari@example.org>;tag=1')).toBe('sip:kari@example.org');
  expect(uriIn('"Kari" <sip:kari@example.org>;tag=1')).toBe('sip:kari@example.org');
  expect(uriIn('tel:113;tag=1')).toBe('tel:113');
});

it('knows an agent by user and host', () => {
  expect(sameAgent('sip:a@h.invalid;transport=ws', 'sip:a@H.invalid')).toBe(true);
  expect(sameAgent('sip:a@h.invalid', 'sip:b@h.invalid')).toBe(false);
  expect(sameAgent('', '')).toBe(false);
});

it('never throws', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      readUri(text);
      uriIn(text);
    }),
  );
});
