import { describe, expect, it } from 'vitest';
import { type RawMessage, readMessage } from './message.ts';
import { isNewInvite, objectionTo, refusal } from './screen.ts';
import { invite } from './testing/exchange.ts';

function read(text: string): RawMessage {
  const message = readMessage(text);
  if (typeof message === 'string') throw new Error(message);
  return message;
}
const objection = (text: string): ReturnType<typeof objectionTo> => objectionTo(read(text));

describe('objectionTo', () => {
  it('lets a good INVITE pass, its location and Replaces included', () => {
    expect(objection(invite())).toBeUndefined();
    expect(objection(invite({ extra: ['Require: replaces, geolocation-sip'] }))).toBeUndefined();
  });

  it.each([
    ['Require: 100rel, foo', 'require', 420],
    ['Require: timer', 'require', 420],
    ['From: <sip:other@x>;tag=2', 'duplicateHeader', 400],
    ['Call-ID: other', 'duplicateHeader', 400],
    ['Content-Length: 3', 'contentLength', 400],
    ['Content-Encoding: gzip', 'contentEncoding', 415],
  ])('%s', (header, why, status) => {
    expect(objection(invite({ extra: [header] }))).toMatchObject({ why, status });
  });

  it('refuses other versions, schemes and CSeq that is not the method’s', () => {
    expect(objection(invite().replace('SIP/2.0\r\n', 'SIP/7.0\r\n'))).toMatchObject({ status: 505 });
    expect(objection(invite({ uri: 'nobodyKnows:x' }))).toMatchObject({ why: 'scheme', status: 416 });
    expect(objection(invite({ cseq: '1 OPTIONS' }))).toMatchObject({ why: 'cseq', status: 400 });
    expect(objection(invite({ cseq: '4294967296 INVITE' }))).toMatchObject({ why: 'cseq', status: 400 });
  });

  it.each(['minus one INVITE', 'INVITE', '1', '99999999999 INVITE'])(
    'refuses CSeq %s and does not repeat it: an edge closes the connection over that',
    (cseq) => {
      const message = read(invite({ cseq }));
      const found = objectionTo(message);
      expect(found).toMatchObject({ why: 'cseq', status: 400 });
      expect(refusal(message, found ?? { why: '' }, 'ours')).toMatch(/\r\nCSeq: 0 INVITE\r\n/);
    },
  );

  it('wants a Via that says that it is one, of RFC 2543 too', () => {
    expect(objection(invite().replace(/;branch=\S+/, ''))).toBeUndefined();
    for (const via of ['SIP/2.0/UDP 192.0.2.15;;,;,,', '/// ???', ''])
      expect(objection(invite().replace(/^Via: .*$/m, `Via: ${via}`))).toMatchObject({ status: 400 });
  });

  it('refuses a session in a format that nobody knows, and never what stands beside one', () => {
    expect(objection(invite({ type: 'application/unknown' }))).toMatchObject({ status: 415 });
    expect(
      objection(invite({ type: 'application/x', extra: ['Content-Disposition: x;handling=optional'] })),
    ).toBeUndefined();
    for (const type of ['multipart/mixed;boundary=b', 'application/pidf+xml', 'text/plain'])
      expect(objection(invite({ type }))).toBeUndefined();
  });

  it('obeys a BYE whatever it requires, and never answers an ACK', () => {
    const bye = invite({ extra: ['Require: foo'] }).replaceAll('INVITE', 'BYE');
    expect(objection(bye)).toBeUndefined();
    const ack = objection(invite({ cseq: '1 BYE' }).replace(/^INVITE/, 'ACK'));
    expect(ack).toEqual({ why: 'cseq' });
  });
});

describe('refusal', () => {
  it('copies the request’s own values and says what is unsupported', () => {
    const message = readMessage(invite({ from: 'tel:1;tag=x', extra: ['Require: foo, bar'] }));
    if (typeof message === 'string') throw new Error(message);
    const text = refusal(message, objectionTo(message) ?? { why: '' }, 'ours');
    expect(text).toBe(
      [
        'SIP/2.0 420 Bad Extension',
        'Via: SIP/2.0/WSS edge-a.example;branch=z9hG4bKinvite1',
        'From: tel:1;tag=x',
        'To: <sip:113@example.org>;tag=ours',
        'Call-ID: call-1',
        'CSeq: 1 INVITE',
        'Unsupported: foo, bar',
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n'),
    );
  });

  it('puts a stand-in where a header is missing, so that the hop can read it', () => {
    const message = read('INVITE sip:a@b SIP/2.0\r\nVia: SIP/2.0/WSS x;branch=z9hG4bK1\r\n\r\n');
    const text = refusal(message, objectionTo(message) ?? { why: '' }, 'ours');
    expect(text).toMatch(
      /^SIP\/2\.0 400 [\s\S]*\r\nFrom: <.*>;tag=ours\r\nTo: <.*>;tag=ours\r\nCall-ID: ours\r\n/,
    );
  });

  it('is none for an ACK, nor where there is no Via', () => {
    const bad = { why: 'x', status: 400 };
    expect(refusal(read(invite().replace(/^INVITE/, 'ACK')), bad, 'ours')).toBeUndefined();
    expect(refusal(read(invite().replace(/^Via.*\r\n/m, '')), bad, 'ours')).toBeUndefined();
  });
});

describe('isNewInvite', () => {
  it('is an INVITE outside a dialog', () => {
    expect(isNewInvite(read(invite()))).toBe(true);
    expect(isNewInvite(read(invite({ to: '<sip:113@example.org>;tag=1' })))).toBe(false);
    expect(isNewInvite(read(invite().replace(/^INVITE/, 'BYE')))).toBe(false);
  });
});
