import fc from 'fast-check';
import { Grammar } from 'sip.js';
import { describe, expect, it } from 'vitest';
import { createAddressCodec, survivesGrammar } from './address.ts';

const codec = createAddressCodec('wsecret');

const response = (from: string, to: string): string =>
  `SIP/2.0 180 Ringing\r\nFrom: ${from}\r\nTo: ${to}\r\nContent-Length: 0\r\n\r\n`;

const hard = [
  '<tel:+4799887766>;tag=a1',
  'tel:113;phone-context=+47;tag=a1',
  'Øyvind Åsen <sip:+47@example.org>;tag=a1',
  '"Ola" <urn:service:sos>;x=y;tag=a1;z',
  '<sip:æ@example.org>;tag=a1',
  '<sip:+4799;phone-context=no@example.org>;tag=a1',
  'Ola <b> <tel:1>;tag=a1',
];

describe('address codec', () => {
  it('leaves alone what sip.js can read', () => {
    for (const value of ['<sip:a@b>;tag=1', 'sip:a@b;tag=1', '"Kari Ø" <sip:+47@b;user=phone>;tag=1'])
      expect(codec.wrap(value, 'From')).toBe(value);
  });

  it.each(hard)('carries %s through and puts it back byte for byte', (value) => {
    const wrapped = codec.wrap(value, 'From');
    const parsed = Grammar.nameAddrHeaderParse(wrapped);
    expect(parsed?.getParam('tag')).toBe('a1');
    expect(codec.restore(response(wrapped, 'x'))).toBe(response(value, 'x'));
    // In a request of our own sip.js writes the URI and the tag that it has read.
    expect(codec.restore(response('x', parsed?.toString() ?? ''))).toBe(response('x', value));
  });

  it('adds our tag to a To that had none', () => {
    const wrapped = codec.wrap('urn:service:sos', 'To');
    expect(codec.restore(response('x', `${wrapped};tag=ours`))).toBe(
      response('x', 'urn:service:sos;tag=ours'),
    );
  });

  it('puts a target back into the start line as a bare URI', () => {
    const uri = /<(.*)>/.exec(codec.wrap('"x" <tel:+47>;q=1', 'Contact'))?.[1];
    expect(codec.restore(`BYE ${uri} SIP/2.0\r\n\r\n`)).toBe('BYE tel:+47 SIP/2.0\r\n\r\n');
  });

  it('does not put back what somebody else has made up, nor touch the body', () => {
    const foreign = response('<sip:wother-41@wire.invalid>;tag=1', 'x');
    expect(codec.restore(foreign)).toBe(foreign);
    const body = `${response('x', 'y')}<sip:wsecret-41@wire.invalid>`;
    expect(codec.restore(body)).toBe(body);
  });

  it('takes for plain only what sip.js reads and writes unharmed', () => {
    const part = (most: number): fc.Arbitrary<string> =>
      fc.string({ unit: fc.constantFrom(...'azAZ09+-_. "<>;:@%'.split('')), minLength: 1, maxLength: most });
    const value = fc
      .tuple(
        fc.constantFrom('', '"Ola N" ', '"x"'),
        part(8),
        part(8),
        fc.constantFrom('', ':5060', ';transport=ws'),
      )
      .map(([name, user, host, more]) => `${name}<sip:${user}@a.${host}${more}>;tag=t`);
    fc.assert(
      fc.property(value, (text) => codec.wrap(text, 'From') !== text || survivesGrammar(text, 'From')),
      { numRuns: 500 },
    );
    const ip = fc
      .array(fc.nat(255), { minLength: 4, maxLength: 4 })
      .map((four) => `<sip:a@${four.join('.')}:5060>`);
    fc.assert(fc.property(ip, (text) => codec.wrap(text, 'From') !== text || survivesGrammar(text, 'From')));
    const plain = fc
      .tuple(fc.stringMatching(/^[\w.+-]{1,12}$/), fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,3})?$/))
      .map(([user, host]) => `<sip:${user}@${host}.example>;tag=a.b-c`);
    fc.assert(
      fc.property(plain, (text) => codec.wrap(text, 'From') !== text || survivesGrammar(text, 'From')),
    );
  });

  it('never throws and is true to every value', () => {
    const value = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((text) => !/[\r\n\0]/.test(text));
    fc.assert(
      fc.property(value, (text) => {
        const original = `${text} <tel:1>;tag=t`;
        expect(codec.restore(response(codec.wrap(original, 'From'), 'x'))).toBe(response(original, 'x'));
        codec.wrap(text, 'Contact');
        codec.restore(text);
      }),
    );
  });
});
