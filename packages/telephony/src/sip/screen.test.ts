import { describe, expect, it } from 'vitest';
import { readMessage } from './message.ts';
import { objectionTo, refusal } from './screen.ts';
import { invite } from './testing/exchange.ts';

function objection(text: string): ReturnType<typeof objectionTo> {
  const message = readMessage(text);
  if (typeof message === 'string') throw new Error(message);
  return objectionTo(message);
}

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
    'does not answer CSeq %s: the response would repeat it, and the edge closes the connection over that',
    (cseq) => {
      expect(objection(invite({ cseq }))).toEqual({ why: 'cseq' });
    },
  );

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
});
