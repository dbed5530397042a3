import fc from 'fast-check';
import type { BodyPart, RequestFacts } from '../../ports/index.ts';

/** An INVITE with these headers, for this room's tests. */
export function factsWith(
  headers: readonly (readonly [name: string, value: string])[],
  parts: readonly BodyPart[] = [],
): RequestFacts {
  return { requestUri: 'sip:pos7@x.invalid', callId: 'call-1', fromTag: 'tag-1', headers, parts };
}

const odd = fc.string({ unit: 'binary', maxLength: 120 });
const names = fc.constantFrom(
  'From',
  'f',
  'To',
  'P-Asserted-Identity',
  'Privacy',
  'Geolocation',
  'Call-Info',
  'History-Info',
  'Diversion',
  'X-Call',
);
const bits = fc.constantFrom(
  '<',
  '>',
  '"',
  ';',
  ',',
  'sip:',
  'tel:',
  '+47',
  '@',
  'cid:',
  'purpose=',
  'index=1',
  '\\',
);
const value = fc.oneof(
  odd,
  fc.array(fc.oneof(bits, odd), { maxLength: 12 }).map((list) => list.join('')),
);

/** Requests as nobody would send them. */
export const anyFacts: fc.Arbitrary<RequestFacts> = fc
  .tuple(
    fc.array(fc.tuple(names, value), { maxLength: 12 }),
    fc.array(
      fc.record({
        type: fc.constantFrom('application/pidf+xml', 'application/sdp', 'x/y'),
        id: fc.constantFrom('a', 'b@c'),
        content: odd,
      }),
      { maxLength: 3 },
    ),
  )
  .map(([headers, parts]) => factsWith(headers, parts));
