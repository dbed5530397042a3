import { readMessage } from '@samband/telephony/sip';
import { expect, it } from 'vitest';
import { headerOf, message } from '../testing/raw.ts';
import { forwarded, passedBack, response } from './build.ts';
import { requestOf, responseOf } from './request.ts';
import type { Request, Response } from './request.ts';

function read(text: string): Request {
  const raw = readMessage(text);
  const request = typeof raw === 'string' ? undefined : requestOf(raw);
  if (!request) throw new Error('not a request');
  return request;
}
function reply(text: string): Response {
  const raw = readMessage(text);
  const answer = typeof raw === 'string' ? undefined : responseOf(raw);
  if (!answer) throw new Error('not a response');
  return answer;
}

const given = read(
  message('INVITE', {
    to: '<urn:service:sos>',
    extra: [
      'v: SIP/2.0/TCP b;branch=z9hG4bKb, SIP/2.0/TCP c;branch=z9hG4bKc',
      'x-call: forged',
      'Route: <sip:x;lr>',
      'Proxy-Authorization: Digest x',
    ],
    body: 'v=0',
  }),
);
const next = {
  uri: 'sip:pos1@h.invalid',
  branch: 'z9hG4bKours',
  domain: 'd.test',
  recordRoute: true,
  to: '<sip:113@d.test>',
  headers: [['X-Call', 'mine']] as const,
  strip: new Set(['x-call']),
};

it('a request goes on with our Via on top, one hop fewer, and nothing that is not for the next one', () => {
  const text = forwarded(given, next);
  expect(text.split('\r\n').slice(0, 3)).toEqual([
    'INVITE sip:pos1@h.invalid SIP/2.0',
    'Via: SIP/2.0/WS d.test;branch=z9hG4bKours',
    'Record-Route: <sip:d.test;transport=ws;lr>',
  ]);
  expect(headerOf(text, 'To')).toBe('<sip:113@d.test>');
  expect(headerOf(text, 'Max-Forwards')).toBe('69');
  expect(text.match(/x-call: .*/gi)).toEqual(['X-Call: mine']);
  expect(text).not.toMatch(/Route: <sip:x|Proxy-Authorization/);
  expect(text.endsWith('\r\n\r\nv=0')).toBe(true);
});

it('a response comes back by the way that the request came, about what the caller dialled', () => {
  const answer = reply(
    'SIP/2.0 200 OK\r\nVia: SIP/2.0/WS d.test;branch=z9hG4bKours, SIP/2.0/TCP evil;branch=z9hG4bKx\r\n' +
      'From: <sip:evil@x>;tag=e\r\nTo: <sip:113@d.test>;tag=callee\r\nCall-ID: evil\r\nCSeq: 1 INVITE\r\nX-Call: forged\r\nContact: <sip:pos1@h.invalid>\r\n\r\n',
  );
  const text = passedBack(given, answer, next.strip);
  expect([...text.matchAll(/^Via: (.*)$/gm)].map(([, via]) => via?.split(';')[0])).toEqual([
    'SIP/2.0/WS raw.invalid',
    'SIP/2.0/TCP b',
    'SIP/2.0/TCP c',
  ]);
  expect(headerOf(text, 'To')).toBe('<urn:service:sos>;tag=callee');
  expect(headerOf(text, 'From')).toBe(given.from);
  expect(headerOf(text, 'Call-ID')).toBe(given.callId);
  expect(headerOf(text, 'Contact')).toBe('<sip:pos1@h.invalid>');
  expect(text).not.toContain('forged');
});

it('our own responses have a tag, but for 100', () => {
  expect(headerOf(response(given, 100, 'x1'), 'To')).toBe('<urn:service:sos>');
  expect(headerOf(response(given, 486, 'x1'), 'To')).toBe('<urn:service:sos>;tag=x1');
  expect(response(given, 499, 'x1')).toMatch(/^SIP\/2\.0 499 Response\r\n/);
});
