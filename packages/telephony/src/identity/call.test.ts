import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callIdentityOf } from './call.ts';
import { anyFacts, factsWith } from './testing/facts.ts';

const headers = {
  call: 'X-Call',
  cameIn: 'X-Came-In',
  queueLength: 'X-Queue-Length',
  recording: 'X-Recording',
};

describe('callIdentityOf', () => {
  it('reads the site’s headers, in any case', () => {
    const facts = factsWith([
      ['x-call', 'samband-1700000000.12-000001'],
      ['X-Came-In', '1700000000123'],
      ['X-QUEUE-LENGTH', '3'],
      ['X-Recording', 'on'],
      [
        'Call-Info',
        '<https://x.example/y>;purpose=icon, <urn:emergency:uid:incidentid:i1:x>;purpose=emergency-IncidentId',
      ],
      ['Call-Info', '<urn:emergency:uid:callid:a1:esrp.example>;purpose="emergency-CallId"'],
    ]);
    expect(callIdentityOf(facts, headers)).toEqual({
      call: 'samband-1700000000.12-000001',
      cameIn: 1_700_000_000_123,
      queueLength: 3,
      recording: true,
      correlation: 'urn:emergency:uid:callid:a1:esrp.example',
    });
  });

  it.each([
    ['X-Call', 'has a space'],
    ['X-Call', 'x'.repeat(257)],
    ['X-Call', ''],
    ['X-Came-In', '1700000000'],
    ['X-Came-In', '1700000000123.5'],
    ['X-Came-In', '-1700000000123'],
    ['X-Came-In', '0x17'],
    ['X-Queue-Length', '1e3'],
    ['X-Queue-Length', '999999'],
    ['X-Recording', 'maybe'],
    ['Call-Info', '<https://x>;purpose=emergency-CallId'],
    ['Call-Info', 'urn:x;purpose=emergency-CallId'],
  ])('does not read %s: %s', (name, value) => {
    expect(callIdentityOf(factsWith([[name, value]]), headers)).toEqual({});
  });

  it('does not choose between two values', () => {
    expect(
      callIdentityOf(
        factsWith([
          ['X-Call', 'a'],
          ['X-Call', 'b'],
        ]),
        headers,
      ),
    ).toEqual({});
    expect(
      callIdentityOf(
        factsWith([
          ['X-Call', 'a'],
          ['X-Call', 'a'],
        ]),
        headers,
      ),
    ).toEqual({ call: 'a' });
  });

  it('reads only headers that the site names', () => {
    expect(
      callIdentityOf(
        factsWith([
          ['X-Call', 'a'],
          ['X-Recording', 'off'],
        ]),
        {},
      ),
    ).toEqual({});
    expect(callIdentityOf(factsWith([['X-Recording', 'off']]), headers)).toEqual({ recording: false });
  });

  it('never throws and is bounded', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const read = callIdentityOf(facts, headers);
        expect((read.call ?? '').length).toBeLessThanOrEqual(256);
        expect((read.correlation ?? '').length).toBeLessThanOrEqual(256);
      }),
    );
  });
});
