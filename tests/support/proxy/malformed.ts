/** SIP that no console may fall over: what comes from broken carriers, other makers' mistakes and hostile hands. */

const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
const common = (callId: string): string => `Via: SIP/2.0/WSS edge.invalid;branch=z9hG4bK${callId}
Max-Forwards: 70
From: <sip:+4790000000@nordvik.test>;tag=${callId}
To: <sip:113@nordvik.test>
Call-ID: ${callId}
CSeq: 1 INVITE
Contact: <sip:edge@127.0.0.1>`;
const offer = `v=0
o=- 1 1 IN IP4 127.0.0.1
s=-
c=IN IP4 127.0.0.1
t=0 0
m=audio 40000 RTP/AVP 8
`;
const sized = (body: string): string => String(Buffer.byteLength(crlf(body)));
const invite = (
  callId: string,
  change: (head: string) => string = (head) => head,
  body = offer,
  type = 'application/sdp',
): string =>
  crlf(
    `${change(`INVITE sip:pos1@console.invalid SIP/2.0\n${common(callId)}\nContent-Type: ${type}\nContent-Length: ${sized(body)}`)}\n\n${body}`,
  );
const request = (method: string, callId: string, more = ''): string =>
  crlf(
    `${method} sip:pos1@console.invalid SIP/2.0\n${common(callId).replace('CSeq: 1 INVITE', `CSeq: 1 ${method}`)}\n${more}Content-Length: 0\n\n`,
  );
const response = (status: string, callId: string, cseq = '1 REGISTER'): string =>
  crlf(
    `SIP/2.0 ${status}\n${common(callId).replace('CSeq: 1 INVITE', `CSeq: ${cseq}`)}\nContent-Length: 0\n\n`,
  );

/** Name and text of each. None of them is a call that somebody could answer. */
export const malformed: readonly (readonly [name: string, text: string | Uint8Array])[] = [
  ['nothing but line ends', '\r\n\r\n\r\n'],
  ['rubbish', 'hello, is this the emergency line?'],
  ['binary', Uint8Array.from({ length: 600 }, (_, at) => (at * 31) % 256)],
  ['a web page', '<!DOCTYPE html><html><body>503 Service Unavailable</body></html>'],
  ['a start line only', 'INVITE sip:pos1@console.invalid SIP/2.0\r\n\r\n'],
  ['half a message', invite('half').slice(0, 180)],
  ['no Via', invite('novia', (head) => head.replace(/^Via.*\n/m, ''))],
  ['no From', invite('nofrom', (head) => head.replace(/^From.*\n/m, ''))],
  ['no To', invite('noto', (head) => head.replace(/^To.*\n/m, ''))],
  ['no Call-ID', invite('nocallid', (head) => head.replace(/^Call-ID.*\n/m, ''))],
  ['no CSeq', invite('nocseq', (head) => head.replace(/^CSeq.*\n/m, ''))],
  ['no Contact', invite('nocontact', (head) => head.replace(/^Contact.*\n/m, ''))],
  ['a From that is no URI', invite('badfrom', (head) => head.replace(/^From.*$/m, 'From: <<<:::>>>;tag=x'))],
  ['a From without a tag', invite('notag', (head) => head.replace(';tag=notag', ''))],
  ['a CSeq that is no number', invite('badcseq', (head) => head.replace('CSeq: 1', 'CSeq: minus one'))],
  ['a CSeq of another method', invite('othercseq', (head) => head.replace('CSeq: 1 INVITE', 'CSeq: 1 BYE'))],
  ['a SIP version of the future', invite('future', (head) => head.replace('SIP/2.0\n', 'SIP/9.9\n'))],
  [
    'a length that is too long',
    invite('long', (head) => head.replace(/Content-Length: \d+/, 'Content-Length: 99999')),
  ],
  [
    'a length below zero',
    invite('negative', (head) => head.replace(/Content-Length: \d+/, 'Content-Length: -5')),
  ],
  ['SDP that is none', invite('badsdp', (head) => head, 'this is no session description\n')],
  [
    'SDP without audio',
    invite('noaudio', (head) => head, offer.replace(/m=audio.*/, 'm=video 40000 RTP/AVP 96')),
  ],
  [
    'multipart without a boundary',
    invite('nobound', (head) => head, '--x\nrubbish\n--x--\n', 'multipart/mixed'),
  ],
  [
    'multipart that never ends',
    invite(
      'noend',
      (head) => head,
      '--x\nContent-Type: application/sdp\n\nv=0\n',
      'multipart/mixed;boundary=x',
    ),
  ],
  ['an extension nobody knows', invite('require', (head) => `${head}\nRequire: teleportation`)],
  ['a header of 70 kB', invite('huge', (head) => `${head}\nX-Long: ${'x'.repeat(70_000)}`)],
  ['4,000 headers', invite('many', (head) => `${head}\n${'X-Many: y\n'.repeat(4000)}X-Last: z`)],
  [
    'a NUL and an overlong UTF-8 sequence',
    Buffer.concat([Buffer.from(invite('nul')), Buffer.from([0, 0xc0, 0xaf, 0xff])]),
  ],
  ['a method nobody knows', request('DETONATE', 'method')],
  ['BYE of no dialog', request('BYE', 'nobye')],
  ['REFER of no dialog', request('REFER', 'norefer', 'Refer-To: <sip:attacker@example.invalid>\n')],
  ['NOTIFY of no subscription', request('NOTIFY', 'nonotify', 'Event: dialog\nSubscription-State: active\n')],
  ['CANCEL of no INVITE', request('CANCEL', 'nocancel')],
  ['a response to nothing', response('200 OK', 'noresponse')],
  ['a response with a status of 999', response('999 Whatever', 'status')],
  ['a response whose status is a word', response('two hundred', 'wordstatus')],
];
