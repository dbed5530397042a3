import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createPeer, createScene, headerOf, invite } from '../testing/exchange.ts';

/** The messages of RFC 4475, as raw bytes. */
const folder = new URL('./rfc4475/', import.meta.url);
const names = readdirSync(folder).map((file) => file.replace('.dat', ''));
const printed = (name: string): string =>
  new TextDecoder().decode(readFileSync(new URL(`${name}.dat`, folder)));

/** As an edge forwards it: to the console's own contact, with a Via on top. */
function forwarded(name: string): string {
  return printed(name).replace(
    /^(\S+) (.*) (SIP\/\d\.\d *)\r\n/,
    (_all, method: string, uri: string, version) => {
      const target = method === 'INVITE' ? 'sip:pos7@111111112222.invalid;transport=ws' : uri;
      return `${method} ${target} ${version}\r\nVia: SIP/2.0/WSS edge-a.example;branch=z9hG4bKtop\r\n`;
    },
  );
}

/** What comes of each: that it rings, the status that it is refused with, or nothing for a response. */
const outcomes: Readonly<Record<string, 'rings' | 'nothing' | number>> = {
  wsinv: 481,
  intmeth: 405,
  esc01: 'rings',
  escnull: 405,
  esc02: 405,
  lwsdisp: 200,
  longreq: 'rings',
  dblreq: 405,
  semiuri: 200,
  transports: 200,
  mpart01: 405,
  unreason: 'nothing',
  noreason: 'nothing',
  badinv01: 400,
  clerr: 400,
  ncl: 400,
  scalar02: 400,
  scalarlg: 'nothing',
  quotbal: 'rings',
  // Its Request-URI is the edge's when it has been forwarded.
  ltgtruri: 'rings',
  lwsruri: 481,
  lwsstart: 'rings',
  trws: 200,
  escruri: 'rings',
  baddate: 'rings',
  regbadct: 405,
  badaspec: 200,
  baddn: 200,
  badvers: 505,
  mismatch01: 400,
  mismatch02: 400,
  bigcode: 'nothing',
  badbranch: 200,
  insuf: 400,
  unkscm: 416,
  novelsc: 416,
  unksm2: 405,
  bext01: 420,
  invut: 415,
  regaut01: 405,
  multi01: 400,
  mcl01: 400,
  bcast: 'nothing',
  zeromf: 200,
  cparam01: 405,
  cparam02: 405,
  regescrt: 405,
  // 406 would be allowed. Who sends a session description can read one: the caller rings.
  sdp01: 'rings',
  inv2543: 'rings',
  wsinvFixed: 481,
};

async function nextRings(scene: Awaited<ReturnType<typeof createScene>>): Promise<void> {
  const before = scene.told.legs.length;
  scene.line().give(invite({ callId: 'good', branch: 'z9hG4bKgood' }));
  expect(scene.told.legs).toHaveLength(before + 1);
  await scene.told.leg().accept(createPeer());
  expect(scene.line().sent.at(-1)).toMatch(/^SIP\/2\.0 200 OK[\s\S]*Call-ID: good/);
  scene.flow.dispose();
}

describe('RFC 4475', () => {
  it('is here as a whole', () => {
    expect(names.sort()).toEqual(Object.keys(outcomes).sort());
  });

  it.each(Object.entries(outcomes))(
    '%s, as an edge forwards it: %s, and the next call rings',
    async (name, outcome) => {
      const scene = await createScene();
      scene.line().give(forwarded(name));
      expect(scene.told.legs).toHaveLength(outcome === 'rings' ? 1 : 0);
      const [first] = scene.line().sent;
      if (outcome === 'nothing') expect(first).toBeUndefined();
      else expect(first?.slice(0, 11)).toBe(`SIP/2.0 ${outcome === 'rings' ? 180 : outcome}`);
      if (first !== undefined)
        expect(headerOf(first, 'Via')).toBe('SIP/2.0/WSS edge-a.example;branch=z9hG4bKtop');
      await nextRings(scene);
    },
  );

  it.each(names)('%s, as it is printed: a request is answered, and the next call rings', async (name) => {
    const scene = await createScene();
    const text = printed(name);
    scene.line().give(text);
    expect(scene.line().sent.length > 0).toBe(!text.startsWith('SIP/'));
    await nextRings(scene);
  });
});
