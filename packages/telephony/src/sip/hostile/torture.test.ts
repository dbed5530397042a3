import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createLegLog,
  createPeer,
  createScene,
  headerOf,
  inDialog,
  invite,
  sdp,
} from '../testing/exchange.ts';

const raw = (...lines: readonly string[]): string => lines.join('\r\n');
const end = ['', ''];

/** After RFC 4475 and what else has been met: none of these is a call, all of them come before one. */
const hostile: Readonly<Record<string, string>> = {
  'nothing at all': '',
  'line ends only': '\r\n\r\n\r\n',
  'NUL signs': '\0\0\0\0',
  'a web request': raw('GET / HTTP/1.1', 'Host: x', ...end),
  'no end of the headers': 'INVITE sip:pos7@x SIP/2.0\r\nVia: x',
  'bare line feeds': invite().replaceAll('\r\n', '\n'),
  'half a start line': raw('INVITE', ...end),
  'a start line without a version': raw('INVITE sip:pos7@x', ...end),
  'no headers': raw('INVITE sip:pos7@x SIP/2.0', ...end),
  '3.1.2.1 extraneous separators': invite({ to: ';;,;<>' }).replace(
    /^Via: .*$/m,
    'Via: SIP/2.0/UDP 192.0.2.15;;,;,,',
  ),
  '3.1.2.2 content length larger than the message': invite().replace(
    /^Content-Length: .*$/m,
    'Content-Length: 9999',
  ),
  '3.1.2.3 negative content length': invite().replace(/^Content-Length: .*$/m, 'Content-Length: -999'),
  '3.1.2.4 overlarge numbers': invite({
    cseq: '36893488147419103232 INVITE',
    extra: ['Expires: 1000000000000000000'],
  }),
  '3.1.2.5 overlarge response numbers': raw(
    'SIP/2.0 503 x',
    'Via: SIP/2.0/WSS x;branch=1',
    'CSeq: 9292394834772304023312 OPTIONS',
    ...end,
  ),
  '3.1.2.6 unterminated quoted string': invite({ to: '"Mr. J. User <sip:j.user@example.com>' }).replace(
    'Call-ID: call-1',
    'X: y',
  ),
  '3.1.2.7 brackets around the Request-URI': invite({ uri: '<sip:pos7@example.com>' }),
  '3.1.2.8 spaces in the Request-URI': invite({ uri: 'sip:pos7@example.com; lr' }),
  '3.1.2.9 spaces after the Request-URI': invite({ uri: 'sip:pos7@example.com  ' }),
  '3.1.2.13 bad date': raw('SIP/2.0 200 OK', 'Date: Fri, 01 Jan 2010 16:00:00 EST', 'Via: x', ...end),
  '3.1.2.16 unknown version': invite().replace('SIP/2.0\r\n', 'SIP/7.0\r\n'),
  '3.1.2.17 CSeq of another method': invite({ cseq: '8 OPTIONS' }),
  '3.1.2.18 CSeq of another unknown method': invite({ cseq: '8 NEWMETHOD' }),
  '3.1.2.19 overlarge status': raw(
    'SIP/2.0 4294967301 better not break',
    'Via: SIP/2.0/WSS x;branch=2',
    'CSeq: 1 INVITE',
    ...end,
  ),
  '3.3.1 missing transaction headers': raw(
    'INVITE sip:pos7@x SIP/2.0',
    'CSeq: 193942 INVITE',
    'Via: SIP/2.0/UDP x;branch=z9hG4bKq',
    ...end,
  ),
  '3.3.2 unknown Request-URI scheme': invite({ uri: 'nobodyKnowsThisScheme:totallyopaquecontent' }),
  '3.3.3 novel scheme': invite({ uri: 'soap.beep://192.0.2.103:3002' }),
  '3.3.6 unknown Content-Type of a REFER': invite({
    type: 'application/unknown',
    branch: 'z9hG4bKu',
  }).replaceAll('INVITE', 'REFER'),
  '3.3.8 several values of single headers': invite({
    extra: ['Call-ID: other', 'CSeq: 2 INVITE', 'From: <sip:x@y>;tag=2'],
  }),
  '3.3.9 several content lengths': invite({ extra: ['Content-Length: 7'] }),
  '3.3.15 multiple SP in the Request-URI': invite({ uri: 'sip:a b c@x' }),
  'unknown Require': invite({ extra: ['Require: nothingSupportsThis, nothingSupportsThisEither'] }),
  'a folded first header': raw('INVITE sip:pos7@x SIP/2.0', ' folded', ...end),
  'a message of 1 MiB': invite({ body: 'x'.repeat(1_048_576) }),
  'a header of 100 kB': invite({ extra: [`X: ${'y'.repeat(100_000)}`] }),
  'an unreadable Contact and Via': invite({ contact: '%%%', branch: 'z9' }).replace(
    'SIP/2.0/WSS edge-a.example',
    '/// ???',
  ),
  'a call to somebody else': invite({ uri: 'sip:somebody@example.org' }),
  'compressed content': invite({ extra: ['Content-Encoding: gzip'] }),
  'an ACK to nothing': inDialog('', 'ACK', 1),
  'a BYE to nothing': inDialog('', 'BYE', 1),
  'a CANCEL to nothing': invite({ body: '', branch: 'z9hG4bKn' }).replaceAll('INVITE', 'CANCEL'),
  'a response to nothing': raw(
    'SIP/2.0 200 OK',
    'Via: SIP/2.0/WSS x;branch=z9hG4bKz',
    'From: <sip:a@b>;tag=1',
    'To: <sip:a@b>;tag=2',
    'Call-ID: x',
    'CSeq: 1 INVITE',
    ...end,
  ),
  'a response with two Vias': raw(
    'SIP/2.0 200 OK',
    'Via: SIP/2.0/WSS x;branch=1',
    'Via: SIP/2.0/WSS y;branch=2',
    'CSeq: 1 OPTIONS',
    ...end,
  ),
  'names of object members': invite({
    branch: 'z9hG4bKp',
    extra: ['constructor: x', '__proto__: y', 'toString: z', 'Require: constructor'],
  }),
  'a challenge to nothing': raw(
    'SIP/2.0 401 x',
    'Via: SIP/2.0/WSS x;branch=3',
    'WWW-Authenticate: %%',
    'CSeq: 1 REGISTER',
    ...end,
  ),
};

/** What is odd about these is not needed, or only copied: they ring (RFC 3261 §8.2.2). */
const odd: Readonly<Record<string, string>> = {
  '3.1.2.10 trailing spaces in the start line': invite().replace('SIP/2.0\r\n', 'SIP/2.0  \r\n'),
  'no branch': invite().replace(/;branch=\S+/, ''),
  'empty branch': invite({ branch: '' }),
  'a header without a colon': invite({ extra: ['This is no header'] }),
  'a thousand headers': invite({ extra: Array.from({ length: 1000 }, (_, n) => `X-${n}: y`) }),
  'a thousand parts': invite({ type: 'multipart/mixed;boundary=b', body: '--b\r\n\r\nx\r\n'.repeat(1000) }),
  'no Contact': invite().replace(/^Contact: .*\r\n/m, ''),
  'an unreadable Call-ID': invite({ callId: 'æ ø å' }),
  'an unreadable Record-Route': invite({ extra: ['Record-Route: %%%'] }),
  'a header folded under nothing': raw(
    invite().split('\r\n')[0] ?? '',
    ' folded',
    ...invite().split('\r\n').slice(1),
  ),
  'a folded line under a junk line': invite({ extra: ['This is no header', ' nor is this'] }),
  'a header name of 65 signs': invite({ extra: [`${'N'.repeat(65)}: x`] }),
  'a header name of 10 kB': invite({ extra: [`${'N'.repeat(10_000)}: x`] }),
  'a line break in a header': invite({ extra: ['X-Address: Storgata 4', '0155 Oslo'] }),
  'lines that end in LF alone': invite({ body: '' }).replaceAll('\r\n', '\n'),
  'lines that end in LF alone, with a body': invite()
    .replace(/^Content-Length.*\r\n/m, '')
    .replaceAll('\r\n', '\n'),
  'a bare LF in a display name': invite({ from: '"a\nb" <sip:a@b>;tag=caller1' }),
  'a NUL in a display name': invite({ from: '"a\0b" <sip:a@b>;tag=caller1' }),
  'a From of 5 kB that sip.js cannot read': invite({ from: `Ø${'ø'.repeat(2500)} <tel:1>;tag=caller1` }),
  'seventeen parts beside the session': invite({
    type: 'multipart/mixed;boundary=b',
    body: `--b\r\nContent-Type: application/sdp\r\n\r\n${sdp()}${'\r\n--b\r\n\r\nx'.repeat(17)}\r\n--b--`,
  }),
  'a message of 70 KiB': invite({ body: sdp() + 'a=x\r\n'.repeat(14_000) }),
  'two Vias on one line': invite({ branch: 'z9hG4bKtop, SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bKbottom' }),
  'a Via of an odd host': invite().replace('edge-a.example;branch', 'edge_a;branch'),
  'a Via with blanks': invite().replace('SIP/2.0/WSS edge-a.example;', 'SIP / 2.0 / WSS edge-a.example ; '),
  'a Via branch of odd signs': invite({ branch: 'z9hG4bK/odd:sign=' }),
  'a Record-Route of an odd host': invite({ extra: ['Record-Route: <sip:edge_b;transport=ws;lr>'] }),
  'a Record-Route list with an odd one': invite({
    extra: ['Record-Route: <sip:a.example;lr>, <sip:edge_b;lr>'],
  }),
};

async function ringsAndAnswers(scene: Awaited<ReturnType<typeof createScene>>, known: number): Promise<void> {
  scene.line().give(invite({ callId: 'good', branch: 'z9hG4bKgood' }));
  expect(scene.told.legs).toHaveLength(known + 1);
  const leg = scene.told.leg();
  expect(leg.facts.callId).toBe('good');
  const peer = createPeer();
  await leg.accept(peer);
  expect(scene.line().sent.at(-1)).toMatch(/^SIP\/2\.0 200 OK[\s\S]*Call-ID: good/);
  expect(peer.log).toEqual([`answer ${sdp()}`]);
}

describe('malformed and hostile messages', () => {
  it('are more than thirty', () => {
    expect(Object.keys(hostile).length).toBeGreaterThan(30);
  });

  it.each(Object.entries(odd))(
    '%s: rings, is answered and ended, and the next call rings',
    async (_name, text) => {
      const scene = await createScene();
      scene.line().give(text);
      expect(scene.told.legs).toHaveLength(1);
      const leg = scene.told.leg();
      await leg.accept(createPeer());
      const final = scene.line().sent.at(-1) ?? '';
      expect(final).toMatch(/^SIP\/2\.0 200 OK/);
      // What the hop finds its transaction by comes back as it was.
      expect(headerOf(final, 'Via')).toBe(headerOf(text, 'Via'));
      expect(headerOf(final, 'Call-ID')).toBe(headerOf(text, 'Call-ID'));
      expect(leg.dialog()?.callId).toBe(headerOf(text, 'Call-ID'));
      scene.line().give(inDialog(final, 'ACK', 1));
      await leg.terminate();
      const bye = await scene.line().next(/^BYE /);
      expect(headerOf(bye, 'Call-ID')).toBe(headerOf(text, 'Call-ID'));
      expect(bye).not.toContain('wire.invalid');
      await ringsAndAnswers(scene, 1);
      scene.flow.dispose();
    },
  );

  it('a CANCEL with the upper of two Vias that stood on one line ends the call', async () => {
    const scene = await createScene();
    scene.line().give(odd['two Vias on one line'] ?? '');
    const log = createLegLog();
    scene.told.leg().setHandlers(log);
    scene.line().give(
      invite({ body: '', branch: 'z9hG4bKtop' })
        .replace(/^INVITE/, 'CANCEL')
        .replace('1 INVITE', '1 CANCEL'),
    );
    expect(scene.line().sent.map((text) => text.slice(8, 11))).toEqual(['180', '200', '487']);
    expect(log.log).toEqual(['cancelled ']);
    scene.flow.dispose();
  });

  it('a CANCEL of an INVITE without a branch ends the call (RFC 3261 §17.2.3)', async () => {
    const scene = await createScene();
    const text = odd['no branch'] ?? '';
    scene.line().give(text);
    scene.line().give(text.replace(/^INVITE/, 'CANCEL').replace('1 INVITE', '1 CANCEL'));
    expect(scene.line().sent.map((sent) => sent.slice(8, 11))).toEqual(['180', '200', '487']);
    scene.flow.dispose();
  });

  it.each(Object.entries(hostile))('%s: an INVITE is told why', async (_name, text) => {
    const scene = await createScene();
    scene.line().give(text);
    const isAnswerable = /^INVITE [\s\S]*\r\nVia:.*\r\n/.test(text);
    if (isAnswerable) expect(scene.line().sent[0]).toMatch(/^SIP\/2\.0 [45]\d\d /);
    scene.flow.dispose();
  });

  it.each(Object.entries(hostile))('%s: nothing rings, and the next call does', async (_name, text) => {
    const scene = await createScene();
    scene.line().give(text);
    expect(scene.told.legs).toEqual([]);
    expect(scene.line().sent.some((sent) => /^SIP\/2\.0 [12]/.test(sent) && sent.includes('INVITE'))).toBe(
      false,
    );
    await ringsAndAnswers(scene, 0);
    scene.flow.dispose();
  });

  it('all of them over one socket, counted by rule, and then a call', async () => {
    const scene = await createScene();
    for (const text of Object.values(hostile)) scene.line().give(text);
    await ringsAndAnswers(scene, 0);
    expect(scene.told.dropped.length).toBeGreaterThan(30);
    for (const why of scene.told.dropped) expect(why).toMatch(/^[a-zA-Z]+$/);
    scene.flow.dispose();
  });

  it('mutations of a good call never throw, and the next good call rings', async () => {
    const scene = await createScene();
    const good = invite();
    const change = fc.tuple(fc.nat(good.length), fc.nat(40), fc.string({ unit: 'binary', maxLength: 40 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        let text = good;
        for (const [at, cut, put] of changes) text = text.slice(0, at) + put + text.slice(at + cut);
        scene.line().give(text);
      }),
      { numRuns: 300 },
    );
    await ringsAndAnswers(scene, scene.told.legs.length);
    scene.flow.dispose();
  });

  it('a caller whose From nobody can read still rings', async () => {
    const scene = await createScene();
    scene.line().give(invite({ from: ';;,;<>' }));
    await scene.told.leg().accept(createPeer());
    expect(scene.line().sent.at(-1)).toMatch(/^SIP\/2\.0 200 OK[\s\S]*\r\nFrom: ;;,;<>\r\n/);
    scene.flow.dispose();
  });
});
