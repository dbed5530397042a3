import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callerSchema } from '../contract/index.ts';
import type { RequestFacts } from '../ports/index.ts';
import { callerOf, dialledOf, divertedOf } from './caller.ts';
import { locationsOf } from './location.ts';
import { anyFacts, factsWith } from './testing/facts.ts';

const from = (value: string): [string, string] => ['From', value];
const pai = (value: string): [string, string] => ['P-Asserted-Identity', value];

describe('callerOf', () => {
  it('takes the asserted number before what the caller says', () => {
    expect(
      callerOf(factsWith([from('"Politiet" <sip:112@evil.example>;tag=1'), pai('<tel:+4799887766>')])),
    ).toEqual({
      number: '+4799887766',
      uri: 'tel:+4799887766',
      withheld: false,
      assertedBy: 'network',
    });
  });

  it.each([
    ['"Kari" <sip:+4799887766@ims.example;user=phone>, <tel:+4799887766>'],
    ['<tel:+47-99-88-77-66>, Kari <sip:kari@ims.example>'],
  ])('makes one caller of two values: %s', (value) => {
    expect(callerOf(factsWith([from('<sip:x@y>'), pai(value)]))).toMatchObject({
      number: '+4799887766',
      name: 'Kari',
      assertedBy: 'network',
    });
  });

  it('reads two headers as it reads two values', () => {
    const facts = factsWith([pai('"Kari" <sip:kari@ims.example>'), pai('<tel:+4799887766>')]);
    expect(callerOf(facts)).toMatchObject({ number: '+4799887766', name: 'Kari', uri: 'tel:+4799887766' });
  });

  it('shows an asserted number that is withheld, and says so', () => {
    const hidden = [
      from('"Anonymous" <sip:anonymous@anonymous.invalid>;tag=1'),
      pai('<tel:+4799887766>'),
    ] as const;
    expect(callerOf(factsWith([...hidden, ['Privacy', 'id']]))).toEqual({
      number: '+4799887766',
      uri: 'tel:+4799887766',
      withheld: true,
      assertedBy: 'network',
    });
    expect(callerOf(factsWith([from('<tel:+47>'), ['Privacy', 'none']])).withheld).toBe(false);
    expect(callerOf(factsWith([from('<tel:+47>'), ['Privacy', 'critical; user']])).withheld).toBe(true);
  });

  it('knows a caller who does not tell', () => {
    for (const value of [
      '<sip:anonymous@anonymous.invalid>;tag=1',
      'Anonymous <sip:c8oqz84zk7z@anonymous.invalid>',
    ])
      expect(callerOf(factsWith([from(value)]))).toEqual({ withheld: true, assertedBy: 'none' });
    expect(callerOf(factsWith([]))).toEqual({ withheld: false, assertedBy: 'none' });
  });

  it.each([
    ['<sip:110@example.org>', '110'],
    ['<sip:02800@example.org>', '02800'],
    ['<tel:99887766;phone-context=+47>', '99887766'],
    ['tel:+47(22)00.00-00;tag=1', '+4722000000'],
    ['<sip:004799887766@example.org>', '004799887766'],
    ['<sip:%2B4799887766@example.org>', '+4799887766'],
    ['<sip:+4799887766;phone-context=no@example.org>', '+4799887766'],
    ['<sip:*31#99887766@example.org>', '*31#99887766'],
  ])('leaves numbers as they came: %s', (value, number) => {
    expect(callerOf(factsWith([from(value)]))).toMatchObject({ number, assertedBy: 'caller' });
  });

  it('keeps a URI that has no number, and names in any script', () => {
    expect(callerOf(factsWith([['f', 'Øyvind Åsen <sip:issi-2401234@nodnett.example>;tag=1']]))).toEqual({
      name: 'Øyvind Åsen',
      uri: 'sip:issi-2401234@nodnett.example',
      withheld: false,
      assertedBy: 'caller',
    });
  });

  it('shows no name that only repeats the number, nor signs that cannot be seen', () => {
    expect(callerOf(factsWith([from('"+47 99887766" <sip:+4799887766@x>')])).name).toBeUndefined();
    expect(callerOf(factsWith([from('"a\u202Eb\u0007  \\"c\\"" <sip:1@x>')])).name).toBe('a b "c"');
  });

  it('always fits the contract, whatever comes', () => {
    fc.assert(fc.property(anyFacts, (facts) => callerSchema.safeParse(callerOf(facts)).success));
  });
});

describe('dialledOf', () => {
  it.each([
    ['<sip:113@example.org>', '113'],
    ['sip:113@example.org;tag=1', '113'],
    ['<tel:116-117>', '116117'],
    ['urn:service:SOS.ambulance', 'urn:service:sos.ambulance'],
    ['"Nød" <sip:pos-7@example.org;x=y>', 'pos-7'],
    ['', ''],
  ])('%s', (to, dialled) => {
    expect(dialledOf(factsWith([['To', to]]))).toBe(dialled);
  });

  it('is bounded', () => {
    fc.assert(fc.property(anyFacts, (facts) => dialledOf(facts).length <= 128));
  });
});

describe('divertedOf', () => {
  it('gives the way of a call, oldest first', () => {
    const history = factsWith([
      ['History-Info', '<sip:113@b>;index=1.1, <sip:pos7@c>;index=1.1.1'],
      ['History-Info', '<sip:116117@a;cause=302>;index=1'],
    ]);
    expect(divertedOf(history)).toEqual(['116117', '113']);
    const diversion = factsWith([
      ['Diversion', '<sip:113@b>;reason=no-answer, <tel:116117>;reason=unconditional'],
    ]);
    expect(divertedOf(diversion)).toEqual(['116117', '113']);
    expect(divertedOf(factsWith([]))).toEqual([]);
  });

  it('never throws and is bounded', () => {
    fc.assert(fc.property(anyFacts, (facts) => divertedOf(facts).length <= 8));
  });
});

it('keeps what hides or turns text around out of every text that is shown', () => {
  const facts: RequestFacts = {
    requestUri: '',
    callId: 'c',
    fromTag: 't',
    headers: [
      ['From', '"Kari\u202E\u0007\u2067" <sip:+4799\u202E887766@example.org>;tag=t'],
      ['To', '<sip:113%0A%07%E2%80%AE@example.org>'],
      ['Geolocation', '<https://x>;loc-src="a\u202Eb"'],
    ],
    parts: [],
  };
  expect(callerOf(facts)).toMatchObject({ name: 'Kari', number: '+4799887766' });
  expect(callerOf(facts).uri).toBe('sip:+4799887766@example.org');
  expect(dialledOf(facts)).toBe('113');
  expect(locationsOf(facts)[0]?.source).toBe('a b');
});
