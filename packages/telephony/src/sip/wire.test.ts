import { describe, expect, it } from 'vitest';
import {
  createLegLog,
  createPeer,
  createScene,
  headerOf,
  inDialog,
  invite,
  sdp,
} from './testing/exchange.ts';

/** What an INVITE of this kind gets: leg, answer and the requests that follow, byte for byte as the caller wrote them. */
async function through(parts: Parameters<typeof invite>[0]) {
  const scene = await createScene();
  const peer = createPeer();
  const log = createLegLog();
  scene.line().give(invite(parts));
  const leg = scene.told.leg();
  leg.setHandlers(log);
  await leg.accept(peer);
  const final = scene.line().sent.at(-1) ?? '';
  scene.line().give(inDialog(final, 'ACK', 1));
  await leg.terminate();
  const bye = await scene.line().next(/^BYE /);
  scene.flow.dispose();
  return { ...scene, leg, peer, log, final, bye, ringing: scene.line().sent[0] ?? '' };
}

describe('addresses that sip.js cannot read', () => {
  it.each([
    ['From', '<tel:+4799887766>;tag=caller1'],
    ['From', 'tel:+4799887766;tag=caller1'],
    ['From', 'Øyvind Åsen <sip:+4799887766@ims.example>;tag=caller1'],
    ['From', '"Kari" <tel:99887766;phone-context=+47>;tag=caller1;verstat=ok'],
  ])('%s: %s', async (_name, from) => {
    const { leg, ringing, final, bye, log } = await through({ from });
    expect(headerOf(ringing, 'From')).toBe(from);
    expect(headerOf(final, 'From')).toBe(from);
    expect(headerOf(bye, 'To')).toBe(from);
    expect(leg.facts.fromTag).toBe('caller1');
    expect(leg.facts.headers).toContainEqual(['From', from]);
    expect(log.log).toEqual(['acknowledged']);
  });

  it.each(['<urn:service:sos>', 'urn:service:sos', '<tel:113>', 'Nød <sip:113@example.org>'])(
    'To: %s',
    async (to) => {
      const { ringing, final, bye, leg } = await through({ to });
      const tag = leg.dialog()?.localTag ?? '';
      expect(headerOf(ringing, 'To')).toBe(`${to};tag=${tag}`);
      expect(headerOf(final, 'To')).toBe(`${to};tag=${tag}`);
      expect(headerOf(bye, 'From')).toBe(`${to};tag=${tag}`);
    },
  );

  it('Contact: the BYE goes to what the caller wrote', async () => {
    const { bye, leg } = await through({ contact: '<tel:+4799887766>' });
    expect(bye).toMatch(/^BYE tel:\+4799887766 SIP\/2\.0\r\n/);
    expect(leg.facts.headers).toContainEqual(['Contact', '<tel:+4799887766>']);
    const odd = '<sip:+47;phone-context=no@192.0.2.9:5060;transport=tcp>';
    expect((await through({ contact: odd })).bye).toMatch(
      /^BYE sip:\+47;phone-context=no@192\.0\.2\.9:5060;transport=tcp SIP\/2\.0\r\n/,
    );
  });

  it('P-Asserted-Identity of any kind is left to identity', async () => {
    const asserted = ['P-Asserted-Identity: <tel:+4799887766>, "Ø" <sip:x@y>', 'P-Asserted-Identity: ∞'];
    const { leg } = await through({ extra: asserted });
    expect(leg.facts.headers.filter(([name]) => name === 'P-Asserted-Identity')).toHaveLength(2);
  });

  it('compact header names', async () => {
    const scene = await createScene();
    const compact = invite()
      .replace(/^Via:/m, 'v:')
      .replace(/^From:/m, 'f:')
      .replace(/^To:/m, 't:')
      .replace(/^Call-ID:/m, 'i:')
      .replace(/^Contact:/m, 'm:')
      .replace(/^Content-Type:/m, 'c:')
      .replace(/^Content-Length:/m, 'l:');
    scene.line().give(compact);
    await scene.told.leg().accept(createPeer());
    expect(scene.told.leg().facts).toMatchObject({ callId: 'call-1', fromTag: 'caller1' });
    scene.flow.dispose();
  });
});

describe('bodies that sip.js takes for no offer', () => {
  const pidf = '<presence xmlns="urn:ietf:params:xml:ns:pidf"><note>Ås</note></presence>';
  const multipart = [
    '--unique-boundary',
    'Content-Type: application/sdp',
    'Content-Disposition: session;handling=required',
    '',
    sdp().trimEnd(),
    '--unique-boundary',
    'Content-Type: application/pidf+xml',
    'Content-ID: <target123@atlanta.example.com>',
    '',
    pidf,
    '--unique-boundary--',
    '',
  ].join('\r\n');

  it.each(['multipart/mixed; boundary=unique-boundary', 'Multipart/Mixed;boundary="unique-boundary"'])(
    '%s: the offer goes to media, the location to identity',
    async (type) => {
      const { peer, leg, final } = await through({
        type,
        body: multipart,
        extra: ['Geolocation: <cid:target123@atlanta.example.com>'],
      });
      expect(peer.log).toEqual([`answer ${sdp()}`]);
      expect(leg.facts.parts).toEqual([
        { type: 'application/sdp', content: sdp().trimEnd() },
        { type: 'application/pidf+xml', id: 'target123@atlanta.example.com', content: pidf },
      ]);
      expect(headerOf(final, 'Content-Type')).toBe('application/sdp');
    },
  );

  it.each(['application/sdp; charset=utf-8', 'Application/SDP', 'APPLICATION/SDP;charset="UTF-8"'])(
    '%s',
    async (type) => {
      const { peer, leg } = await through({ type });
      expect(peer.log).toEqual([`answer ${sdp()}`]);
      expect(leg.facts.parts).toEqual([{ type: 'application/sdp', content: sdp() }]);
    },
  );

  it('location alone: an INVITE without an offer', async () => {
    const scene = await createScene();
    scene.line().give(invite({ type: 'application/pidf+xml', body: pidf }));
    expect(scene.told.leg().offer).toBeUndefined();
    expect(scene.told.leg().facts.parts).toEqual([{ type: 'application/pidf+xml', content: pidf }]);
    scene.flow.dispose();
  });

  it('a message in a binary frame', async () => {
    const scene = await createScene();
    scene.line().giveBytes(new TextEncoder().encode(invite({ from: 'Ø <sip:a@b>;tag=caller1' })));
    expect(scene.told.leg().facts.headers).toContainEqual(['From', 'Ø <sip:a@b>;tag=caller1']);
    scene.flow.dispose();
  });
});

describe('extensions', () => {
  it.each([
    ['100rel', '100rel'],
    ['timer', 'timer'],
    ['replaces, x-foo, x-bar', 'x-foo, x-bar'],
  ])('Require: %s is refused by name', async (required, unsupported) => {
    const scene = await createScene();
    scene.line().give(invite({ extra: [`Require: ${required}`] }));
    const refused = scene.line().sent.at(-1) ?? '';
    expect(refused).toMatch(/^SIP\/2\.0 420 Bad Extension/);
    expect(headerOf(refused, 'Unsupported')).toBe(unsupported);
    expect(scene.told.dropped).toEqual(['require']);
    expect(scene.told.legs).toEqual([]);
    scene.flow.dispose();
  });

  it.each([
    ['OPTIONS', 200],
    ['REFER', 603],
    ['MESSAGE', 405],
    ['NOTIFY', 481],
    ['SUBSCRIBE', 405],
    ['REGISTER', 405],
    ['BYE', 481],
    ['UPDATE', 481],
  ])('%s outside a call: %d', async (method, status) => {
    const scene = await createScene();
    scene
      .line()
      .give(invite({ body: '', extra: ['Refer-To: <sip:x@y>', 'Event: x'] }).replaceAll('INVITE', method));
    expect(scene.line().sent.map((text) => text.slice(8, 11))).toEqual([String(status)]);
    scene.flow.dispose();
  });
});
